"""What every form has: a name, an equation, a source, and one pure function of the causes."""

import operator
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import jax
from jax import Array


@dataclass(frozen=True)
class Shape:
    """The open numbers of a form, one per drive and reading, all without unit.

    half_point: drive at which a saturating effect is half of its full size, in (0, 1).
    tipping_point: mean cause at which a threshold gives way, in (0, 1).
    steepness: slope of the threshold, per unit of mean cause.
    """

    half_point: Array
    tipping_point: Array
    steepness: Array


jax.tree_util.register_dataclass(Shape, ["half_point", "tipping_point", "steepness"], [])


def total(slots: Array) -> Array:
    """Sum over the few slots of the first axis, written out: a compiled reduction would run one number at a time."""
    return reduce(operator.add, slots)


def product(slots: Array) -> Array:
    """Product over the few slots of the first axis, written out for the same reason."""
    return reduce(operator.mul, slots)


@dataclass(frozen=True)
class Form:
    """How the causes of one mechanism combine into one drive between 0 and 1.

    `act(causes, present, shape)` takes causes (slots, ..., readings) in [0, 1], a mask of the same shape that says
    which slots are filled, and the shape numbers (..., readings); it returns the drive (..., readings).
    """

    name: str
    equation: str
    source: str
    act: Callable[[Array, Array, Shape], Array]
