"""Where a claim fails: a box in the space of readings, found by patient peeling.

Source: the patient rule induction method of Friedman and Fisher (1999), as used for scenario discovery by Bryant and
Lempert (2010).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

ALPHA = 0.05
"""Share of the readings still inside that one peel takes away."""

SMALLEST = 0.05
"""Least weight of all readings that a box may hold."""


@dataclass(frozen=True)
class Bound:
    """One side of a box: a draw by name, and the range it is held to (infinite where open)."""

    name: str
    low: float
    high: float


@dataclass(frozen=True)
class Box:
    """Readings inside some bounds. coverage: share of all cases that lie inside; density: share of cases inside;
    mass: weight of the readings inside."""

    bounds: tuple[Bound, ...]
    coverage: float
    density: float
    mass: float


def peel(draws: np.ndarray, cases: np.ndarray, weight: np.ndarray, names: Sequence[str]) -> tuple[Box, ...]:
    """The peeling trajectory, from the whole space to the smallest box.

    draws (readings, names): numbers or codes; cases (readings,) bool: what is looked for; weight (readings,) sums to 1.
    Raises ValueError if the shapes do not agree or no reading is a case.
    """
    if draws.shape != (len(cases), len(names)) or len(weight) != len(cases):
        raise ValueError(f"draws {draws.shape} do not go with {len(cases)} cases and {len(names)} names")
    if not (weight * cases).sum() > 0:
        raise ValueError("no reading is a case, so there is nothing to look for")
    inside = np.ones(len(cases), bool)
    low, high = np.full(len(names), -np.inf), np.full(len(names), np.inf)
    boxes = [_box(low, high, inside, cases, weight, names)]
    while True:
        best = _best_peel(draws, cases, weight, inside)
        if best is None:
            return tuple(boxes)
        inside, column, at, upper = best
        (high if upper else low)[column] = at
        boxes.append(_box(low, high, inside, cases, weight, names))


def _best_peel(draws, cases, weight, inside):
    """The peel that leaves the densest box; ties go to the first name."""
    held = weight * inside
    density = (held * cases).sum() / held.sum()
    best, best_gain = None, 1e-12
    for column in range(draws.shape[1]):
        values = draws[inside, column]
        for upper in (False, True):
            at = _edge(values, weight[inside], upper)
            rest = inside & ((draws[:, column] <= at) if upper else (draws[:, column] >= at))
            mass = weight[rest].sum()
            if mass < SMALLEST or rest.sum() == inside.sum():
                continue
            gain = (weight * rest * cases).sum() / mass - density
            gain /= max(held.sum() - mass, 1e-12)  # patient: what is gained per weight given up
            if gain > best_gain:
                best, best_gain = (rest, column, float(at), upper), gain
    return best


def _edge(values: np.ndarray, weight: np.ndarray, upper: bool) -> float:
    """The value behind which about ALPHA of the weight lies; for codes, the next code inward."""
    order = np.argsort(values)
    along = np.cumsum(weight[order]) / weight.sum()
    place = np.searchsorted(along, 1 - ALPHA if upper else ALPHA)
    at = values[order][min(place, len(values) - 1)]
    end = values.max() if upper else values.min()
    if at == end:
        inner = values[values < end] if upper else values[values > end]
        return float((inner.max() if upper else inner.min()) if len(inner) else end)
    return float(at)


def _box(low, high, inside, cases, weight, names) -> Box:
    mass = float(weight[inside].sum())
    found = float((weight * inside * cases).sum())
    bounds = tuple(
        Bound(name, float(a), float(b))
        for name, a, b in zip(names, low, high, strict=True)
        if np.isfinite(a) or np.isfinite(b)
    )
    return Box(bounds, min(found / float((weight * cases).sum()), 1.0), min(found / mass, 1.0), min(mass, 1.0))


CANDIDATES = 5
"""How many of the draws that a peeling turns to first are tried in pairs."""

LIFT = 0.1
"""Least by which cases must be denser in a box than everywhere for it to be put into words."""


def readable(
    draws: np.ndarray, cases: np.ndarray, weight: np.ndarray, names: Sequence[str], peeling: Sequence[Box]
) -> tuple[Box | None, tuple[Box, ...]]:
    """The box of one or two conditions that sets the cases apart best, and the peeling that it comes from.

    Peels again over each pair of the draws that `peeling` turned to first. Best is the box with most weight times gain
    in density (weighted relative accuracy, Lavrac et al. 1999). None, and `peeling` itself, where no such box is LIFT
    denser than everything.
    """
    first: list[str] = []
    for box in peeling:
        first += [bound.name for bound in box.bounds if bound.name not in first]
    chosen = [list(names).index(name) for name in first[:CANDIDATES]]
    pairs = [list(pair) for pair in combinations(chosen, min(2, len(chosen)))] if chosen else []
    best, along, most = None, tuple(peeling), 0.0
    for pair in pairs:
        boxes = peel(draws[:, pair], cases, weight, [names[k] for k in pair])
        for box in boxes[1:]:
            gain = box.mass * (box.density - boxes[0].density)
            if gain > most and box.density - boxes[0].density >= LIFT:
                best, along, most = box, boxes, gain
    return best, along
