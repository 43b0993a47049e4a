"""`groundswell record CASE`: which facts a case has, what they observe, and what they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

import typer

from ._day import day_of
from ._leave import UNUSABLE, leave, leave_faulty, sound_case

if TYPE_CHECKING:
    from groundswell.ledger import Case

UNTIL = typer.Option(None, "--until", metavar="DATE", help="Moves the split: the last day that may be fitted.")


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    until: Optional[str] = UNTIL,  # noqa: UP045
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """List the series of a case's record.

    Says what each observes and how, its span, its gaps, and what is left unbound.

    Exit codes: 0 listed, 1 faults in the case or its record, 2 there is no such case or it has no record.
    """
    from groundswell.ledger import CaseError
    from groundswell.record import load_record, record_document

    loaded = sound_case(case)
    day = day_of(until)
    if loaded.record is None:
        try:
            load_record(loaded)
        except CaseError as error:
            leave(error, UNUSABLE)
    sound_record(loaded)
    document = record_document(loaded, load_record(loaded, day))
    if as_json:
        import json

        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    _show(document)


def sound_record(case: Case) -> None:
    """Leave with every fault of a case's tables, where there are any."""
    from groundswell.ledger import CaseError
    from groundswell.record import check_record

    faults = check_record(case)
    if faults:
        leave_faulty(CaseError(faults), str(case.folder))


def _show(document: dict[str, Any]) -> None:
    from rich.console import Console

    from ._record_view import record_lines, record_tables

    plain = Console()
    screen = plain if plain.is_terminal else Console(width=max(plain.width, 100))
    for table in record_tables(document):
        screen.print(table)
    for line in record_lines(document):
        screen.print(line, highlight=False, markup=False, soft_wrap=not plain.is_terminal)
