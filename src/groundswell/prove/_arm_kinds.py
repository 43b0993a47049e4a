"""Claims with each kind of arm, on one society: a lifted cause that moves the outcome, and a way that is shut.

False claims change what does not matter (the shut way, the wrong event, a time before or after it counts) or have the
direction wrong.
"""

from groundswell.prove._kinds import CAUSE, OTHER, SHUT, Kind, without
from groundswell.prove._society import Change, End, Lift, Planted, moves

COUNTS, SHUT_WAY = 0, 1
"""Numbers of the arrow (and of the lift) that counts and of the one that does not."""

_COUNTING, _IDLE = End("cause"), End("other")

_CHANGES: dict[str, tuple[Change, Change | None]] = {
    "remove": (Change("remove", COUNTS), Change("remove", SHUT_WAY)),
    "rescale": (Change("rescale", COUNTS, values=(0.25,)), Change("rescale", SHUT_WAY, values=(0.25,))),
    "start": (Change("start", COUNTS, month="1995-05"), Change("start", COUNTS, month="1989-03")),
    "end": (Change("end", COUNTS, month="1990-05"), Change("end", COUNTS, month="1996-01")),
    "set": (Change("set", of=_COUNTING, values=(0.05,)), Change("set", of=_IDLE, values=(0.05,))),
    "freeze": (Change("freeze", of=_COUNTING, month="1990-05"), Change("freeze", of=_IDLE, month="1990-05")),
    "scale": (Change("scale", of=_COUNTING, values=(0.3,)), Change("scale", of=_IDLE, values=(0.3,))),
    "sweep": (Change("sweep", of=_COUNTING, values=(0.05, 0.1)), Change("sweep", of=_IDLE, values=(0.05, 0.1))),
    "drop": (Change("drop", COUNTS), Change("drop", SHUT_WAY)),
    "move": (Change("move", COUNTS, month="1995-05"), Change("move", SHUT_WAY, month="1995-05")),
    "reverse": (Change("reverse", COUNTS, month="1992-01"), None),
    "resize": (Change("resize", COUNTS, values=(0.2,)), Change("resize", SHUT_WAY, values=(0.2,))),
    "add": (Change("add", lift=Lift(End("hidden"), since="1994-11")), None),
}
"""For each kind of arm, one that lowers the push on the outcome, and one that leaves it (None: the sign is wrong)."""


def _plant(name: str, true: bool, sign: int) -> Planted:
    matters, idle = _CHANGES[name]
    arrows = (moves("cause", "outcome", sign), moves("other", "outcome", sign, marks=SHUT))
    if name == "add":
        arrows += (moves("hidden", "outcome", -sign),)
    change = matters if true or idle is None else idle
    expect = without(sign, true or idle is not None)
    return Planted(f"arm: {name}", arrows, (CAUSE, OTHER), change, expect, true)


def _kind(name: str) -> Kind:
    return Kind(f"arm: {name}", "an event, a mechanism or a quantity is changed", lambda t, s: _plant(name, t, s))


ARM_KINDS: tuple[Kind, ...] = tuple(_kind(name) for name in _CHANGES)
