"""What a run of a case asks for: its claims, and a folder that can be written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ._codes import UNUSABLE
from ._leave import leave_saying, leave_unwritten

if TYPE_CHECKING:
    from groundswell.ledger import Case

LAST_SEED = 2**32 - 2
MOST_READINGS = 1_000_000
"""Readings that one command draws at most: each round of 2,048 looks through all that were drawn before it."""

LAST_READING = 2**31 - 1 - MOST_READINGS
"""The last number from which a command may draw on."""


def wanted(claims: str | Sequence[str] | None, case: Case) -> list[str] | None:
    """Return the claims asked for; leave with 2 for one that is not there."""
    from groundswell.ledger import nearest

    if claims is None:
        return None
    text = claims if isinstance(claims, str) else " ".join(claims)
    asked = list(dict.fromkeys(text.replace(",", " ").split()))
    if not asked:
        leave_saying("--claims names no claim. Write, say, --claims C01,C02.", UNUSABLE)
    known = case.claims.claims
    for name in asked:
        if name not in known:
            match = nearest(name, known)
            meant = f" Did you mean {match}?" if match else f" They are: {', '.join(known)}."
            leave_saying(f"{case.id} has no claim {name[:40]}.{meant}", UNUSABLE)
    return asked


def probed(folder: Path) -> None:
    """Make sure before a long run that files can be written to the folder, which is made if need be."""
    from tempfile import TemporaryFile

    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFile(dir=folder) as probe:
            probe.write(b"probe")
    except OSError as problem:
        leave_unwritten(folder, problem)
