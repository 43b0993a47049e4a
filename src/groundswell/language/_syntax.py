"""The parts of a formula, as small frozen classes that compare by meaning.

Every part knows the line and column where it was written; place does not count in comparisons.
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from groundswell._frozen import frozen
from groundswell.language._month import Month

Date = Month | Literal["start", "end"]
ALIASES = {"share": "support"}
"""Other words for a variable: the share of a community that backs an organisation is its support."""


@frozen
class Interval:
    """A closed stretch of calendar months."""

    since: Date
    until: Date


@frozen
class Syntax:
    """Any part of a formula."""

    line: int = field(default=1, compare=False, repr=False, kw_only=True)
    column: int = field(default=1, compare=False, repr=False, kw_only=True)


class Quantity(Syntax):
    """A part that has a number for a value."""

    __slots__ = ()


class Formula(Syntax):
    """A part that holds or fails, by a margin."""

    __slots__ = ()


@frozen
class Number(Quantity):
    """A number, never negative: minus three is `Negative(Number(3.0))`."""

    value: float


@frozen
class Constant(Quantity):
    """A named number such as `tolerance`, given when the formula is evaluated."""

    name: str


@frozen
class Node(Quantity):
    """A variable of an actor, or of a holder within a place: `support(A_front, A_harbour)`."""

    name: str
    actor: str
    place: str | None = None

    def __str__(self) -> str:
        among = self.actor if self.place is None else f"{self.actor}, {self.place}"
        return f"{self.name}({among})"

    def __lt__(self, other: Node) -> bool:
        # an order, so that a mapping from nodes to arrays is a pytree
        return self._key() < other._key()

    def _key(self) -> tuple[str, str, str]:
        return (self.name, self.actor, self.place or "")


@frozen
class Negative(Quantity):
    quantity: Quantity


@frozen
class Arithmetic(Quantity):
    operator: Literal["+", "-", "*", "/"]
    left: Quantity
    right: Quantity


@frozen
class At(Quantity):
    """A quantity read at one date."""

    quantity: Quantity
    date: Date


@frozen
class Summary(Quantity):
    """One number for a stretch of months; a change is the last value minus the first."""

    kind: Literal["mean", "highest", "lowest", "change"]
    interval: Interval
    quantity: Quantity


@frozen
class Among(Quantity):
    """One number for several quantities in the same month.

    A gap is the first minus the second; a rank is the place of the first among all, 1 for the highest.
    """

    kind: Literal["mean", "highest", "lowest", "gap", "rank"]
    quantities: tuple[Quantity, ...]


@frozen
class Unbounded(Quantity):
    """A quantity on the coordinate that has no ends; the first node inside gives the scale."""

    quantity: Quantity


@frozen
class Comparison(Formula):
    left: Quantity
    operator: Literal["<", "<=", ">", ">="]
    right: Quantity


@frozen
class OnDate(Formula):
    """The calendar month compared with a date."""

    operator: Literal["<", "<=", ">", ">="]
    date: Date


@frozen
class AgainstBaseline(Formula):
    quantity: Quantity
    direction: Literal["higher", "lower"]
    by: Quantity


@frozen
class Unchanged(Formula):
    """The quantity stays within `by` of the baseline."""

    quantity: Quantity
    by: Quantity


@frozen
class Moves(Formula):
    """Some later value differs from the present one by more than `by`; None is until the end."""

    quantity: Quantity
    direction: Literal["rises", "falls"]
    by: Quantity
    months: int | None = None


@frozen
class Timing(Formula):
    """The formula first holds so many months before or after it does in the baseline."""

    formula: Formula
    direction: Literal["earlier", "later"]
    months: int


@frozen
class Not(Formula):
    formula: Formula


@frozen
class And(Formula):
    left: Formula
    right: Formula


@frozen
class Or(Formula):
    left: Formula
    right: Formula


@frozen
class Implies(Formula):
    left: Formula
    right: Formula


@frozen
class Always(Formula):
    interval: Interval
    formula: Formula


@frozen
class Eventually(Formula):
    interval: Interval
    formula: Formula


@frozen
class Until(Formula):
    """`left` holds from here up to some month of the interval in which `right` holds."""

    interval: Interval
    left: Formula
    right: Formula


@frozen
class Lasts(Formula):
    """The formula holds in so many months in a row, this one the first."""

    formula: Formula
    months: int


@frozen
class Before(Formula):
    """From here on, `left` holds in some month by which `right` has not yet held."""

    left: Formula
    right: Formula
