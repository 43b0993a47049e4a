"""Institutions that a case declares: elections, emergency clocks, contests for ground, wars and splits."""

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Annotated, Any, Literal, get_args

from groundswell._frozen import frozen

from ._setting import Place
from ._shapes import (
    ActorRef,
    Entries,
    EventRef,
    Formula,
    Identity,
    MechanismRef,
    MonthMark,
    Number,
    Paragraphs,
    Positive,
    Quantity,
    Range,
    Reference,
    Spread,
    Text,
    VariableRef,
    key,
)

Rule = Literal["sainte-lague", "d'hondt", "modified", "hare", "droop"]
RULE_NAMES: tuple[str, ...] = get_args(Rule)
InstitutionId = Annotated[str, Identity("institution")]
InstitutionRef = Annotated[str, Reference(("institution",))]
Replaced = tuple[Annotated[str, Reference(("mechanism", "event"))], ...]
FromZero = Annotated[tuple[float, float], Range(least=0)]
Above = Annotated[tuple[float, float], Range(above=0)]
NOTHING: Mapping[Any, Any] = MappingProxyType({})


@frozen
class ListTier:
    """Seats shared out by the list votes of the whole electorate; `threshold` is a share of all list votes."""

    seats: int
    rule: Rule
    threshold: Annotated[float, Number(least=0, most=1)] = 0.0


@frozen
class Win:
    """An event that an election brings about: `of` wins more seats than `over`."""

    of: ActorRef
    over: ActorRef


@frozen
class Election:
    """One election of an assembly.

    lists: who stands. communities: where people vote. districts: seats of each district, by community, filled by
    block vote. turnout: share that votes where nobody takes part in a movement; pull: points of logit by which full
    `participation` raises it. local, personal: standard deviations, in logs, of a list's strength among districts and
    of a candidate's within a list. wins: events that the seats decide. office: the government whose posts follow the
    seats, or nothing.
    """

    id: InstitutionId
    name: Text
    date: MonthMark
    lists: tuple[ActorRef, ...]
    communities: tuple[Place, ...]
    support: VariableRef
    reason: Text
    list_tier: ListTier | None = key("list", default=None)
    districts: Mapping[Place, tuple[int, ...]] = field(default_factory=lambda: NOTHING)
    participation: VariableRef | None = None
    turnout: FromZero = (0.7, 0.8)
    pull: Spread = (0.0, 0.5)
    local: FromZero = (0.15, 0.35)
    personal: FromZero = (0.05, 0.15)
    wins: Mapping[EventRef, Win] = field(default_factory=lambda: NOTHING)
    office: VariableRef | None = None
    government: ActorRef | None = None
    in_place_of: Replaced = ()
    paragraphs: Paragraphs = ()


@frozen
class EmergencyClock:
    """Lawful days of a government set up by decree.

    starts_with: the event that is the decree, on `day` of its month. term: days it gives, and gives again once if
    the members of `agrees` hold at least `share` (numerator, denominator) of the seats that `assembly` filled.
    """

    id: InstitutionId
    name: Text
    starts_with: EventRef
    node: Quantity
    assembly: InstitutionRef
    agrees: tuple[ActorRef, ...]
    reason: Text
    day: int = 1
    term: Positive = 30.0
    share: tuple[int, int] = (2, 3)
    paragraphs: Paragraphs = ()


Term = Literal["challenger_arms", "holder_arms", "people", "unity", "shield"]


