"""Routes on the compiled diagram: what can reach what, and through which assumptions."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from groundswell.ledger import Add, Drop, End_, Hasten, Move, Remove, Rescale, Resize, Reverse, Start
from groundswell.ledger import AnyChange as Change
from groundswell.model._arms import baseline, is_added, muted
from groundswell.model._layout import Layout
from groundswell.model._nodes import NodeKey

DETOUR = 2
"""Arrows by which a way may exceed the shortest one: into one more mechanism and out of it."""

Place = NodeKey | str
"""A stored node, a mechanism id or an event id: the points of a route."""


@dataclass(frozen=True)
class Route:
    """Whether an arm's targets reach an outcome, and what lies on the short ways between them.

    through: mechanisms and events on a way at most one mechanism longer than the shortest; assumptions: those of
    them that the ledger does not state; nodes: the stored nodes on those ways. cut_by: where none exists, what is
    switched off for the outcome and lies on the ways that there would be with it; empty where there are none at all.
    """

    exists: bool
    through: tuple[str, ...]
    assumptions: tuple[str, ...]
    nodes: frozenset[NodeKey] = frozenset()
    cut_by: tuple[str, ...] = ()


class Diagram:
    """Who acts on whom: nodes drive mechanisms (as cause or condition), mechanisms and events push nodes.

    Mechanisms that are `absent` from the theory asked about lead nowhere.
    """

    def __init__(self, layout: Layout, absent: frozenset[str] = frozenset()):
        self.layout, self.absent = layout, absent

    def arrows(self, mute: Iterable[int] = ()) -> dict[Place, set[Place]]:
        """Arrows of the compiled model, without the pushes that are muted."""
        off = set(mute)
        found: dict[Place, set[Place]] = defaultdict(set)
        for drive in self.layout.drives:
            if drive.mechanism in self.absent:
                continue
            for parts in [*(c.parts for c in drive.causes), *(p for lit in drive.gate for _, p in lit.terms)]:
                for key in parts:
                    found[key].add(drive.mechanism)
        for event in self.layout.events:
            for key in (k for lit in event.when for _, p in lit.terms for k in p):
                found[key].add(event.id)
            if event.needs:
                found[event.needs].add(event.id)
        for source, target in institutional(self.layout):
            found[source].add(target)
        for number, push in enumerate(self.layout.pushes):
            if number not in off and push.mechanism not in self.absent:
                found[push.mechanism].add(push.target.node)
        for members in self.layout.groups.values():
            for key in members:
                found[key] |= set(members) - {key}
        return found

    @cached_property
    def _full(self) -> dict[Place, set[Place]]:
        return self.arrows()

    def route(self, changes: tuple[Change, ...], outcome: Iterable) -> Route:
        """Ways from an arm's targets to the outcome's nodes, with the outcome's direct shocks and fillings off."""
        nodes = list(outcome)
        arm, off = muted(self.layout, nodes, baseline(self.layout))
        arrows = self.arrows([k for k, on in enumerate(arm.mute) if not on])
        ends: set[Place] = {key for node in nodes for key in self.layout.parts_of(node)}
        begins = {place for change in changes for place in self.targets(change)}
        near = _near(arrows, begins, ends)
        if not near:
            return Route(False, (), (), cut_by=tuple(sorted(set(off) & _near(self._full, begins, ends))))
        through = tuple(sorted(p for p in near if isinstance(p, str)))
        nodes = frozenset(p for p in near if not isinstance(p, str))
        return Route(True, through, tuple(p for p in through if p in self.layout.case.assumptions), nodes)

    def targets(self, change: Change) -> set[Place]:
        """Where a change takes hold."""
        if isinstance(change, Drop | Move | Reverse | Resize):
            return {change.event}
        if isinstance(change, Add):
            return {change.event.id}
        if isinstance(change, Remove | Rescale | Start | End_ | Hasten):
            return {change.mechanism}
        return set(self.layout.parts_of(change.quantity))


def institutional(layout: Layout) -> Iterator[tuple[Place, Place]]:
    """Arrows through institutions: from what one reads to the mechanism behind it, and on to what it moves."""
    for body in layout.bodies:
        ends: list[Place] = [*body.moves.values(), *body.decides]
        sources = [(key, body.stands_for(name)) for name, parts in body.reads.items() for key in parts]
        sources += [(key, body.id) for gate in body.gates.values() for lit in gate for _, p in lit.terms for key in p]
        sources += [(event, body.id) for event in body.events]
        if body.kind == "clock":
            assembly = next(other for other in layout.bodies if other.id == body.entry.assembly)
            sources += [(key, body.id) for parts in assembly.reads.values() for key in parts]
        for key, through in sources:
            yield key, through
        for through in {through for _, through in sources}:
            for end in ends:
                yield through, end


def _near(arrows: dict[Place, set[Place]], begins: set[Place], ends: set[Place]) -> set[Place]:
    """Every place on a way at most a detour longer than the shortest; nothing where there is no way."""
    after, before = _distances(arrows, begins), _distances(_turned(arrows), ends)
    shortest = min((after[place] for place in ends if place in after), default=None)
    if shortest is None:
        return set()
    return {place for place in after.keys() & before.keys() if after[place] + before[place] <= shortest + DETOUR}


def _distances(arrows: dict[Place, set[Place]], begins: Iterable[Place]) -> dict[Place, int]:
    """Number of arrows from the nearest beginning to every place that can be reached."""
    seen = dict.fromkeys(begins, 0)
    waiting = deque(seen)
    while waiting:
        here = waiting.popleft()
        for place in arrows.get(here, ()):
            if place not in seen:
                seen[place] = seen[here] + 1
                waiting.append(place)
    return seen


def _turned(arrows: dict[Place, set[Place]]) -> dict[Place, set[Place]]:
    found: dict[Place, set[Place]] = defaultdict(set)
    for source, places in arrows.items():
        for place in places:
            found[place].add(source)
    return found


__all__ = ["Diagram", "Route", "is_added"]
