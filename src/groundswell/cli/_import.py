"""`groundswell import KIND FILE`: a table of the record from a file that the user has."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import typer

from ._codes import FAULTY, UNUSABLE
from ._day import day_of
from ._leave import leave, leave_saying, leave_unwritten
from ._options import out_option

KIND = typer.Argument(help="acled, ucdp, election or polls: the layout of the file.")
OUT = out_option("FILE", "Where the table goes; nothing is overwritten.", ...)
SOURCE = typer.Option(None, "--source", metavar="KEY", help="Key of the source that every row cites; KIND if left out.")
UNTIL = typer.Option(None, "--until", metavar="DATE", help="Rows that end after this day are marked as held out.")


def run(
    kind: str = KIND,
    file: Path = typer.Argument(help="A CSV file in that layout."),
    out: Path = OUT,
    source: Optional[str] = SOURCE,  # noqa: UP045
    until: Optional[str] = UNTIL,  # noqa: UP045
) -> None:
    """Turn events, election results or polls into a record.

    Reads the common shapes of ACLED, UCDP GED, and of election and poll tables.

    Exit codes: 0 written, 1 faults in the file, 2 the command makes no sense, 3 the table cannot be written.
    """
    from groundswell.ledger import CaseError
    from groundswell.record import KINDS, import_table

    if kind not in KINDS:
        leave_saying(f"`{kind[:40]}` is not a layout known here. They are: {', '.join(KINDS)}.", UNUSABLE)
    try:
        found = import_table(kind, file, source or kind, day_of(until), str(file))
    except CaseError as error:
        leave(error, FAULTY)
    try:
        with out.open("x", encoding="utf-8", newline="") as written:
            written.write(found.text)
    except FileExistsError:
        leave_saying(f"{out}: something lies here already, and nothing is overwritten. Name a new file.", UNUSABLE)
    except OSError as problem:
        leave_unwritten(out, problem)
    typer.echo(f"{found.rows:,} rows, made from {found.read:,}, are in {out}.")
    typer.echo(f"In record.yaml, name it under `tables` as {{file: record/{out.name}, shape: {found.shape}}},")
    typer.echo("put its regions under `regions`, and add one entry under `series` for each thing that it observes.")
