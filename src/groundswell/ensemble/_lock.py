"""One run at a time in a folder: a lock that the system itself lets go when the process ends, however it ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOCK = ".groundswell.lock"


class Busy(Exception):
    """Another run is at work in the folder; `holder` is its process id, or None where it cannot be read."""

    def __init__(self, folder: Path, holder: int | None):
        self.folder, self.holder = folder, holder
        who = f" (process {holder})" if holder else ""
        super().__init__(f"{folder}: another run is at work here{who}. Wait for it, or give another folder with --out.")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the folder's lock while the block runs. Raises Busy where another process holds it, and OSError."""
    import fcntl

    with (folder / LOCK).open("a+") as file:
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
    """Whether some process holds the folder's lock now."""
    import fcntl

    try:
        with (folder / LOCK).open("r") as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
    except BlockingIOError:
        return True
    except OSError:
        return False


def holder(folder: Path) -> int | None:
    """Id of the process that holds the folder's lock, or that held it last; None where it cannot be read."""
    try:
        return int((folder / LOCK).read_text())
    except (OSError, ValueError):
        return None
