"""What the numbers of a series that are known say about its others, given runs: they teach both ends of its scale.

Numbers of different series are compared in *points*: hundredths of the way from where the node stands at 0 to where it
stands at 1, in the middle of the stated ranges, along the series' own line (an index) or its logarithm (a count).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from groundswell.ledger import SeriesEntry

from ._count import count_log_likelihood, count_mean
from ._quadrature import NINETY, end_rates, end_shares

HALF_A_COUNT = 0.5
"""Added to counts before logarithms are taken, so that nought has one."""


@dataclass(frozen=True)
class Heard:
    """Numbers of one series: levels (runs, numbers) of the node in runs, and values and years (numbers,)."""

    levels: np.ndarray
    values: np.ndarray
    years: np.ndarray


@dataclass(frozen=True)
class Foretold:
    """Forecast of some numbers: samples (numbers, S) in their own unit, and log density (numbers,) of what came."""

    samples: np.ndarray
    log_density: np.ndarray


def points(entry: SeriesEntry, values: np.ndarray, years: np.ndarray | float = 1.0) -> np.ndarray:
    """Values of a series in points; it may lie beyond 0 and 100."""
    low, high = _ends(entry)
    return 100 * (_along(entry, np.asarray(values, float), years) - low) / (high - low)


def points_per_unit(entry: SeriesEntry, values: np.ndarray) -> np.ndarray:
    """How many points one unit more is at the values: what turns a density per unit into one per point."""
    low, high = _ends(entry)
    values = np.asarray(values, float)
    slope = 1 / (values + HALF_A_COUNT) if entry.model == "count" else np.ones_like(values)
    return 100 * slope / abs(high - low)


def _along(entry: SeriesEntry, values: np.ndarray, years: np.ndarray | float) -> np.ndarray:
    return np.log((values + HALF_A_COUNT) / years) if entry.model == "count" else values


def _ends(entry: SeriesEntry) -> tuple[float, float]:
    assert entry.at_zero is not None and entry.at_one is not None
    low, high = sum(entry.at_zero) / 2, sum(entry.at_one) / 2
    return (float(np.log(low)), float(np.log(high))) if entry.model == "count" else (low, high)


def foretold(
    entry: SeriesEntry, known: Heard, asked: Heard, weight: np.ndarray, seed: int, samples: int = 2000
) -> Foretold:
    """Forecast the values of `asked` from weighted runs (runs,) and the values of `known`; `asked` holds what came."""
    luck = np.random.default_rng([seed, 6])
    along = (np.arange(samples) + luck.random()) / samples
    drawn = np.minimum(np.searchsorted(np.cumsum(weight), along), len(weight) - 1)
    rule = _counts if entry.model == "count" else _index
    return rule(entry, known, asked, weight, drawn, luck)


def _index(entry: SeriesEntry, known: Heard, asked: Heard, weight, drawn, luck) -> Foretold:
    """Both ends are normal, so the known numbers leave them normal: a regression with two unknowns for each run."""
    assert entry.at_zero is not None and entry.at_one is not None
    error = entry.error or 1.0
    centre = np.array([sum(entry.at_zero) / 2, sum(entry.at_one) / 2])
    width = np.array([entry.at_zero[1] - entry.at_zero[0], entry.at_one[1] - entry.at_one[0]]) / 2 / NINETY
    before, ahead = (np.stack([1 - one.levels, one.levels], -1).astype(float) for one in (known, asked))
    precision = np.diag(1 / np.maximum(width, 1e-9) ** 2) + np.einsum("rki,rkj->rij", before, before) / error**2
    covariance = np.linalg.inv(precision)
    off = (known.values - before @ centre) / error**2
    ends = centre + np.einsum("rij,rkj,rk->ri", covariance, before, off)
    mean = np.einsum("rti,ri->rt", ahead, ends)
    deviation = np.sqrt(np.einsum("rti,rij,rtj->rt", ahead, covariance, ahead) + error**2)
    z = (asked.values - mean) / deviation
    density = _mixed(weight, -0.5 * z**2 - np.log(deviation) - 0.5 * np.log(2 * np.pi))
    made = mean[drawn] + deviation[drawn] * luck.standard_normal((len(drawn), mean.shape[1]))
    return Foretold(made.T, density)


def _counts(entry: SeriesEntry, known: Heard, asked: Heard, weight, drawn, luck) -> Foretold:
    """Both rates stand on a few points, weighed by how well the known counts are met from each."""
    assert entry.at_zero is not None and entry.at_one is not None
    rates, shares = end_rates(entry.at_zero, entry.at_one), end_shares()

    def means(one: Heard) -> np.ndarray:
        parts = [np.asarray(count_mean(one.levels, low, high, one.years), float) for low, high in rates]
        return np.stack(parts, 1)  # (runs, points, numbers)

    def density(values: Any, mean: np.ndarray) -> np.ndarray:
        return np.asarray(count_log_likelihood(values, mean, entry.dispersion), float)

    met = np.log(shares) + density(known.values, means(known)).sum(-1) if len(known.values) else np.log(shares)
    log_by = np.broadcast_to(met, (len(weight), len(shares)))
    log_by = log_by - np.logaddexp.reduce(log_by, axis=1, keepdims=True)
    ahead = means(asked)
    inside = np.logaddexp.reduce(log_by[:, :, None] + density(asked.values, ahead), axis=1)
    running = np.cumsum(np.exp(log_by[drawn]), axis=1)
    place = np.minimum((running < luck.random((len(drawn), 1))).sum(1), len(shares) - 1)
    size = 1 / entry.dispersion
    rate = luck.gamma(size, 1 / size, (len(drawn), ahead.shape[2])) * ahead[drawn, place]
    return Foretold(luck.poisson(rate).T.astype(float), _mixed(weight, inside))


def _mixed(weight: np.ndarray, log: np.ndarray) -> np.ndarray:
    """Log (numbers,) of densities (runs, numbers) averaged over weighted runs."""
    top = log.max(0)
    return top + np.log(weight @ np.exp(log - top))
