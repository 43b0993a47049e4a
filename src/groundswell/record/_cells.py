"""Reads single cells of a table: days and spans of days, numbers, words from a list."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Collection
from datetime import date, timedelta
from functools import lru_cache

from groundswell.ledger import nearest

from ._csv import Row, Sheet

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?\Z")
_QUARTER = re.compile(r"([0-9]{4})-?Q([1-4])\Z", re.IGNORECASE)
Span = tuple[date, date]


@lru_cache(maxsize=4096)  # a table names the same days again and again
def span_of(text: str) -> Span | None:
    """First and last day of `2006`, `2006-Q1`, `2006-01` or `2006-01-25`; None where it is no such date."""
    quarter = _QUARTER.match(text)
    if quarter:
        year, first = int(quarter[1]), 3 * int(quarter[2]) - 2
        return _months(year, first, first + 2)
    found = _DATE.match(text)
    if found is None:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day is not None:
            found_day = date(year, int(month), int(day))
            return found_day, found_day
        return _months(year, int(month or 1), int(month or 12))
    except ValueError:
        return None


def _months(year: int, first: int, last: int) -> Span | None:
    if not 1 <= first <= last <= 12 or year < 1:
        return None
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def middle(start: date, end: date) -> date:
    """The day halfway between two days."""
    return start + timedelta(days=(end - start).days // 2)


def read_span(sheet: Sheet, row: Row, column: str) -> Span | None:
    """Read a date cell; a fault where it holds none."""
    text = row[column]
    found = span_of(text)
    if found is None:
        what = f"`{text[:40]}` is not a date" if text else "a date is missing"
        sheet.fault(row, column, f"{what}.", "A date is written as 2006-01-25, 2006-01, 2006-Q1 or 2006.")
    return found


def read_number(
    sheet: Sheet, row: Row, column: str, least: float | None = None, most: float | None = None
) -> float | None:
    """Read a number; None where the cell is empty, and a fault where it is no number or out of bounds."""
    text = row[column]
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        hint = "Write 1320.5 without a sign for thousands or percent, or leave the cell empty where nothing was found."
        sheet.fault(row, column, f"`{text[:40]}` is not a number.", hint)
        return None
    if least is not None and value < least:
        sheet.fault(row, column, f"{text} is below {least:g}.", "Mend the cell, or leave it empty.")
        return None
    if most is not None and value > most:
        sheet.fault(row, column, f"{text} is above {most:g}.", "Mend the cell, or leave it empty.")
        return None
    return value


def read_word(sheet: Sheet, row: Row, column: str, words: Collection[str]) -> str | None:
    """Read a word that must be one of a few; a fault that names them where it is not."""
    text = row[column]
    if text in words:
        return text
    meant = nearest(text, words) if text else None
    hint = (f"Did you mean `{meant}`? " if meant else "") + f"They are: {', '.join(words)}."
    sheet.fault(row, column, f"`{text[:40]}` is not known here." if text else "the cell is empty.", hint)
    return None
