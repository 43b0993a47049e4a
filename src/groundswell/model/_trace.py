"""Routes on the compiled diagram: what can reach what, and through which assumptions."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from groundswell.ledger import Add, Drop, Move, Resize, Reverse
from groundswell.ledger import AnyChange as Change
from groundswell.model._arms import is_added, muted, baseline
from groundswell.model._layout import Layout
from groundswell.model._nodes import NodeKey

Place = NodeKey | str
"""A stored node, a mechanism id or an event id: the points of a route."""


@dataclass(frozen=True)
class Route:
    """Whether an arm's targets reach an outcome, and the assumptions that lie on some way between them."""

    exists: bool
    through: tuple[str, ...]
    assumptions: tuple[str, ...]


class Diagram:
    """Who acts on whom: nodes drive mechanisms (as cause or condition), mechanisms and events push nodes."""

    def __init__(self, layout: Layout):
        self.layout = layout

    def arrows(self, mute: Iterable[int] = ()) -> dict[Place, set[Place]]:
        """Arrows of the compiled model, without the pushes that are muted."""
        off = set(mute)
        found: dict[Place, set[Place]] = defaultdict(set)
        for drive in self.layout.drives:
            for parts in [*(c.parts for c in drive.causes), *(p for lit in drive.gate for _, p in lit.terms)]:
                for key in parts:
                    found[key].add(drive.mechanism)
        for event in self.layout.events:
            for key in (k for lit in event.when for _, p in lit.terms for k in p):
                found[key].add(event.id)
            if event.needs:
                found[event.needs].add(event.id)
        for number, push in enumerate(self.layout.pushes):
            if number not in off:
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
        arm, _ = muted(self.layout, nodes, baseline(self.layout))
        arrows = self.arrows([k for k, on in enumerate(arm.mute) if not on])
        ends: set[Place] = {key for node in nodes for key in self.layout.parts_of(node)}
        begins = {place for change in changes for place in self.targets(change)}
        after = _reach(arrows, begins)
        before = _reach(_turned(arrows), ends)
        through = sorted({p for p in after & before if isinstance(p, str)})
        added = tuple(p for p in through if p in self.layout.case.assumptions)
        return Route(bool(after & ends), tuple(through), added)

    def targets(self, change: Change) -> set[Place]:
        """Where a change takes hold."""
        if isinstance(change, Drop | Move | Reverse | Resize):
            return {change.event}
        if isinstance(change, Add):
            return {change.event.id}
        quantity = getattr(change, "quantity", None)
        return {change.mechanism} if quantity is None else set(self.layout.parts_of(quantity))


def _reach(arrows: dict[Place, set[Place]], begins: Iterable[Place]) -> set[Place]:
    seen, waiting = set(begins), list(begins)
    while waiting:
        for place in arrows.get(waiting.pop(), ()):
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return seen


def _turned(arrows: dict[Place, set[Place]]) -> dict[Place, set[Place]]:
    found: dict[Place, set[Place]] = defaultdict(set)
    for source, places in arrows.items():
        for place in places:
            found[place].add(source)
    return found


__all__ = ["Diagram", "Route", "is_added"]