@frozen
class Contest:
    """A fight for ground between a challenger and a holder, by the same rule in every region.

    when: the condition, read each month in each region, under which it is fought. ground, people, arms, unity:
    variables; forces: whose arms and unity count for a side, where they are not its own. outside: whose ground cannot
    be fought for. places: into how many a region falls. mechanisms: which mechanism each term stands for; where an arm
    removes or rescales that one, the term goes with it. The seven ranges are those of
    `groundswell.institutions.Weights`.
    """

    id: InstitutionId
    name: Text
    challenger: ActorRef
    holder: ActorRef
    regions: tuple[Place, ...]
    ground: VariableRef
    people: VariableRef
    arms: VariableRef
    when: Text
    reason: Text
    when_formula: Formula | None = key("when", default=None)
    unity: VariableRef | None = None
    outside: ActorRef | None = None
    forces: Mapping[ActorRef, ActorRef] = field(default_factory=lambda: NOTHING)
    since: MonthMark | None = key("from", default=None)
    until: MonthMark | None = None
    places: int = 20
    arms_weight: FromZero = (0.5, 1.5)
    people_weight: FromZero = (0.5, 1.5)
    unity_weight: FromZero = (0.0, 1.0)
    shield_weight: FromZero = (0.5, 1.5)
    momentum: FromZero = (1.0, 3.0)
    defence: FromZero = (0.0, 0.5)
    spread: FromZero = (0.3, 0.8)
    mechanisms: Mapping[Term, MechanismRef] = field(default_factory=lambda: NOTHING)
    in_place_of: Replaced = ()
    paragraphs: Paragraphs = ()


@frozen
class WarRule:
    """Wars of one state: opened by events, or by chance from `since` on, and fought out day by day.

    risk: node with the chance that a war opens in `period` months. strength, enemies, backing: nodes that decide its
    course. outcome: the node that it moves by `size` points, of which half is left after `fades` months. The other
    ranges are those of `groundswell.institutions.Laws`; `enemy_weight` is the level of force of an enemy that takes
    part fully.
    """

    id: InstitutionId
    name: Text
    risk: Quantity
    outcome: Quantity
    strength: Quantity
    enemies: tuple[Quantity, ...]
    reason: Text
    backing: Quantity | None = None
    opened_by: tuple[EventRef, ...] = ()
    since: MonthMark | None = key("from", default=None)
    until: MonthMark | None = None
    period: Positive = 12.0
    enemy_weight: Above = (0.5, 2.0)
    pace: FromZero = (0.3, 1.2)
    chance: FromZero = (0.1, 0.3)
    lasts: Above = (20.0, 90.0)
    brink: Spread = (-0.5, -0.25)
    steps_in: Above = (2.0, 20.0)
    size: FromZero = (1.0, 2.5)
    fades: Above = (6.0, 24.0)
    mechanisms: Mapping[Literal["risk", "strength", "enemies", "backing"], MechanismRef] = field(
        default_factory=lambda: NOTHING
    )
    in_place_of: Replaced = ()
    paragraphs: Paragraphs = ()


@frozen
class SplitRule:
    """A part of a party's following leaves for an heir, once, with a chance that grows as unity is lost.

    leaves: share of the following that goes. tipping, sharpness: see `groundswell.institutions.split_hazard`.
    """

    id: InstitutionId
    name: Text
    party: ActorRef
    heir: ActorRef
    communities: tuple[Place, ...]
    support: VariableRef
    cohesion: Quantity
    independence: Quantity
    reason: Text
    since: MonthMark | None = key("from", default=None)
    until: MonthMark | None = None
    leaves: FromZero = (0.2, 0.5)
    tipping: FromZero = (0.3, 0.5)
    sharpness: Above = (15.0, 30.0)
    paragraphs: Paragraphs = ()


@frozen
class Institutions:
    """Everything in institutions.yaml, by id."""

    elections: Annotated[Mapping[str, Election], Entries(keyed=True)] = field(default_factory=lambda: NOTHING)
    clocks: Annotated[Mapping[str, EmergencyClock], Entries(keyed=True)] = field(default_factory=lambda: NOTHING)
    contests: Annotated[Mapping[str, Contest], Entries(keyed=True)] = field(default_factory=lambda: NOTHING)
    wars: Annotated[Mapping[str, WarRule], Entries(keyed=True)] = field(default_factory=lambda: NOTHING)
    splits: Annotated[Mapping[str, SplitRule], Entries(keyed=True)] = field(default_factory=lambda: NOTHING)

    @property
    def all(self) -> Mapping[str, Any]:
        """Every institution by id, in the order of the sections."""
        sections = (self.elections, self.clocks, self.contests, self.wars, self.splits)
        return MappingProxyType({id: one for section in sections for id, one in section.items()})
