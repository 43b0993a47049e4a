"""How verbs end: faults are printed in full, and scripts can rely on the exit code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import typer

from ._codes import FAULTY, UNUSABLE, UNWRITABLE

if TYPE_CHECKING:
    from groundswell.ledger import Case, CaseError


def leave(error: CaseError, code: int) -> NoReturn:
    """Print what is wrong on the error stream and leave with a code."""
    leave_saying(str(error), code)


def leave_saying(sentence: str, code: int) -> NoReturn:
    """Print a sentence on the error stream and leave with a code."""
    typer.echo(sentence, err=True)
    raise typer.Exit(code)


def leave_unwritten(place: Path | str, problem: OSError) -> NoReturn:
    """Say in a sentence that something cannot be written, and why."""
    why = (problem.strerror or str(problem) or "unknown cause").lower()
    leave_saying(f"{place}: cannot be written: {why}.", UNWRITABLE)


def leave_faulty(error: CaseError, case: str) -> NoReturn:
    """Leave a verb that needs a sound case: 2 where there is none, 1 where it has faults."""
    from groundswell.ledger import CaseNotFound

    if isinstance(error, CaseNotFound):
        leave(error, UNUSABLE)
    count = len(error.faults)
    typer.echo(f"{error.faults[0]}\n", err=True)
    leave_saying(f"{case} has {count} fault{'' if count == 1 else 's'}; `groundswell check {case}` lists all.", FAULTY)


def sound_case(case: str) -> Case:
    """Return a case by name or folder; leave with 1 where it has faults and 2 where there is none."""
    from groundswell.ledger import CaseError, load_case

    try:
        return load_case(case)
    except CaseError as error:
        leave_faulty(error, case)
