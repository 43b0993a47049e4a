"""Kinds of planted societies: what is wired, what is claimed, and whether the claim is true by construction.

An event lifts something in June 1990. A claim says what the outcome would have been without it (or without a
mechanism, or with a quantity held). Its truth is laid down here; `brute_force` checks it with equations of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass

from groundswell.prove._society import NEVER, Arrow, Change, End, Lift, Mark, Planted, moves

CAUSE, HIDDEN, OTHER = Lift(End("cause")), Lift(End("hidden")), Lift(End("other"))
DROP, HOLD = Change("drop"), Change("set", of=End("cause"), values=(0.05,))
SHUT = (Mark("spare", NEVER),)


@dataclass(frozen=True)
class Kind:
    """A kind of difficulty: its name, what makes it hard, and how to plant a true or false case of either sign."""

    name: str
    says: str
    plant: Callable[[bool, int], Planted]
    open: bool = False


def without(sign: int, true: bool = True) -> str:
    """What taking away a lifting cause of this sign does to the outcome, or the opposite."""
    return "lower" if (sign > 0) == true else "higher"


def _direct(true: bool, sign: int) -> Planted:
    return Planted("direct", (moves("cause", "outcome", sign),), (CAUSE,), DROP, without(sign, true), true)


def _mediated(true: bool, sign: int) -> Planted:
    arrows = (moves("cause", "middle"), moves("middle", "outcome", sign))
    return Planted("mediated", arrows, (CAUSE,), DROP, without(sign, true), true)


def _confounded(true: bool, sign: int) -> Planted:
    """A hidden quantity moves both; holding the apparent cause low matters only where it is a cause."""
    arrows = (moves("hidden", "cause"), moves("hidden", "outcome", sign))
    arrows += (moves("cause", "outcome", sign),) if true else (moves("cause", "outcome", sign, marks=SHUT),)
    return Planted("confounded", arrows, (HIDDEN,), HOLD, without(sign), true)


def _masked(true: bool, sign: int) -> Planted:
    """A second and stronger cause moves the outcome the other way, so that what is seen misleads."""
    arrows = (moves("cause", "outcome", sign), moves("other", "outcome", -sign), moves("other", "outcome", -sign))
    return Planted("masked", arrows, (CAUSE, OTHER), DROP, without(sign, true), true)


def _threshold(true: bool, sign: int) -> Planted:
    """The mechanism acts only where the cause passes a mark, which it does in the true cases alone."""
    arrow = moves("cause", "outcome", sign, marks=(Mark("cause", 0.55),))
    lift = Lift(End("cause"), (2.5, 3.5) if true else (0.1, 0.3))
    return Planted("threshold", (arrow,), (lift,), DROP, without(sign), true)


def _delayed(true: bool, sign: int) -> Planted:
    """Right direction, wrong time: the effect is there after nine years and not in the first weeks."""
    arrow = moves("cause", "outcome", sign, months=(36.0, 60.0), lag=(12.0, 24.0))
    return Planted("delayed", (arrow,), (CAUSE,), DROP, without(sign), true, month="1999-06" if true else "1990-07")


def _feedback(true: bool, sign: int) -> Planted:
    """The outcome acts back on its cause; the sign of the whole is still that of the way forward."""
    arrows = (moves("cause", "outcome", sign), moves("outcome", "cause", -1 if true else 1))
    return Planted("feedback", arrows, (CAUSE,), DROP, without(sign, true), true)


def _two_ways(true: bool, sign: int) -> Planted:
    arrows = (moves("cause", "outcome", sign), moves("cause", "middle"), moves("middle", "outcome", sign))
    return Planted("two ways", arrows, (CAUSE,), DROP, without(sign, true), true)


def _other_route(true: bool, sign: int) -> Planted:
    """The effect passes through `other`; the claim takes out the way through `middle`, which leads nowhere if false."""
    last = moves("middle", "outcome", sign, marks=() if true else SHUT)
    arrows = (moves("cause", "middle"), last, moves("cause", "other"), moves("other", "outcome", sign))
    return Planted("other route", arrows, (CAUSE,), Change("remove"), without(sign), true)


def _wrong_actor(true: bool, sign: int) -> Planted:
    """Two organisations are lifted at once; only the first one moves the outcome, and the claim names the second."""
    first = Arrow((End("cause"),), End("outcome", sign=sign))
    second = Arrow((End("cause", "next"),), End("outcome", sign=sign), marks=SHUT)
    return Planted(
        "wrong actor", (first, second), (CAUSE, Lift(End("cause", "next"))), Change("drop", 0 if true else 1),
        without(sign), true,
    )  # fmt: skip


def _part_whole(true: bool, sign: int) -> Planted:
    """Leaders carry their organisation, and a town is the mean of its quarters."""
    arrow = Arrow((End("cause", "leaders"),), End("mood", "town", sign))
    return Planted(
        "part and whole", (arrow,), (Lift(End("cause", "who")),), DROP, without(sign, true), true, End("mood", "town")
    )  # fmt: skip


def _shares(true: bool, sign: int) -> Planted:
    """What one holder gains the other loses, though no arrow says so."""
    arrow = Arrow((End("cause"),), End("backing", "next", sign))
    return Planted("shares", (arrow,), (CAUSE,), DROP, without(-sign, true), true, End("backing", "who"))


def _stays(true: bool, sign: int) -> Planted:
    """The claim is that nothing changes, though a way leads there."""
    arrows = (moves("cause", "middle"), moves("middle", "outcome", sign, marks=SHUT if true else ()))
    return Planted("stays", arrows, (CAUSE,), DROP, "unchanged", true)


def _witnessed(true: bool, sign: int) -> Planted:
    """Two ways of opposite sign; what is known to have happened to the outcome tells which one is stronger."""
    arrows = (moves("cause", "outcome"), moves("cause", "middle"), moves("middle", "outcome", -1))
    return Planted("witnessed", arrows, (CAUSE,), DROP, without(sign, true), true, witness=0.3 * sign)


def _opposed(true: bool, sign: int) -> Planted:
    arrows = (moves("cause", "outcome", sign), moves("cause", "middle"), moves("middle", "outcome", -sign))
    return Planted("opposed", arrows, (CAUSE,), DROP, without(sign, true), None)


def _outnumbered(true: bool, sign: int) -> Planted:
    arrows = (*_opposed(true, sign).arrows, moves("cause", "outcome", sign))
    return Planted("outnumbered", arrows, (CAUSE,), DROP, without(sign, true), None)


def _together(true: bool, sign: int) -> Planted:
    """Three causes may all be needed, or one may be enough; only one of them moves."""
    arrow = Arrow((End("cause"), End("other"), End("hidden")), End("outcome", sign=sign))
    return Planted("together", (arrow,), (CAUSE,), DROP, without(sign, true), None)


def _near_mark(true: bool, sign: int) -> Planted:
    """Whether the cause passes the mark depends on where it began and how far it was lifted."""
    arrow = moves("cause", "outcome", sign, marks=(Mark("cause", 0.55),))
    lift = Lift(End("cause"), (0.8, 2.2) if true else (0.5, 1.5))
    return Planted("near a mark", (arrow,), (lift,), DROP, without(sign), None)


def _half_way(true: bool, sign: int) -> Planted:
    """The effect is under way when the outcome is read."""
    arrow = moves("cause", "outcome", sign, months=(6.0, 48.0), lag=(2.0, 18.0))
    return Planted("under way", (arrow,), (CAUSE,), DROP, without(sign), None, month="1991-02" if true else "1990-11")


KINDS: tuple[Kind, ...] = (
    Kind("direct", "cause and outcome are joined by one arrow", _direct),
    Kind("mediated", "the effect passes through a third quantity", _mediated),
    Kind("confounded", "a hidden quantity moves both", _confounded),
    Kind("masked", "stronger causes move the outcome the other way", _masked),
    Kind("threshold", "nothing happens below a mark", _threshold),
    Kind("delayed", "right direction, but the effect takes years", _delayed),
    Kind("feedback", "the outcome acts back on its cause", _feedback),
    Kind("two ways", "a direct and a mediated way", _two_ways),
    Kind("other route", "the effect takes another way than the one claimed", _other_route),
    Kind("wrong actor", "two are lifted, one of them matters", _wrong_actor),
    Kind("part and whole", "leaders, their organisation, a town and its quarters", _part_whole),
    Kind("shares", "what one gains another loses", _shares),
    Kind("stays", "the claim is that nothing changes", _stays),
    Kind("witnessed", "two opposed ways, told apart by what is known to have happened", _witnessed),
    Kind("opposed", "two ways of opposite sign", _opposed, open=True),
    Kind("outnumbered", "two ways against one", _outnumbered, open=True),
    Kind("together", "three causes, of which one moves", _together, open=True),
    Kind("near a mark", "the cause may or may not pass the mark", _near_mark, open=True),
    Kind("under way", "the effect may or may not have come", _half_way, open=True),
)
