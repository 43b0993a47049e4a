"""Calendar months, the unit of time in which results are dated."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of one year; earlier months are smaller."""

    year: int
    month: int

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read `2006-01` or `2006-01-25` (the day is checked, then dropped).

        Raises ValueError, in plain words, when the text is no such date.
        """
        match = _WRITTEN.fullmatch(text)
        if match is None:
            raise ValueError(f"`{text}` is not a date such as 2006-01 or 2006-01-25")
        year, month, day = (int(part or 1) for part in match.groups())
        if not 1 <= month <= 12 or not 1 <= day <= 31 or year < 1:
            raise ValueError(f"`{text}` is not a date in the calendar")
        return cls(year, month)

    def index(self, start: Month) -> int:
        """Count the months from `start` to this one; negative before it."""
        return (self.year - start.year) * 12 + self.month - start.month

    def plus(self, months: int) -> Month:
        """Give the month so many months later."""
        year, month = divmod(self.year * 12 + self.month - 1 + months, 12)
        return Month(year, month + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"
