"""Prior and posterior predictive checks: would runs have left a record like the one that was found?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from groundswell.fit._replicate import read, replicated
from groundswell.record import Evidence


@dataclass(frozen=True)
class Check:
    """One series. inside: share of its values within the central 90 % of what runs would have left, under the prior
    and the posterior. tail: share of posterior replicates whose mean is at least as far from their middle as the one
    found. surprising: the series lies where fewer than one in twenty replicates do."""

    id: str
    values: int
    inside_prior: float
    inside: float
    tail_prior: float
    tail: float

    @property
    def surprising(self) -> bool:
        """Whether the posterior would hardly have left this."""
        return self.tail < 0.05


def checks(evidence: Evidence, prior: dict, posterior: dict, seed: int) -> tuple[Check, ...]:
    """Compare the record with replicates from traces {node: (runs, months)} of the prior and of the posterior."""
    found = read(evidence)
    before, after = replicated(evidence, prior, seed), replicated(evidence, posterior, seed)
    return tuple(
        Check(
            id, len(values), _inside(before[id], values), _inside(after[id], values), _tail(before[id], values),
            _tail(after[id], values),
        )
        for id, values in found.items()
    )  # fmt: skip


def _inside(runs: np.ndarray, values: np.ndarray) -> float:
    low, high = np.quantile(runs, [0.05, 0.95], axis=0)
    return float(np.mean((low <= values) & (values <= high)))


def _tail(runs: np.ndarray, values: np.ndarray) -> float:
    """Two-sided share of replicates whose mean lies as far out as the mean that was found."""
    below = float(np.mean(runs.mean(1) <= values.mean()))
    return min(1.0, 2 * min(below, 1 - below) + 1 / len(runs))
