"""How verbs end: faults are printed in full, and scripts can rely on the exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import typer

if TYPE_CHECKING:
    from groundswell.ledger import CaseError

FAULTY = 1  # the case was read and something is wrong with it
UNUSABLE = 2  # nothing could be read, or the command itself makes no sense


def leave(error: CaseError, code: int) -> NoReturn:
    """Print what is wrong on the error stream and leave with a code."""
    typer.echo(str(error), err=True)
    raise typer.Exit(code)


def leave_faulty(error: CaseError, case: str) -> NoReturn:
    """Leave a verb that needs a sound case: 2 where there is none, 1 where it has faults."""
    from groundswell.ledger import CaseNotFound

    if isinstance(error, CaseNotFound):
        leave(error, UNUSABLE)
    count = len(error.faults)
    typer.echo(f"{error.faults[0]}\n", err=True)
    typer.echo(f"{case} has {count} fault{'' if count == 1 else 's'}; `groundswell check {case}` lists all.", err=True)
    raise typer.Exit(FAULTY)
