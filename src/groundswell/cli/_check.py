"""`groundswell check CASE`: every fault of a case in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from groundswell.ledger import Fault


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """Say everything that is wrong with a case. Exit codes: 0 nothing, 1 faults, 2 no such case."""
    from groundswell.ledger import CaseError, find_case

    from ._leave import FAULTY, UNUSABLE, leave

    try:
        find_case(case)
    except CaseError as error:
        leave(error, UNUSABLE)
    faults = _faults(case)
    if as_json:
        import json
        from dataclasses import asdict

        found = [asdict(fault) for fault in faults]
        typer.echo(json.dumps({"case": case, "count": len(found), "faults": found}, indent=2))
    else:
        for fault in faults:
            typer.echo(f"{fault}\n")
        typer.echo(_count(case, len(faults)))
    if faults:
        raise typer.Exit(FAULTY)


def _faults(case: str) -> list[Fault]:
    """Faults of the case's files, or those of its tables, which are looked at once the files are sound."""
    from groundswell.ledger import CaseError, load_case
    from groundswell.record import check_record

    try:
        loaded = load_case(case)
    except CaseError as error:
        return list(error.faults)
    return check_record(loaded)


def _count(case: str, number: int) -> str:
    if number == 0:
        return f"{case}: no faults."
    return f"{case}: {number} fault{'' if number == 1 else 's'}."
