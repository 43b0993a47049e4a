"""Readings weighed by the record: importance weights, tempered so that a stated number of readings still counts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LEAST = 50.0
"""Effective number of readings below which the record is believed less, until so many count again."""


@dataclass(frozen=True)
class Weights:
    """Weights (readings,) that sum to one. temper: power of the likelihood, 1 where all of it could be taken.

    effective, before: Kish's effective size with the record and without it.
    """

    weight: np.ndarray
    temper: float
    effective: float
    before: float


def normalised(log_weight: np.ndarray) -> np.ndarray:
    """Weights that sum to one from log weights; the heaviest is never lost, however small all are."""
    weight = np.exp(log_weight - log_weight.max())
    return weight / weight.sum()


def effective_size(weight: np.ndarray) -> float:
    """Kish's effective size of weights."""
    return float(weight.sum() ** 2 / (weight**2).sum())


def weighed(prior: np.ndarray, log_likelihood: np.ndarray, least: float = LEAST) -> Weights:
    """Weigh readings by prior log weights and the likelihood to the highest power that leaves `least` effective.

    Where the prior weights alone leave fewer than twice `least`, half of what they leave is kept instead.
    """
    before = effective_size(normalised(prior))
    floor = min(least, before / 2)

    def size(power: float) -> float:
        return effective_size(normalised(prior + power * log_likelihood))

    power = 1.0
    if size(power) < floor:
        low, high = 0.0, 1.0
        for _ in range(40):
            power = (low + high) / 2
            low, high = (power, high) if size(power) >= floor else (low, power)
        power = low
    weight = normalised(prior + power * log_likelihood)
    return Weights(weight, power, effective_size(weight), before)
