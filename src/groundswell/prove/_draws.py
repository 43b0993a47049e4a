"""What a planted society leaves open, drawn with NumPy alone: the names and hashes of the ensemble play no part."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.prove._priors import ADDED_LASTS, LIFT_LASTS, PRIORS
from groundswell.prove._society import Arrow, Lift

_NINETY = 1.6448536  # half the central 90 % of a standard normal
FORMS = ("linear", "saturating", "threshold", "all of", "any of")


class Luck:
    """Draws of `count` realities from one seed."""

    def __init__(self, seed: int, count: int):
        self.generator, self.count = np.random.default_rng(seed), count

    def uniform(self, low: float, high: float) -> np.ndarray:
        return self.generator.uniform(low, high, self.count)

    def log_uniform(self, low: float, high: float) -> np.ndarray:
        return np.exp(self.uniform(np.log(low), np.log(high)))

    def normal(self, low: float, high: float) -> np.ndarray:
        """Normal numbers, nine tenths of them between `low` and `high`."""
        return (low + high) / 2 + (high - low) / 2 / _NINETY * self.generator.standard_normal(self.count)

    def log_normal(self, low: float, high: float) -> np.ndarray:
        return np.exp(self.normal(np.log(low), np.log(high)))


@dataclass(frozen=True)
class Way:
    """The open numbers of one arrow: form, whether it acts by standing there, shape, delay, build-up, size, marks."""

    form: np.ndarray
    standing: np.ndarray
    half_point: np.ndarray
    tipping_point: np.ndarray
    steepness: np.ndarray
    delay: np.ndarray
    build: np.ndarray
    points: np.ndarray
    shifts: tuple[np.ndarray, ...]


def way(luck: Luck, arrow: Arrow) -> Way:
    """Draw one arrow's numbers from the stated priors."""
    shape = PRIORS["shape"]
    shift = PRIORS["gate"]["shift"] * _NINETY
    return Way(
        form=luck.generator.integers(0, len(FORMS), luck.count),
        standing=luck.generator.random(luck.count) < 0.5,
        half_point=luck.uniform(*shape["half point"]),
        tipping_point=luck.uniform(*shape["tipping point"]),
        steepness=luck.uniform(*shape["steepness"]),
        delay=luck.uniform(*arrow.lag),
        build=luck.log_uniform(*arrow.months),
        points=luck.log_normal(*PRIORS["strength"]["points"]),
        shifts=tuple(luck.normal(-shift, shift) for _ in arrow.marks),
    )


@dataclass(frozen=True)
class Body:
    """The open numbers of one node: where it rests on the unit scale, how fast it moves, how much chance it meets."""

    rest: np.ndarray
    pace: np.ndarray
    chance: np.ndarray


def body(luck: Luck, share: bool) -> Body:
    """Draw one node's numbers: resting values are logit-normal, those of shares log-normal."""
    low, high = PRIORS["baseline"]["unit01"]
    rest = luck.log_normal(low, high) if share else 1 / (1 + np.exp(-luck.normal(_logit(low), _logit(high))))
    pace = luck.log_uniform(*PRIORS["node"]["time constant"]["organisation"])
    return Body(rest, pace, luck.log_uniform(*PRIORS["node"]["chance"]["default"]))


@dataclass(frozen=True)
class Shock:
    """The open numbers of one lift: its size in points and its half-life in months."""

    points: np.ndarray
    half_life: np.ndarray


def shock(luck: Luck, lift: Lift, added: bool) -> Shock:
    """Draw one lift's numbers."""
    size = PRIORS["event"]["points"] if added else lift.size
    return Shock(luck.log_normal(*size), luck.log_uniform(*(ADDED_LASTS if added else LIFT_LASTS)))


def softness(luck: Luck) -> np.ndarray:
    """Width of a mark's soft edge."""
    return luck.uniform(*PRIORS["gate"]["softness"])


def noise(luck: Luck, nodes: Sequence, months: int) -> dict:
    """Standard normal numbers for every node and month: {node: (months, count)}."""
    return {node: luck.generator.standard_normal((months, luck.count)) for node in nodes}


def _logit(share: float) -> float:
    return float(np.log(share / (1 - share)))
