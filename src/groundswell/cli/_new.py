"""`groundswell new DIR`: a small case of one's own that runs at once."""

from __future__ import annotations

import typer


def run(folder: str = typer.Argument(metavar="DIR", help="A folder that is empty or not there yet.")) -> None:
    """Write a small invented case into DIR, to be rewritten.

    Exit codes: 0 written, 2 something lies there already, 3 it cannot be written.
    """
    from groundswell.ledger import CaseError, new_case

    from ._codes import UNUSABLE, UNWRITABLE
    from ._leave import leave

    try:
        made = new_case(folder)
    except CaseError as error:
        leave(error, UNWRITABLE if error.__cause__ is not None else UNUSABLE)
    typer.echo(f"A small case stands in {made}. It is sound and runs as it is; put your own text in its place.\n")
    typer.echo(f"  groundswell check {made}\n  groundswell show {made} M03\n  groundswell study {made}")
