"""Chances in a contest by the difference of efforts, and the choice between fighting and producing."""

from typing import Any

import jax
import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean


def difference_chance(first: Any, second: Any, sharpness: Any) -> Any:
    """Chance of the first side by the difference of efforts: 1 / (1 + exp(-k (x1 - x2)))."""
    return 1 / (1 + array_of(first, second, sharpness).exp(-sharpness * (first - second)))


def best_reply(other: float, sharpness: float, prize: float) -> float:
    """Effort that pays best against an effort, payoff p V - x; 0 where none pays (on a tie, 0)."""
    worth = sharpness * prize
    if worth < 4:
        return 0.0
    chance = (1 + np.sqrt(1 - 4 / worth)) / 2
    effort = other + np.log(chance / (1 - chance)) / sharpness
    idle = difference_chance(0.0, other, sharpness) * prize
    return float(effort) if effort > 0 and chance * prize - effort > idle else 0.0


def difference_equilibria(sharpness: float, prize: float) -> list[tuple[float, float]]:
    """Pure equilibria of two alike sides: both idle, or one idle; none where each would outdo the other."""
    reply = best_reply(0.0, sharpness, prize)
    if reply == 0.0:
        return [(0.0, 0.0)]
    return [(reply, 0.0), (0.0, reply)] if best_reply(reply, sharpness, prize) == 0.0 else []


def guns_and_butter(first: float, second: float, decisiveness: float) -> tuple[tuple[float, float], float]:
    """Fighting of two sides in equilibrium, each from its own resources, and the first side's share of income.

    Income is the first's ratio-form share (exponent m) of what neither spends on fighting. Inside, both fight alike, so
    incomes are equal however unequal resources are; a side too poor for that puts everything into fighting. Raises
    ValueError unless resources and m are above 0.
    """
    if min(first, second, decisiveness) <= 0:
        raise ValueError("resources of both sides and the decisiveness are above 0")
    alike = decisiveness * (first + second) / (2 * (1 + decisiveness))
    if alike <= min(first, second):
        return (alike, alike), 0.5
    poor, rich = min(first, second), max(first, second)
    fought = _rich_reply(poor, rich, decisiveness)
    share = 1 / (1 + (poor / fought) ** decisiveness)
    return ((fought, poor), share) if first > second else ((poor, fought), 1 - share)


def _rich_reply(poor: float, rich: float, decisiveness: float) -> float:
    """Where m (1 - p)(R - F) = F for the rich side while the poor one fights with all it has: by halving."""
    low, high = 0.0, rich
    for _ in range(200):
        middle = (low + high) / 2
        lost = 1 / (1 + (middle / poor) ** decisiveness)
        low, high = (middle, high) if decisiveness * lost * (rich - middle) > middle else (low, middle)
    return (low + high) / 2


def paradox_bound(decisiveness: Any) -> Any:
    """Resource ratio up to which incomes are equal: (2 + m) / m."""
    return (2 + decisiveness) / decisiveness


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the chance to win of a side by how far its effort exceeds the other's.

    Reduction: the mean cause is the side's share of all effort, so the difference is 2 a - 1.

    On a citizen: the chance to win of a side that makes the effort that he sees.
    """
    (sharpness,) = shape.own
    return stretched_mean(lambda a: jax.nn.sigmoid(sharpness * (2 * a - 1)), causes, present)


HIRSHLEIFER = Form(
    "hirshleifer-1989",
    "p = 1 / (1 + exp(-k (x1 - x2))); here x1 - x2 = 2 a - 1",
    "Hirshleifer (1989), Conflict and rent-seeking success functions, Public Choice 63; (1991), Econ. & Politics 3",
    act,
    "chance to win",
    (Number("sharpness", 1.5, 6.0, "per unit of effort", "how sharply the difference decides"),),
)
