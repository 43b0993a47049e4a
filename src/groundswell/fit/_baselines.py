"""Dumb baselines: what anyone would say who has the older polls and no theory.

Each baseline sees the case's rows that may be fitted and that ended before the first day of the row it forecasts, and
never a row of the file that is scored. It looks at the same party, in the same region and under the same kind of
question where at least three such rows are known, else in any region, else under any question. Its spread is the root
mean square of the errors that the same rule would have made on those older rows, each from those before it; two points
are the least.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from groundswell.record import Observation

ENOUGH = 3
LEAST_SPREAD = 2.0
FIRST_SPREAD = 6.0
"""Spread where no error can be computed, since one row is known: the usual distance of two polls of one party."""


@dataclass(frozen=True)
class Past:
    """Older readings of one party or series in the order of their days, in percent or points; none leaves `bounds`."""

    days: tuple[date, ...]
    values: tuple[float, ...]
    pollsters: tuple[str, ...]
    bounds: tuple[float, float] = (0.0, 100.0)


@dataclass(frozen=True)
class Told:
    """A normal forecast in percent."""

    mean: float
    deviation: float


def kind_of_question(question: str) -> str:
    """What is asked for, without the wording in parentheses: a vote, closeness to a party, trust."""
    kind = question.split("(")[0].strip().lower()
    return "vote intention" if kind in ("exit poll", "reported past vote") else kind


def past(rows: Sequence[Observation], quantity: str, region: str, question: str, before: date) -> Past | None:
    """The older rows that a baseline looks at; None where the party was never asked about."""
    mine = [one for one in rows if one.quantity == quantity and one.end < before]
    kind = kind_of_question(question)
    narrow = [one for one in mine if one.region == region and kind_of_question(one.question) == kind]
    anywhere = [one for one in mine if kind_of_question(one.question) == kind]
    for some in (narrow, anywhere):
        if len(some) >= ENOUGH:
            return _past(some)
    return _past(mine) if mine else None


def _past(rows: Sequence[Observation]) -> Past:
    some = sorted(rows, key=lambda one: (one.day, one.id))
    return Past(tuple(o.day for o in some), tuple(o.value for o in some), tuple(o.pollster for o in some))


def _last_value(known: Past, day: date, pollster: str) -> float:
    return known.values[-1]


def _trend(known: Past, day: date, pollster: str) -> float:
    """A straight line through all older rows, carried on."""
    if len(set(known.days)) < 2:
        return _last_value(known, day, pollster)
    at = np.array([(one - known.days[0]).days for one in known.days], float)
    slope, level = np.polyfit(at, np.array(known.values), 1)
    return float(np.clip(level + slope * (day - known.days[0]).days, *known.bounds))


def _pollster_average(known: Past, day: date, pollster: str) -> float:
    """The mean of the same pollster's older rows, or of all where it has none."""
    own = [value for value, by in zip(known.values, known.pollsters, strict=True) if by == pollster]
    return float(np.mean(own or known.values))


RULES: Mapping[str, Callable[[Past, date, str], float]] = {
    "last value": _last_value,
    "linear trend": _trend,
    "pollster average": _pollster_average,
}


def told(known: Past, day: date, pollster: str) -> dict[str, Told]:
    """What each baseline says about a day."""
    found = {name: Told(rule(known, day, pollster), _spread(known, rule)) for name, rule in RULES.items()}
    found["random walk"] = _random_walk(known, day)
    return found


def _spread(known: Past, rule: Callable[[Past, date, str], float]) -> float:
    errors = [
        known.values[k] - rule(_until(known, k), known.days[k], known.pollsters[k]) for k in range(1, len(known.values))
    ]
    return max(LEAST_SPREAD, float(np.sqrt(np.mean(np.square(errors))))) if errors else FIRST_SPREAD


def _until(known: Past, k: int) -> Past:
    return Past(known.days[:k], known.values[:k], known.pollsters[:k], known.bounds)


def _random_walk(known: Past, day: date) -> Told:
    """The last value, with a variance that grows with the days since then, at the rate of the steps seen so far."""
    steps = np.diff(known.values)
    days = np.maximum([(b - a).days for a, b in zip(known.days, known.days[1:], strict=False)], 1)
    rate = float(np.sum(steps**2) / np.sum(days)) if len(steps) else FIRST_SPREAD**2 / 90
    ahead = max((day - known.days[-1]).days, 1)
    return Told(known.values[-1], max(LEAST_SPREAD, float(np.sqrt(rate * ahead))))


BASELINES = (*RULES, "random walk")
