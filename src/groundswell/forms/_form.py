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
    own: the numbers that a published form declares for itself, in its order; empty for a generic form.
    """

    half_point: Array
    tipping_point: Array
    steepness: Array
    own: tuple[Array, ...] = ()


jax.tree_util.register_dataclass(Shape, ["half_point", "tipping_point", "steepness", "own"], [])


@dataclass(frozen=True)
class Number:
    """One open number of a published form: its range, drawn uniformly, its unit and what it means."""

    name: str
    low: float
    high: float
    unit: str
    means: str

    @property
    def middle(self) -> float:
        """The middle of the range."""
        return (self.low + self.high) / 2


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
    `numbers` are the form's own open numbers, which `act` finds in `shape.own`. `keeps_signs` says that more of a
    cause never drives less.
    """

    name: str
    equation: str
    source: str
    act: Callable[[Array, Array, Shape], Array]
    unit: str = "a share of the full drive, from causes as shares of theirs"
    numbers: tuple[Number, ...] = ()
    keeps_signs: bool = True

    def acted(self, causes: Array, present: Array, shape: Shape) -> Array:
        """What `act` returns. Raises FormFailed, with the form's name, for whatever `act` raises."""
        try:
            return self.act(causes, present, shape)
        except Exception as problem:  # a form may be anybody's; whoever runs it learns which one failed
            raise FormFailed(self.name, problem) from problem


class FormFailed(Exception):
    """A form raised instead of giving a drive; `mechanisms` are the entries that may take it, where they are known."""

    def __init__(self, form: str, problem: Exception, mechanisms: tuple[str, ...] = ()):
        self.form, self.problem, self.mechanisms = form, problem, mechanisms
        super().__init__(form, problem, mechanisms)

    def __str__(self) -> str:
        whose = f", which may stand for {', '.join(self.mechanisms)}," if self.mechanisms else ""
        why = str(self.problem).splitlines()[0][:200] if str(self.problem) else "no reason given"
        return f"The form '{self.form}'{whose} could not be worked out: {type(self.problem).__name__}: {why}."
