"""`groundswell check CASE`: every fault of a case in one go."""

from __future__ import annotations

import typer

from ._checked import checked


def run(
    case: str = typer.Argument(help="A folder with a case.yaml, or the name of a case that comes with Groundswell."),
    as_json: bool = typer.Option(False, "--json", help="Print JSON for machines."),
) -> None:
    """Say everything that is wrong with a case. Exit codes: 0 nothing, 1 faults, 2 no such case."""
    raise typer.Exit(checked(case, as_json))
