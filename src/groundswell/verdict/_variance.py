"""What divides readings: the variance of an effect split into form, parameter and chance.

Source: Sobol (1993); estimators of Saltelli et al. (2010) for the first-order and Jansen (1999) for the total share;
Shapley effects after Owen (2014).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

GROUPS = ("form", "parameter", "chance")


@dataclass(frozen=True)
class Part:
    """One group's share of the variance: alone (first order), with all its interactions (total), and its Shapley
    effect, which shares each interaction out evenly; the Shapley effects of all groups sum to one."""

    group: str
    alone: float
    total: float
    effect: float = 0.0


def split(
    effect: Callable[[Sequence[np.ndarray]], np.ndarray], size: int, groups: Sequence[str] = GROUPS
) -> tuple[Part, ...]:
    """Split the variance of `effect` over groups of inputs.

    `effect(index)` takes, for each group, the reading numbers (size,) that its inputs are taken from, and gives the
    effect (size,). Two independent sets of readings are mixed group by group. A constant effect gives zeros.
    """
    first, second = np.arange(size), np.arange(size, 2 * size)
    a = effect([first] * len(groups))
    b = effect([second] * len(groups))
    mixed = [effect([second if g == k else first for g in range(len(groups))]) for k in range(len(groups))]
    return shares(a, b, mixed, groups)


def shares(a: np.ndarray, b: np.ndarray, mixed: Sequence[np.ndarray], groups: Sequence[str]) -> tuple[Part, ...]:
    """Sobol shares from two base samples and, for each group, the first sample with that group from the second."""
    variance = float(np.var(np.concatenate([a, b])))
    if variance < 1e-18:
        return tuple(Part(group, 0.0, 0.0) for group in groups)
    alone = [float(np.mean(b * (ab - a))) / variance for ab in mixed]
    total = [float(np.mean((a - ab) ** 2)) / 2 / variance for ab in mixed]
    effects = effects_of_three(alone, total) if len(groups) == 3 else [0.0] * len(groups)
    return tuple(map(Part, groups, alone, total, effects))


def effects_of_three(alone: Sequence[float], total: Sequence[float]) -> list[float]:
    """Shapley effects of three groups from their Sobol shares.

    What two groups explain together is one minus the third's total share, so no further run is needed. Source: Owen
    (2014).
    """
    found = []
    for one, two, three in ((0, 1, 2), (1, 0, 2), (2, 0, 1)):
        joined = (1 - total[three] - alone[two]) + (1 - total[two] - alone[three])
        found.append(alone[one] / 3 + joined / 6 + total[one] / 3)
    return found
