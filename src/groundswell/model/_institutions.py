"""Institutions of a case by name: what each one reads, which open numbers it has, and which nodes it moves."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from groundswell.language import Literal, literals
from groundswell.ledger import Case
from groundswell.model._instances import GateLiteral
from groundswell.model._nodes import NodeKey, Parts, Resolver

OpenNumber = tuple[str, tuple[float, float], bool]
"""Name, range, and whether it is drawn evenly on the log scale."""

_EVEN_ON_LOGS = {"lasts", "steps_in", "fades", "enemy_weight", "sharpness"}
_NUMBERS = {
    "election": ("turnout", "pull", "local", "personal"),
    "clock": (),
    "contest": ("arms_weight", "people_weight", "unity_weight", "shield_weight", "momentum", "defence", "spread"),
    "war": ("enemy_weight", "pace", "chance", "lasts", "brink", "steps_in", "size", "fades"),
    "split": ("leaves", "tipping", "sharpness"),
}


@dataclass(frozen=True)
class Body:
    """One institution. entry: as the case declares it. reads: what it reads, by name. gates: conditions by region.
    moves: the nodes that it moves, by name. replaces: ids whose pushes on those nodes it stands in for.
    numbers: open numbers with their ranges. terms: which mechanism each reading of it stands for."""

    id: str
    kind: str
    entry: Any
    reads: Mapping[str, Parts]
    moves: Mapping[str, NodeKey]
    gates: Mapping[str, tuple[GateLiteral, ...]] = field(default_factory=dict)
    replaces: frozenset[str] = frozenset()
    terms: Mapping[str, str] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[OpenNumber, ...]:
        """Open numbers in a fixed order, named after the institution."""
        return tuple(
            (f"{self.id}:{name}", getattr(self.entry, name), name in _EVEN_ON_LOGS) for name in _NUMBERS[self.kind]
        )

    @property
    def events(self) -> tuple[str, ...]:
        """Events that set it off."""
        if self.kind == "clock":
            return (self.entry.starts_with,)
        return self.entry.opened_by if self.kind == "war" else ()

    @property
    def decides(self) -> tuple[str, ...]:
        """Events that it brings about."""
        return tuple(self.entry.wins) if self.kind == "election" else ()

    def stands_for(self, read: str) -> str:
        """The mechanism behind something that it reads, or its own id."""
        return self.terms.get(read.split("@")[0], self.id)


def bodies(case: Case, resolver: Resolver) -> tuple[Body, ...]:
    """The institutions of a case in the order of their ids."""
    made = case.institutions
    found = [
        *(_election(resolver, e) for e in made.elections.values()),
        *(_clock(resolver, e) for e in made.clocks.values()),
        *(_contest(resolver, e) for e in made.contests.values()),
        *(_war(resolver, e) for e in made.wars.values()),
        *(_split(resolver, e) for e in made.splits.values()),
    ]
    return tuple(sorted(found, key=lambda body: body.id))


def _node(resolver: Resolver, node: Any, place: str = "") -> Parts:
    return resolver.parts(f"v_{node.name}", node.actor, place=node.place or place)


def _single(resolver: Resolver, node: Any) -> NodeKey:
    """The stored node that an institution moves: the weightiest of those behind it."""
    parts = _node(resolver, node)
    return max(sorted(parts), key=parts.__getitem__)


def _election(resolver: Resolver, e: Any) -> Body:
    holders = resolver.setting.holders[e.support]
    reads = {
        f"support@{one}@{place}": {NodeKey(e.support, one, place): 1.0}
        for place in e.communities
        for one in e.lists
        if one in holders[place]
    }
    if e.participation:
        reads |= {f"participation@{place}": resolver.parts(e.participation, place) for place in e.communities}
    government = resolver.setting.holders.get(e.office or "", {}).get(e.government or "", ())
    moves = {one: NodeKey(e.office, one, e.government) for one in e.lists if one in government}
    return Body(e.id, "election", e, reads, moves, replaces=frozenset(e.in_place_of))


def _clock(resolver: Resolver, e: Any) -> Body:
    return Body(e.id, "clock", e, {}, {"days": _single(resolver, e.node)})


def _contest(resolver: Resolver, e: Any) -> Body:
    reads: dict[str, Parts] = {}
    for place in e.regions:
        for side, actor in (("challenger", e.challenger), ("holder", e.holder)):
            force = e.forces.get(actor, actor)
            reads[f"ground@{side}@{place}"] = {NodeKey(e.ground, actor, place): 1.0}
            reads[f"people@{side}@{place}"] = resolver.parts(e.people, actor, place=place)
            reads[f"{side}_arms@{place}"] = resolver.parts(e.arms, force, place=place)
            if e.unity:
                reads[f"unity@{side}@{place}"] = resolver.parts(e.unity, force, place=place)
        if e.outside:
            reads[f"shield@{place}"] = {NodeKey(e.ground, e.outside, place): 1.0}
    moves = {
        f"{side}@{place}": NodeKey(e.ground, getattr(e, side), place)
        for place in e.regions
        for side in ("challenger", "holder")
    }
    gates = {place: tuple(_gate(resolver, e.when_formula, place)) for place in e.regions}
    return Body(e.id, "contest", e, reads, moves, gates, frozenset(e.in_place_of), dict(e.mechanisms))


def _gate(resolver: Resolver, formula: Any, place: str) -> Iterator[GateLiteral]:
    for one in literals(formula):
        if isinstance(one, Literal):
            yield GateLiteral(tuple((c, _node(resolver, node, place)) for c, node in one.terms), one.constant)


def _war(resolver: Resolver, e: Any) -> Body:
    reads = {"risk": _node(resolver, e.risk), "strength": _node(resolver, e.strength)}
    reads |= {f"enemies@{number}": _node(resolver, enemy) for number, enemy in enumerate(e.enemies)}
    if e.backing is not None:
        reads["backing"] = _node(resolver, e.backing)
    moves = {"outcome": _single(resolver, e.outcome)}
    return Body(e.id, "war", e, reads, moves, replaces=frozenset(e.in_place_of), terms=dict(e.mechanisms))


def _split(resolver: Resolver, e: Any) -> Body:
    reads = {"cohesion": _node(resolver, e.cohesion), "independence": _node(resolver, e.independence)}
    moves = {}
    for place in e.communities:
        for side, actor in (("party", e.party), ("heir", e.heir)):
            moves[f"{side}@{place}"] = NodeKey(e.support, actor, place)
            reads[f"{side}@{place}"] = {NodeKey(e.support, actor, place): 1.0}
    return Body(e.id, "split", e, reads, moves)
