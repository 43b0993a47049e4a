"""Scores of some outcomes together: the theory, dumb baselines, null theories, and its skill over each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.fit._baselines import BASELINES
from groundswell.fit._foretell import NULLS, Outcome
from groundswell.fit._score import LEVELS, Marks, Rivalry
from groundswell.record import (
    Skill,
    crps_normal,
    direction_hits,
    log_score_normal,
    pit_histogram,
    rank_hits,
    skill,
)


@dataclass(frozen=True)
class Summary:
    """Scores of the theory over some outcomes, beside the others. compared: on how many a baseline can speak; theory_on
    is the theory's mean CRPS over those, and skill that over the best baseline."""

    outcomes: int
    compared: int
    theory: Marks
    theory_on: float | None
    coverage: Mapping[float, float]
    pit: np.ndarray
    baselines: Mapping[str, Rivalry]
    nulls: Mapping[str, Rivalry]
    best_baseline: str | None
    skill: Skill | None


def summary(outcomes: Sequence[Outcome], seed: int) -> Summary:
    """Sum up at least one outcome."""
    own = np.array([one.crps for one in outcomes])
    spoken = [one for one in outcomes if one.baselines is not None]
    on = np.array([one.baselines is not None for one in outcomes])
    lines = {name: _baseline(spoken, name, own[on], seed) for name in BASELINES if spoken}
    best = min(lines, key=lambda name: lines[name].marks.crps) if lines else None
    pits = np.array([one.pit for one in outcomes])
    return Summary(
        len(outcomes), len(spoken), _marks(outcomes), float(own[on].mean()) if spoken else None,
        {level: float(np.mean(np.abs(pits - 0.5) <= level / 2)) for level in LEVELS}, pit_histogram(pits), lines,
        {name: _null(outcomes, name, own, seed) for name in NULLS.values()}, best, lines[best].skill if best else None,
    )  # fmt: skip


def _marks(outcomes: Sequence[Outcome]) -> Marks:
    middle = np.array([one.median for one in outcomes])
    return Marks(
        float(np.mean([one.crps for one in outcomes])), float(np.mean([one.log_score for one in outcomes])),
        _directions(outcomes, middle), _ranks(outcomes, middle),
    )  # fmt: skip


def _null(outcomes: Sequence[Outcome], name: str, own: np.ndarray, seed: int) -> Rivalry:
    theirs = [one.nulls[name] for one in outcomes]
    crps = np.array([one.crps for one in theirs])
    return Rivalry(_marks(theirs), skill(own, crps, [one.group for one in outcomes], seed))


def _baseline(spoken: Sequence[Outcome], name: str, own: np.ndarray, seed: int) -> Rivalry:
    said = [one.baselines[name] for one in spoken if one.baselines is not None]
    mean, deviation = np.array([one.mean for one in said]), np.array([one.deviation for one in said])
    observed = np.array([one.observed for one in spoken])
    crps = crps_normal(mean, deviation, observed)
    marks = Marks(
        float(crps.mean()), float(log_score_normal(mean, deviation, observed).mean()), _directions(spoken, mean),
        _ranks(spoken, mean),
    )  # fmt: skip
    return Rivalry(marks, skill(own, crps, [one.group for one in spoken], seed))


def _directions(outcomes: Sequence[Outcome], middle: np.ndarray) -> tuple[int, int]:
    on = np.array([one.before is not None for one in outcomes])
    before = np.array([one.before for one in outcomes if one.before is not None], float)
    return direction_hits(before, middle[on], np.array([one.observed for one in outcomes])[on])


def _ranks(outcomes: Sequence[Outcome], middle: np.ndarray) -> tuple[int, int]:
    """Pairs of parties in one poll or ballot; numbers of other series have no order among them."""
    rows: dict[tuple, list[int]] = {}
    for k, one in enumerate(outcomes):
        if one.kind in ("poll", "ballot"):
            rows.setdefault(one.poll, []).append(k)
    observed = np.array([one.observed for one in outcomes])
    return rank_hits([middle[k] for k in rows.values()], [observed[k] for k in rows.values()])
