"""A planted society: who is there, what moves what, what happens, what is claimed of it.

Names are local to the society. `who` and `next` are organisations, `leaders` lead `who`, `town` is a population of
two quarters. `backing` lies between an organisation and a quarter and sums, with "none", to one.
"""

from dataclasses import dataclass

QUANTITIES = ("cause", "hidden", "middle", "other", "outcome", "spare", "stray")
"""Quantities of organisations, on the unit scale."""

QUARTERS = {"upper": 9000.0, "lower": 21000.0}
"""Quarters of the town with their people."""

NEVER = 0.97
"""A mark that no quantity reaches: a condition above it never holds."""


@dataclass(frozen=True)
class End:
    """A quantity of someone; as a cause, `sign` says whether it drives by being high (+1) or low (-1)."""

    quantity: str
    actor: str = "who"
    sign: int = 1


@dataclass(frozen=True)
class Mark:
    """A condition: a quantity above (or below) a level."""

    quantity: str
    level: float
    actor: str = "who"
    above: bool = True


@dataclass(frozen=True)
class Arrow:
    """One planted mechanism. months, lag: ranges of its time constant and delay, in months."""

    causes: tuple[End, ...]
    effect: End
    months: tuple[float, float] = (2.0, 6.0)
    lag: tuple[float, float] = (0.0, 1.0)
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class Lift:
    """An event: what it moves, by how many points (central 90 %), when it begins and when it ends."""

    what: End
    size: tuple[float, float] = (1.5, 3.0)
    since: str = "1990-06"
    until: str = "1999-12"


@dataclass(frozen=True)
class Change:
    """What the claim's arm changes: one of the thirteen kinds of the ledger.

    number: which arrow (remove, rescale, start, end) or which lift (drop, move, reverse, resize); of: which quantity
    (set, freeze, scale, sweep); values: its numbers; month: its date; lift: what is added.
    """

    kind: str
    number: int = 0
    of: End = End("cause")
    values: tuple[float, ...] = ()
    month: str = "start"
    lift: Lift | None = None


@dataclass(frozen=True)
class Planted:
    """One society with one claim: under `change`, `outcome` in `month` is lower, higher or unchanged.

    true: whether that is so by construction whatever the sizes are; None where it turns on sizes left open.
    witness: how much the outcome is known to have risen (fallen, if negative) by that month, in points, since May 1990.
    """

    kind: str
    arrows: tuple[Arrow, ...]
    lifts: tuple[Lift, ...]
    change: Change
    expect: str
    true: bool | None
    outcome: End = End("outcome")
    month: str = "1995-06"
    witness: float | None = None

    @property
    def ends(self) -> tuple[End, ...]:
        """Every quantity that the society names."""
        changed = (self.change.of, *((self.change.lift.what,) if self.change.lift else ()))
        marked = tuple(End(mark.quantity, mark.actor) for arrow in self.arrows for mark in arrow.marks)
        moved = tuple(lift.what for lift in self.lifts)
        arrows = tuple(end for arrow in self.arrows for end in (*arrow.causes, arrow.effect))
        return (self.outcome, *arrows, *moved, *marked, *changed)

    @property
    def actors(self) -> frozenset[str]:
        """Everyone whom it names; leaders come with those whom they lead, and backing with a town and two rivals."""
        named = {end.actor for end in self.ends}
        if "leaders" in named:
            named |= {"who"}
        if any(end.quantity == "backing" for end in self.ends):
            named |= {"town", "who", "next"}
        return frozenset(named)


def moves(cause: str, effect: str, sign: int = 1, **more) -> Arrow:
    """The common arrow: one quantity of `who` moves another."""
    return Arrow((End(cause),), End(effect, sign=sign), **more)
