"""Reads a whole file, if it is one and no larger than is asked for."""

from __future__ import annotations

import stat
from pathlib import Path


class Unreadable(Exception):
    """Why a file was not read, as a sentence."""


def read_bytes(path: Path, most: int, what: str) -> bytes:
    """Return what a file holds; `what` names the kind that has at most so many bytes, such as `a table`.

    Raises Unreadable where it cannot be read, holds more, or is a device or a pipe, which might never end.
    """
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode) or stat.S_ISREG(found.st_mode):
            with path.open("rb") as file:
                data = file.read(most + 1)
        else:
            raise Unreadable("this is a device, a pipe or a socket, and no file.")
    except (OSError, ValueError) as problem:
        why = getattr(problem, "strerror", None) or str(problem) or "unknown cause"
        raise Unreadable(f"the file cannot be read: {why.lower()}.") from None
    if len(data) > most:
        raise Unreadable(f"the file has {max(found.st_size, len(data)):,} bytes; {what} has at most {most:,}.")
    return data
