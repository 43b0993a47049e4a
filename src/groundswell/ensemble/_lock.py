"""One run at a time in a folder: a lock that the system itself lets go when the process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".groundswell.lock"
"""Held by whoever changes what the folder keeps."""

TELLING = ".groundswell.log.lock"
"""Held by whoever tells a run to the folder's log, from beginning to end, whatever else the run holds."""


class Busy(Exception):
    """Another run is at work in the folder; `holder` is its process id, or None where it cannot be read."""

    def __init__(self, folder: Path, holder: int | None):
        self.folder, self.holder = folder, holder
        who = f" (process {holder})" if holder else ""
        super().__init__(f"{folder}: another run is at work here{who}. Wait for it, or give another folder with --out.")


@contextmanager
def locked(folder: Path, name: str = LOCK) -> Iterator[None]:
    """Hold a lock of the folder while the block runs. Raises Busy where another process holds it, and OSError."""
    import fcntl

    with (folder / name).open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(folder, holder(folder)) from None
        file.seek(0)
        file.truncate()
        file.write(str(os.getpid()))
        file.flush()
        yield


def is_locked(folder: Path) -> bool:
    """Whether some process is at work in the folder now."""
    return any(_taken(folder / name) for name in (TELLING, LOCK))


def holder(folder: Path) -> int | None:
    """Id of the process that is at work in the folder, or that was last; None where it cannot be read."""
    both = (TELLING, LOCK)
    held = [name for name in both if _taken(folder / name)]
    return next((found for name in (*held, *both) if (found := _number(folder / name)) is not None), None)


def _taken(file: Path) -> bool:
    import fcntl

    try:
        with file.open("r") as opened:
            fcntl.flock(opened, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
    except BlockingIOError:
        return True
    except OSError:
        return False


def _number(file: Path) -> int | None:
    try:
        return int(file.read_text())
    except (OSError, ValueError):
        return None
