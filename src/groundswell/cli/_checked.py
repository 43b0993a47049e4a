"""What `groundswell check` finds and says, without the reader of options, which takes as long as half a case."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ._codes import FAULTY, UNUSABLE

if TYPE_CHECKING:
    from groundswell.ledger import Fault


def checked(case: str, as_json: bool = False) -> int:
    """Print everything that is wrong with a case; returns the exit code."""
    from groundswell.ledger import CaseError, find_case

    try:
        find_case(case)
    except CaseError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    faults = _faults(case)
    if as_json:
        import json
        from dataclasses import asdict

        found = [asdict(fault) for fault in faults]
        print(json.dumps({"case": case, "count": len(found), "faults": found}, indent=2))
    else:
        for fault in faults:
            print(f"{fault}\n")
        print(_count(case, len(faults)))
    return FAULTY if faults else 0


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
