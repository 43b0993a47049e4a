"""How well a forecast met what came: CRPS, log score, coverage, PIT, direction and rank hits, skill.

Everything is in NumPy on plain arrays; lower CRPS and lower log score are better. Sources: Gneiting and Raftery (2007)
for the scores, Gneiting and others (2007) for the PIT, Jordan and others (2019) for the closed forms.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

BINS = 10
"""Bins of a PIT histogram."""


def crps_ensemble(samples: np.ndarray, observed: np.ndarray, weight: np.ndarray | None = None) -> np.ndarray:
    """CRPS of weighted samples (..., S) against observations (...): E|X - y| - E|X - X'| / 2, in their unit.

    `weight` (S,) or (..., S) need not sum to one; all count alike without it.
    """
    samples, observed = np.asarray(samples, float), np.asarray(observed, float)
    by = np.broadcast_to(np.ones(samples.shape[-1]) if weight is None else np.asarray(weight, float), samples.shape)
    by = by / by.sum(-1, keepdims=True)
    order = np.argsort(samples, axis=-1)
    values, shares = np.take_along_axis(samples, order, -1), np.take_along_axis(by, order, -1)
    miss = (shares * np.abs(values - observed[..., None])).sum(-1)
    # E|X - X'| = 2 sum_i w_i x_i (2 W_i - w_i - 1) with W_i the running sum of the weights
    spread = 2 * (shares * values * (2 * np.cumsum(shares, -1) - shares - 1)).sum(-1)
    return miss - spread / 2


def crps_normal(mean: np.ndarray, deviation: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """CRPS of normal forecasts against observations, in closed form; a deviation of 0 gives the absolute error."""
    mean, deviation, observed = np.broadcast_arrays(*(np.asarray(v, float) for v in (mean, deviation, observed)))
    safe = np.where(deviation > 0, deviation, 1.0)
    z = (observed - mean) / safe
    found = safe * (z * (2 * normal_cdf(z) - 1) + 2 * normal_pdf(z) - 1 / math.sqrt(math.pi))
    return np.where(deviation > 0, found, np.abs(observed - mean))


def normal_pdf(z: np.ndarray) -> np.ndarray:
    """Density of the standard normal."""
    return np.exp(-0.5 * np.asarray(z, float) ** 2) / math.sqrt(2 * math.pi)


def normal_cdf(z: np.ndarray) -> np.ndarray:
    """Distribution function of the standard normal."""
    return 0.5 * (1 + _erf(np.asarray(z, float) / math.sqrt(2)))


_erf = np.vectorize(math.erf, otypes=[float])


def log_score_normal(mean: np.ndarray, deviation: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Minus the log density of normal forecasts at the observations."""
    deviation = np.asarray(deviation, float)
    z = (np.asarray(observed, float) - mean) / deviation
    return 0.5 * z**2 + np.log(deviation) + 0.5 * math.log(2 * math.pi)


def quantiles(samples: np.ndarray, at: Sequence[float]) -> np.ndarray:
    """Quantiles (len(at), ...) of equally weighted samples (..., S)."""
    return np.quantile(np.asarray(samples, float), at, axis=-1)


def covered(samples: np.ndarray, observed: np.ndarray, level: float) -> float:
    """Share of observations inside the central interval of a level such as 0.9."""
    low, high = quantiles(samples, [(1 - level) / 2, (1 + level) / 2])
    return float(np.mean((low <= observed) & (observed <= high)))


def pit(samples: np.ndarray, observed: np.ndarray) -> np.ndarray:
    """Probability that the forecast gave to values below each observation; ties count half. Uniform if calibrated."""
    samples, observed = np.asarray(samples, float), np.asarray(observed, float)[..., None]
    return (samples < observed).mean(-1) + 0.5 * (samples == observed).mean(-1)


def pit_histogram(values: np.ndarray, bins: int = BINS) -> np.ndarray:
    """Counts (bins,) of PIT values in equal bins from 0 to 1."""
    return np.histogram(np.clip(values, 0, 1), bins=bins, range=(0, 1))[0]


def direction_hits(before: np.ndarray, forecast: np.ndarray, observed: np.ndarray) -> tuple[int, int]:
    """Hits and trials: how often the forecast moved from the value before to the side that the observation did."""
    moved = np.sign(np.asarray(observed, float) - before)
    asked = moved != 0
    hits = (np.sign(np.asarray(forecast, float) - before) == moved) & asked
    return int(hits.sum()), int(asked.sum())


def rank_hits(forecast: Sequence[np.ndarray], observed: Sequence[np.ndarray]) -> tuple[int, int]:
    """Hits and trials over all pairs inside each group: how often the forecast puts the larger of two first."""
    hits = trials = 0
    for told, seen in zip(forecast, observed, strict=True):
        for one in range(len(seen)):
            for other in range(one + 1, len(seen)):
                if seen[one] == seen[other]:
                    continue
                trials += 1
                hits += (told[one] > told[other]) == (seen[one] > seen[other])
    return int(hits), trials


@dataclass(frozen=True)
class Skill:
    """One minus the ratio of two mean scores, with an interval over resampled groups."""

    value: float
    interval: tuple[float, float]


def skill(
    score: np.ndarray, reference: np.ndarray, groups: Sequence[object], seed: int, level: float = 0.95,
    resamples: int = 2000,
) -> Skill:  # fmt: skip
    """Skill of scores (cells,) over reference scores of the same cells: 1 is perfect, 0 no better, below 0 worse.

    The interval is a bootstrap over groups, since the numbers of one poll stand or fall together. Where the
    reference is perfect the skill is minus infinity, or 0 where both are.
    """
    score, reference = np.asarray(score, float), np.asarray(reference, float)
    names = {name: k for k, name in enumerate(dict.fromkeys(groups))}
    of = np.array([names[name] for name in groups])
    own, their = np.bincount(of, score), np.bincount(of, reference)
    drawn = np.random.default_rng(seed).integers(0, len(names), (resamples, len(names)))
    several = [_ratio(a, b) for a, b in zip(own[drawn].sum(1), their[drawn].sum(1), strict=True)]
    # by counting, since a skill of minus infinity has no place between two others
    low, high = np.quantile(several, [(1 - level) / 2, (1 + level) / 2], method="inverted_cdf")
    return Skill(_ratio(own.sum(), their.sum()), (float(low), float(high)))


def _ratio(own: float, their: float) -> float:
    if their > 0:
        return float(1 - own / their)
    return 0.0 if own <= 0 else -math.inf
