"""The forecast of one series of numbers, in points, and what dumb baselines say of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.fit._baselines import Past, Told, told
from groundswell.record import Heard, Numbers, Observation, foretold, points, points_per_unit

ENDLESS = (-np.inf, np.inf)


@dataclass(frozen=True)
class NumbersAhead:
    """One series. observed (numbers,), samples (numbers, S) in points; log_score (numbers,) per point; before: the
    last older one in points."""

    id: str
    kind: str
    node: str
    rows: Sequence[Observation]
    observed: np.ndarray
    samples: np.ndarray
    log_score: np.ndarray
    before: float | None
    baselines: Sequence[Mapping[str, Told] | None]


def numbers_ahead(known: Numbers | None, asked: Numbers, traces, weight: np.ndarray, seed: int) -> NumbersAhead:
    """Forecast a series from weighted runs and from those of its numbers that are known."""
    entry, rows = asked.series.entry, asked.series.observations
    came, years = np.array([one.value for one in rows]), np.array(asked.years)
    heard = _heard(known, traces, len(weight))
    said = foretold(entry, heard, _heard(asked, traces, len(weight)), weight, seed)
    density = said.log_density - np.log(points_per_unit(entry, came))
    older = _past(known, heard)
    return NumbersAhead(
        asked.id, entry.model, str(asked.series.node), rows, points(entry, came, years),
        points(entry, said.samples, years[:, None]), -density, None if older is None else older.values[-1],
        [None if older is None else told(older, one.day, one.pollster) for one in rows],
    )  # fmt: skip


def _heard(block: Numbers | None, traces, runs: int) -> Heard:
    if block is None:
        return Heard(np.zeros((runs, 0)), np.zeros(0), np.zeros(0))
    values = np.array([one.value for one in block.series.observations], float)
    return Heard(np.asarray(block.levels(traces), float), values, np.array(block.years))


def _past(known: Numbers | None, heard: Heard) -> Past | None:
    if known is None:
        return None
    rows = known.series.observations
    along = points(known.series.entry, heard.values, heard.years)
    return Past(tuple(o.day for o in rows), tuple(map(float, along)), tuple(o.pollster for o in rows), ENDLESS)
