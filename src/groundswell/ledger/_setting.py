"""The setting: calendar, communities, part-whole rules, relations, events and outside drivers."""

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Annotated, Any, Literal

from groundswell._frozen import frozen

from ._entries import Kind, Shock
from ._shapes import (
    ActorRef,
    Entries,
    EventRef,
    Formula,
    Identity,
    MonthMark,
    Paragraphs,
    Positive,
    PositiveSpread,
    Quantity,
    Reference,
    Resolution,
    Spread,
    Text,
    VariableRef,
    key,
)

Place = Annotated[str, Reference(("place",))]  # an actor, or the remainder of a whole, written as A_whole:rest
Part = Annotated[str, Reference(("actor",), also=("rest",))]
Holder = Annotated[str, Reference(("actor",), also=("none",))]
Moving = Annotated[str, Reference(("mechanism", "event"))]
OtherEnd = Annotated[str, Reference(("role", "actor"))]
Standing = Annotated[str, Reference(("actor",), also=("parent",))]


@frozen
class Calendar:
    """First and last month of a run, the last month that claims may look at, and the step in which time goes on."""

    start: MonthMark
    end: MonthMark
    claims_until: MonthMark
    step: Literal["month", "week"] = "month"


@frozen
class SamePeople:
    """Two actors that are the same people under two names."""

    actor: ActorRef
    are: ActorRef
    reason: Text
    paragraphs: Paragraphs = ()


@frozen
class KindRule:
    """For every actor of a kind, the node of the actor is the node of what it stands for.

    `parent_kind` narrows the rule to actors whose parent is of that kind; no `variables` means all of them.
    """

    kind: Kind
    is_: Standing = key("is")
    reason: Text = key("reason")
    parent_kind: Kind | None = None
    variables: tuple[VariableRef, ...] | None = None


@frozen
class ActorRule:
    """The node of one actor is the node of another, optionally in one place and for some variables only."""

    actor: ActorRef
    is_: Standing = key("is")
    reason: Text = key("reason")
    variables: tuple[VariableRef, ...] | None = None
    in_: Place | None = key("in", default=None)
    paragraphs: Paragraphs = ()


@frozen
class StandsFor:
    """Part-whole rules, by kind of actor first and then by actor."""

    by_kind: tuple[KindRule, ...] = ()
    by_actor: tuple[ActorRule, ...] = ()


@frozen
class Relation:
    """A variable that lives between two actors; `shares` of one place sum to one with `none`."""

    between: tuple[Text, Text]
    shares: bool = False
    reason: Text | None = None


@frozen
class SettingEvent:
    """When an event happens in a run, on what condition, and for how many months its shocks last.

    `date` is a fixed month; `since` opens a window in which the event happens the first time that
    `when` holds; `outside` says why an event is not part of the run at all. `lasts` is the half-life of
    its shocks in months and `size` their size on the unbounded coordinate, both as ranges.
    """

    id: Annotated[str, Identity("event")]
    date: MonthMark | None = None
    until: MonthMark | None = None
    since: MonthMark | None = key("from", default=None)
    when: Text | None = None
    when_formula: Formula | None = key("when", default=None)
    in_: Place | None = key("in", default=None)
    only_if: EventRef | None = None
    lasts: PositiveSpread | None = None
    size: Spread | None = None
    outside: Text | None = None
    name: Text | None = None
    shocks: tuple[Shock, ...] | None = None
    reason: Text | None = None
    paragraphs: Paragraphs = ()


@frozen
class Driver:
    """A path that enters from outside: `path` by month, times a `size` drawn from a range."""

    id: Annotated[str, Identity("driver")]
    node: Text
    path: Mapping[MonthMark, float]
    size: Spread
    reason: Text
    node_parsed: Quantity = key("node")
    paragraphs: Paragraphs = ()


@frozen
class Ties:
    """Which network ties the localities of a community when it is resolved into citizens.

    Each network has numbers of its own and takes no others. `lattice`: reach, in rows and columns. `small world`: reach
    on each side of a ring, and the share of ties that are rewired. `village`: members of a village, far: mean ties of a
    locality to other villages. `hierarchy`: branching. `long ties`: how many times all are paired by chance.
    """

    network: Literal["complete", "hierarchy", "lattice", "long ties", "small world", "village"]
    reason: Text
    reach: int | None = None
    rewired: float | None = None
    members: int | None = None
    far: float | None = None
    branching: int | None = None
    ties: int | None = None
    paragraphs: Paragraphs = ()

    @property
    def numbers(self) -> dict[str, float]:
        """The numbers that are given, by name."""
        names = ("reach", "rewired", "members", "far", "branching", "ties")
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}


@frozen
class Setting:
    """Everything about a run that is not the theory itself.

    `resolution`: citizens of each community, or `1:1` for all who live there. `people`: the wholes whose communities
    are resolved (all, where none is named); the others stay one number each. `ties`: the network between localities of
    a community, of all communities of a whole, or of all whose actor is of a kind, whichever is nearest.
    """

    calendar: Calendar
    communities: Mapping[ActorRef, Mapping[Part, Positive]]
    relations: Mapping[VariableRef, Relation]
    holders: Mapping[VariableRef, Mapping[Place, tuple[Holder, ...]]]
    events: Annotated[Mapping[str, SettingEvent], Entries(keyed=True)]
    drivers: tuple[Driver, ...] = ()
    resolution: Annotated[int | str, Resolution()] = 1
    people: tuple[ActorRef, ...] = ()
    ties: Mapping[Text, Ties] = field(default_factory=lambda: MappingProxyType({}))
    same_people: tuple[SamePeople, ...] = ()
    nationwide: tuple[VariableRef, ...] = ()
    stands_for: StandsFor = StandsFor()
    pairs: Mapping[Moving, Mapping[VariableRef, OtherEnd]] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def parts(self) -> Mapping[str, Mapping[str, float]]:
        """The parts of each whole with their numbers of people."""
        return self.communities

    @property
    def dates(self) -> dict[str, Any]:
        """The months that `start` and `end` stand for."""
        return {"start": self.calendar.start, "end": self.calendar.end}
