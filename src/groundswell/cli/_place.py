"""Holds the folder of a study for one run, and says in a sentence why it cannot be had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._codes import UNUSABLE
from ._leave import leave_saying, leave_unwritten

if TYPE_CHECKING:
    from groundswell.ensemble import Kept


@contextmanager
def held(folder: Path, identity: Mapping[str, Any]) -> Iterator[Kept]:
    """Give the folder's store for one run; leave with 2 where it is taken or not ours, 3 where unwritable."""
    from groundswell.ensemble import Busy, Refused, taken_up

    with ExitStack() as stack:
        try:
            kept = stack.enter_context(taken_up(folder, identity))
        except (Busy, Refused) as problem:
            leave_saying(str(problem), UNUSABLE)
        except OSError as problem:
            leave_unwritten(folder, problem)
        yield kept
