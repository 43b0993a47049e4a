"""Interventions: one small class for each kind of change that an arm can make."""

from typing import Annotated

from groundswell._frozen import frozen

from ._entries import Shock
from ._misplaced import misplaced
from ._shapes import (
    Choice,
    EventRef,
    Identity,
    MechanismRef,
    MonthMark,
    Number,
    Positive,
    PositiveSpread,
    Quantity,
    Text,
    key,
)

Factor = Annotated[float, Number(least=0)]


@frozen
class Remove:
    """Takes a mechanism out."""

    mechanism: MechanismRef = key("remove")


@frozen
class Rescale:
    """Multiplies the strength of a mechanism."""

    mechanism: MechanismRef = key("rescale")
    by: Factor = key("by")


@frozen
class Start:
    """Lets a mechanism act only from a month on."""

    mechanism: MechanismRef = key("start")
    at: MonthMark = key("at")


@frozen
class End_:
    """Lets a mechanism act only up to a month."""

    mechanism: MechanismRef = key("end")
    at: MonthMark = key("at")


@frozen
class Hasten:
    """Lets a mechanism take effect so many times as fast: sooner where `by` is above one, later where it is below."""

    mechanism: MechanismRef = key("hasten")
    by: Positive = key("by")


@frozen
class SetNode:
    """Holds a node at a value on the variable's own scale."""

    quantity: Quantity = key("set")
    to: float = key("to")
    since: MonthMark = key("from")
    until: MonthMark | None = None


@frozen
class Freeze:
    """Holds a node at the value that the run itself has reached in a month."""

    quantity: Quantity = key("freeze")
    since: MonthMark = key("from")
    until: MonthMark | None = None


@frozen
class ScaleNode:
    """Multiplies a node on the variable's own scale."""

    quantity: Quantity = key("scale")
    by: Factor = key("by")
    since: MonthMark = key("from")
    until: MonthMark | None = None


@frozen
class Sweep:
    """Holds a node at one value after another, a run for each."""

    quantity: Quantity = key("sweep")
    over: tuple[float, ...] = key("over")
    since: MonthMark = key("from")
    until: MonthMark | None = None


@frozen
class Drop:
    """Lets an event not happen."""

    event: EventRef = key("drop")


@frozen
class Move:
    """Lets an event happen in another month."""

    event: EventRef = key("move")
    to: MonthMark = key("to")


@frozen
class Reverse:
    """Undoes an event: its shocks act with the opposite sign from a month on."""

    event: EventRef = key("reverse")
    at: MonthMark = key("at")


@frozen
class Resize:
    """Multiplies the shocks of an event."""

    event: EventRef = key("resize")
    by: Factor = key("by")


@frozen
class AddedEvent:
    """An event that only an arm knows."""

    id: Annotated[str, Identity("event")]
    date: MonthMark
    shocks: tuple[Shock, ...]
    name: Text | None = None
    until: MonthMark | None = None
    lasts: PositiveSpread | None = None


@frozen
class Add:
    """Lets something happen that did not."""

    event: AddedEvent = key("add")


KINDS = {
    "remove": Remove,
    "rescale": Rescale,
    "start": Start,
    "end": End_,
    "hasten": Hasten,
    "set": SetNode,
    "freeze": Freeze,
    "scale": ScaleNode,
    "sweep": Sweep,
    "drop": Drop,
    "move": Move,
    "reverse": Reverse,
    "resize": Resize,
    "add": Add,
}
AnyChange = (
    Remove
    | Rescale
    | Start
    | End_
    | Hasten
    | SetNode
    | Freeze
    | ScaleNode
    | Sweep
    | Drop
    | Move
    | Reverse
    | Resize
    | Add
)
_ACTS_ON = {word: next(iter(kind.__annotations__)) for word, kind in KINDS.items() if kind is not Add}
Change = Annotated[AnyChange, Choice(tuple(KINDS.items()), misplaced(_ACTS_ON))]
