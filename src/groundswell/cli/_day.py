"""Reads a day given as an option."""

from __future__ import annotations

from datetime import date

from ._codes import UNUSABLE
from ._leave import leave_saying


def day_of(text: str | None) -> date | None:
    """Return the day of an `--until`, None where none is given; leave with 2 where it is no day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        leave_saying(f"--until {text[:40]} is not a day. Write, say, --until 2003-12-31.", UNUSABLE)
