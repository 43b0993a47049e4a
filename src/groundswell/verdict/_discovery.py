"""Where a claim fails: a box in the space of readings, found by patient peeling.

Source: the patient rule induction method of Friedman and Fisher (1999), as used for scenario discovery by Bryant and
Lempert (2010).
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
    return Box(bounds, found / float((weight * cases).sum()), found / mass, mass)


def readable(boxes: Sequence[Box], most: int = 2) -> Box | None:
    """The box of at most so many bounds with the best harmonic mean of coverage and density; None if there is none."""
    few = [box for box in boxes if 0 < len(box.bounds) <= most]
    if not few:
        return None
    return max(few, key=lambda b: 2 * b.coverage * b.density / max(b.coverage + b.density, 1e-12))
