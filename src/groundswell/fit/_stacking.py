"""Stacking weights of several forecasts, and the resamples that intervals of evidence are made of."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 400
STEPS = 400


@dataclass(frozen=True)
class Bootstrap:
    """Resamples that are the same for every theory, so that differences between theories are resampled as pairs."""

    seed: int
    resamples: int = RESAMPLES

    def readings(self, premise: np.ndarray, likelihood: np.ndarray) -> np.ndarray:
        """Log mean likelihood (resamples,) over readings drawn anew; the same draws wherever the count is the same."""
        count = len(premise)
        drawn = np.random.default_rng([self.seed, count]).integers(0, count, (self.resamples, count))
        return log_sum((premise + likelihood)[drawn]) - log_sum(premise[drawn])

    def groups(self, values: np.ndarray, groups: Sequence[Hashable]) -> np.ndarray:
        """Sums (resamples,) of values (cells,) with whole groups drawn anew."""
        by_group = np.bincount(_numbers(groups), values)
        return by_group[self.drawn(len(by_group))].sum(1)

    def drawn(self, groups: int) -> np.ndarray:
        """Numbers (resamples, groups) of groups drawn anew."""
        return np.random.default_rng([self.seed, groups, 1]).integers(0, groups, (self.resamples, groups))


def log_sum(values: np.ndarray) -> np.ndarray:
    """Log of the sum of exponentials along the last axis."""
    top = values.max(-1, keepdims=True)
    return top[..., 0] + np.log(np.exp(values - top).sum(-1))


def _numbers(groups: Sequence[Hashable]) -> np.ndarray:
    places = {name: k for k, name in enumerate(dict.fromkeys(groups))}
    return np.array([places[name] for name in groups])


def stacked(
    density: Mapping[str, np.ndarray], groups: Sequence[Hashable], boot: Bootstrap
) -> dict[str, tuple[float, tuple[float, float]]]:
    """Weights with which forecasts together have the highest log score, with 95 % intervals over groups.

    density: log density (cells,) that each forecast gave to what came. Weights lie in [0, 1] and sum to one.
    """
    names, of = list(density), _numbers(groups)
    table = np.stack([density[name] for name in names])
    times = np.stack([np.bincount(row, minlength=of.max() + 1) for row in boot.drawn(of.max() + 1)])
    found = best_weights(table, np.ones((1, table.shape[1])))[0]
    several = best_weights(table, times[:, of].astype(float))
    low, high = np.quantile(several, [0.025, 0.975], axis=0)
    return {
        name: (float(found[k]), (float(low[k]), float(high[k]))) for k, name in enumerate(names)
    }  # fmt: skip


def best_weights(table: np.ndarray, times: np.ndarray, steps: int = STEPS) -> np.ndarray:
    """Weights (sets, forecasts) that maximise the summed log of the mixture of log densities (forecasts, cells).

    times (sets, cells): how often each cell counts in each set. By the steps of expectation and maximisation, each of
    which raises the sum; the problem is concave, so they lead to its one maximum.
    """
    shares = np.exp(table - table.max(0))
    weight = np.full((len(times), len(table)), 1 / len(table))
    for _ in range(steps):
        mixed = np.maximum(weight @ shares, 1e-300)
        weight = weight * ((times / mixed) @ shares.T) / times.sum(1, keepdims=True)
    return weight
