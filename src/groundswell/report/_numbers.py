"""Numbers as a reader says them."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

NO_BREAK = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
DASH = "\N{EN DASH}"
MONTHS = ("January", "February", "March", "April", "May", "June",
          "July", "August", "September", "October", "November", "December")  # fmt: skip
COUNTS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def percent(share: float | None) -> str:
    """Return a share as whole percent, with the ends of the scale kept honest."""
    if share is None or math.isnan(share):
        return "not known"
    if 0 < share < 0.005:
        return f"under 1{NO_BREAK}%"
    if 0.995 < share < 1:
        return f"over 99{NO_BREAK}%"
    return f"{share * 100:.0f}{NO_BREAK}%"


def score(share: float | None) -> str:
    """Return a score as percent with one decimal, since scores of different theories are compared."""
    if share is None:
        return ""
    return f"under 0.1{NO_BREAK}%" if 0 < share < 0.0005 else f"{share * 100:.1f}{NO_BREAK}%"


def span(interval: Sequence[float] | None) -> str:
    """Return an interval of shares as whole percents, such as `91-95`."""
    if interval is None:
        return ""
    low, high = interval
    return f"{low * 100:.0f}{DASH}{high * 100:.0f}"


def amount(value: float | None, scale: str = "") -> str:
    """Return a value on its own scale; shares as percents, others to three digits."""
    if value is None:
        return "not known"
    if scale in {"share", "percent_of_one"}:
        return percent(value)
    places = 2 if abs(value) < 10 else 1 if abs(value) < 100 else 0
    text = f"{value:,.{places}f}"
    return text.replace("-", MINUS)


def signed(value: float | None) -> str:
    """Return a difference with its sign always shown."""
    if value is None:
        return "not known"
    text = f"{value:+.2f}" if abs(value) < 10 else f"{value:+.1f}"
    return "0.00" if text in {"+0.00", "-0.00"} else text.replace("-", MINUS)


def in_words(number: int) -> str:
    """Return `none`, `three`, `43`: small numbers in words."""
    return COUNTS[number] if number < len(COUNTS) else f"{number:,}"


def count(number: int, noun: str, plural: str = "") -> str:
    """Return `no claims`, `one claim`, `43 claims`; the plural is told where it is not the noun and an s."""
    word = in_words(number) if number else "no"
    return f"{word} {noun if number == 1 else plural or noun + 's'}"


def month(date: str) -> str:
    """Return `2006-01` as `January 2006`; other text as it is."""
    found = re.fullmatch(r"(\d{4})-(\d{2})(?:-\d{2})?", date)
    return f"{MONTHS[int(found[2]) - 1]} {found[1]}" if found else date


def stopped(text: str) -> str:
    """Return a sentence with its full stop, so that another can follow."""
    text = text.rstrip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def listed(items: Sequence[str], joint: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"
