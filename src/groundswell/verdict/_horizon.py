"""How far a run must go for what formulas look at."""

from collections.abc import Iterable

from groundswell.language import At, Before, Interval, Lasts, Moves, OnDate, Syntax, Timing, months_of, parts
from groundswell.model import Layout

_OPEN = Before | Lasts | Moves | Timing
"""Parts that may look at any later month."""


def months_read(trees: Iterable[Syntax | None], layout: Layout) -> int:
    """Number of months from the start to the last one that the formulas look at; all of them where that is open."""
    start, last = layout.case.setting.calendar.start, 0
    for tree in trees:
        if tree is None:
            continue
        if any(is_open(part) for part in parts(tree)):
            return layout.months
        last = max(last, *(month.index(start) + 1 for month in months_of(tree)), 0)
    return min(last or layout.months, layout.months)


def is_open(part: Syntax) -> bool:
    """Whether a part of a formula may look at any later month, up to the end of the run."""
    interval = getattr(part, "interval", None)
    if isinstance(interval, Interval) and interval.until == "end":
        return True
    return isinstance(part, _OPEN) or (isinstance(part, At | OnDate) and part.date == "end")
