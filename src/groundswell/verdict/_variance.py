"""What divides readings: the variance of an effect split into form, parameter and chance.

Source: Sobol (1993); estimators of Saltelli et al. (2010) for the first-order and Jansen (1999) for the total share.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

GROUPS = ("form", "parameter", "chance")


@dataclass(frozen=True)
class Part:
    """One group's share of the variance: alone (first order) and with all its interactions (total)."""

    group: str
    alone: float
    total: float


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
    found = []
    for group, ab in zip(groups, mixed, strict=True):
        alone = float(np.mean(b * (ab - a))) / variance
        total = float(np.mean((a - ab) ** 2)) / 2 / variance
        found.append(Part(group, alone, total))
    return tuple(found)
