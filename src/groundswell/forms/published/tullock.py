"""In a contest the chance to win is one's share of all effort, each effort raised to a power."""

from typing import Any

import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean

FLOOR = 0.05
"""Effort that every side makes at least, so that slopes stay finite."""


def win_chances(efforts: Any, decisiveness: Any) -> Any:
    """Chance of each side (.., sides) to win: x^m / sum x^m; alike where nobody makes an effort."""
    found = np.asarray(efforts, float)
    if (found < 0).any() or not np.isfinite(found).all():
        raise ValueError("every effort is a finite number, 0 or more")
    most = found.max(axis=-1, keepdims=True)
    if not most.all():
        return np.full(found.shape, 1 / found.shape[-1])
    powers = (found / most) ** decisiveness
    return powers / powers.sum(axis=-1, keepdims=True)


def equal_effort(decisiveness: Any, prize: Any, sides: Any) -> Any:
    """Effort of each of n alike sides in equilibrium, in units of the prize: x = m V (n - 1) / n^2."""
    return decisiveness * prize * (sides - 1) / sides**2


def two_efforts(decisiveness: float, first: float, second: float) -> tuple[float, float]:
    """Efforts of two sides that value the prize differently: x_i = m V_i (V1 V2)^m / (V1^m + V2^m)^2."""
    shared = decisiveness * (first * second) ** decisiveness / (first**decisiveness + second**decisiveness) ** 2
    return first * shared, second * shared


def has_pure_equilibrium(decisiveness: float, sides: int) -> bool:
    """Whether n alike sides have an equilibrium without chance: m <= n / (n - 1)."""
    return decisiveness * (sides - 1) <= sides * (1 + 1e-12)


def balance(effort: Any, against: Any, decisiveness: Any) -> Any:
    """Chance of one side against another inside a program: x^m / (x^m + y^m)."""
    numbers = array_of(effort, against, decisiveness)
    return 1 / (1 + numbers.exp(decisiveness * (numbers.log(against) - numbers.log(effort))))


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the chance to win of a side that holds the share a of all effort.

    Reduction: the mean cause is that share, the rest is the opponent's, and each side makes a small effort always:
    d = x^m / (x^m + y^m), x = a + .05, y = 1 - a + .05.

    On a citizen: the chance to win of a side that makes the share of effort that he sees.
    """
    (decisiveness,) = shape.own
    return stretched_mean(lambda a: balance(a + FLOOR, 1 - a + FLOOR, decisiveness), causes, present)


TULLOCK = Form(
    "tullock-1980",
    "p_i = x_i^m / sum x^m; here x = a, y = 1 - a",
    "Tullock (1980), Efficient rent seeking",
    act,
    "chance to win",
    (Number("decisiveness", 0.5, 3.0, "power", "how much more effort decides"),),
)
