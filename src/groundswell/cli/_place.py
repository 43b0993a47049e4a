"""Holds the folder of a study for one run, and says in a sentence why it cannot be had."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._codes import UNUSABLE, UNWRITABLE
from ._leave import leave_saying, leave_unwritten

if TYPE_CHECKING:
    from groundswell.ensemble import Kept


@contextmanager
def held(folder: Path, identity: Mapping[str, Any], store: str | None = None) -> Iterator[Kept]:
    """Give the folder's store for one run, or the one at an address.

    Leaves with 2 where it is taken, not ours or unusable here, with 3 where it cannot be written.
    """
    from groundswell.ensemble import Busy, Refused, StoreFailed, taken_up

    with ExitStack() as stack:
        try:
            kept = stack.enter_context(taken_up(folder, identity, store))
        except (Busy, Refused) as problem:
            leave_saying(str(problem), UNUSABLE)
        except StoreFailed as problem:
            leave_saying(str(problem), UNWRITABLE)
        except OSError as problem:
            leave_unwritten(folder, problem)
        except ImportError as problem:
            leave_saying(_lacking(str(store), problem), UNUSABLE)
        except ValueError as problem:
            leave_saying(f"{store}: no address that can be used here: {str(problem).rstrip('.')}.", UNUSABLE)
        yield kept


def _lacking(store: str, problem: ImportError) -> str:
    if problem.name == "fsspec":
        return "--store needs fsspec: pip install 'groundswell[cluster]'."
    return f"{store}: something is missing here: {str(problem).rstrip('.')}."
