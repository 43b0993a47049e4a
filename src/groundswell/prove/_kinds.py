"""Kinds of planted societies: what is wired, what is claimed, and whether the claim is true.

Every society has one actor with up to five quantities. An event lifts `cause` (and sometimes `other`) in June 1990;
the claim says what taking that event away would do to `outcome`, and it is true or false by construction, whatever
forms and strengths a reading picks.
"""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Arrow:
    """One planted mechanism: what pushes what, in which direction. months, lag: its time constant and delay."""

    cause: str
    effect: str
    sign: int
    months: tuple[float, float] = (2.0, 6.0)
    lag: tuple[float, float] = (0.0, 1.0)
    gate: str | None = None


@dataclass(frozen=True)
class Planted:
    """One society with one claim.

    lifts: what the event of June 1990 lifts, with the range of its size in points; second: what a later event lifts.
    expect: what the claim says of the outcome without the event; true: whether that is so by construction, None where
    it turns on strengths that the text leaves open.
    month: when the outcome is read. change: the arm (an event dropped, or a quantity held).
    """

    kind: str
    arrows: tuple[Arrow, ...]
    expect: str
    true: bool | None
    lifts: dict[str, tuple[float, float]] = field(default_factory=lambda: {"cause": (1.5, 3.0)})
    beside: dict[str, tuple[float, float]] = field(default_factory=dict)
    change: str = "drop"
    month: str = "1995-06"


@dataclass(frozen=True)
class Kind:
    """A kind of difficulty: its name, what makes it hard, and how to plant a true or false case of either sign."""

    name: str
    says: str
    plant: Callable[[bool, int], Planted]


def _without(sign: int, true: bool) -> str:
    """What taking away a lifting cause of this sign does to the outcome, or the opposite."""
    down = (sign > 0) == true
    return "lower" if down else "higher"


def _direct(true: bool, sign: int) -> Planted:
    return Planted("direct", (Arrow("cause", "outcome", sign),), _without(sign, true), true)


def _mediated(true: bool, sign: int) -> Planted:
    arrows = (Arrow("cause", "middle", 1), Arrow("middle", "outcome", sign))
    return Planted("mediated", arrows, _without(sign, true), true)


def _confounded(true: bool, sign: int) -> Planted:
    """A hidden quantity moves both; the claim holds the apparent cause low, which matters only if it is a cause."""
    arrows = (Arrow("hidden", "cause", 1), Arrow("hidden", "outcome", sign))
    arrows += (Arrow("cause", "outcome", sign),) if true else (Arrow("cause", "other", 1),)
    return Planted("confounded", arrows, _without(sign, True), true, lifts={"hidden": (1.5, 3.0)}, change="hold cause")


def _masked(true: bool, sign: int) -> Planted:
    """A second cause moves the outcome the other way at the same time."""
    arrows = (Arrow("cause", "outcome", sign), Arrow("other", "outcome", -sign))
    return Planted("masked", arrows, _without(sign, true), true, beside={"other": (1.5, 3.0)})


def _threshold(true: bool, sign: int) -> Planted:
    """The mechanism acts only where the cause passes a mark, which it does in the true cases alone."""
    arrow = Arrow("cause", "outcome", sign, gate="cause(who) > 0.55")
    size = (2.5, 3.5) if true else (0.1, 0.3)
    return Planted("threshold", (arrow,), _without(sign, True), true, lifts={"cause": size})


def _delayed(true: bool, sign: int) -> Planted:
    """The effect needs years; it is there at the end and not yet in the first months."""
    arrow = Arrow("cause", "outcome", sign, months=(36.0, 60.0), lag=(12.0, 24.0))
    return Planted("delayed", (arrow,), _without(sign, True), true, month="1999-06" if true else "1990-07")


def _feedback(true: bool, sign: int) -> Planted:
    """The outcome acts back on its cause; the sign of the whole is still that of the way forward."""
    arrows = (Arrow("cause", "outcome", sign), Arrow("outcome", "cause", 1))
    return Planted("feedback", arrows, _without(sign, true), true)


def _two_ways(true: bool, sign: int) -> Planted:
    """Two ways of one sign from cause to outcome; removing one of them still leaves the other."""
    arrows = (Arrow("cause", "outcome", sign), Arrow("cause", "middle", 1), Arrow("middle", "outcome", sign))
    return Planted("two ways", arrows, _without(sign, true), true)


def _opposed(true: bool, sign: int) -> Planted:
    """Two ways of opposite sign: which one is stronger is left open, so no verdict can be right by construction."""
    arrows = (Arrow("cause", "outcome", sign), Arrow("cause", "middle", 1), Arrow("middle", "outcome", -sign))
    return Planted("opposed", arrows, _without(sign, true), None)


KINDS: tuple[Kind, ...] = (
    Kind("direct", "cause and outcome are joined by one arrow", _direct),
    Kind("mediated", "the effect passes through a third quantity", _mediated),
    Kind("confounded", "a hidden quantity moves both", _confounded),
    Kind("masked", "a second cause moves the outcome the other way", _masked),
    Kind("threshold", "nothing happens below a mark", _threshold),
    Kind("delayed", "the effect takes years", _delayed),
    Kind("feedback", "the outcome acts back on its cause", _feedback),
    Kind("two ways", "a direct and a mediated way", _two_ways),
    Kind("opposed", "two ways of opposite sign: the truth is open", _opposed),
)
