"""Diagnostics of a posterior, with ArviZ: do independent islands or chains agree, and how many draws do they amount to?

Sources: Vehtari and others (2021) for the rank-normalised R-hat and effective sizes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

AGREED = 1.1
"""R-hat up to which islands are said to agree; they are few and short, so it is wider than the usual 1.01."""

BINS = 10


@dataclass(frozen=True)
class Agreement:
    """r_hat, effective: by quantity. effective counts draws as if chains were independent of the prior's particles."""

    r_hat: Mapping[str, float]
    effective: Mapping[str, float]

    @property
    def worst(self) -> tuple[str, float]:
        """The quantity on which chains agree least."""
        return max(self.r_hat.items(), key=lambda one: one[1])

    @property
    def apart(self) -> tuple[str, ...]:
        """Quantities on which chains do not agree."""
        return tuple(name for name, value in self.r_hat.items() if value > AGREED)


def agreement(draws: np.ndarray, names: Sequence[str]) -> Agreement:
    """R-hat and effective size of quantities (chains, draws, quantities); those that never move count as agreed."""
    from importlib import import_module

    measures: Any = import_module("arviz_stats.base").array_stats
    r_hat, effective = {}, {}
    for number, name in enumerate(names):
        values = np.asarray(draws[:, :, number], float)
        if np.ptp(values) == 0:
            r_hat[name], effective[name] = 1.0, float(values.size)
            continue
        r_hat[name] = float(measures.rhat(values, chain_axis=0, draw_axis=1))
        effective[name] = float(measures.ess(values, chain_axis=0, draw_axis=1))
    return Agreement(r_hat, effective)


def rank_counts(draws: np.ndarray, bins: int = BINS) -> np.ndarray:
    """Counts (chains, bins) of the ranks of each chain's draws (chains, draws) among all: flat where chains agree."""
    ranks = np.argsort(np.argsort(draws.ravel(), kind="stable"), kind="stable").reshape(draws.shape)
    places = ranks * bins // draws.size
    return np.stack([np.bincount(row, minlength=bins) for row in places])
