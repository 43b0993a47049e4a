"""Everything a case stores and runs, by name and in a fixed order: nodes, drives, events, drivers, pushes."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from groundswell.language import Node, Syntax, nodes_of
from groundswell.ledger import Case
from groundswell.model._events import Happening, happenings
from groundswell.model._instances import Drive, Target, drives
from groundswell.model._institutions import Body, bodies
from groundswell.model._nodes import NodeKey, Parts, Resolver


@dataclass(frozen=True)
class Push:
    """One arrow into a stored node: from source number `source` (drives, then events, then drivers)."""

    source: int
    target: Target
    mechanism: str
    kind: str


@dataclass(frozen=True)
class OutsidePath:
    """A driver: a stated path (months,) that moves a node by `points`."""

    id: str
    targets: tuple[Target, ...]
    path: np.ndarray
    points: tuple[float, float]


class Layout:
    """The stored nodes, drives, events and drivers of a case, and the pushes between them."""

    def __init__(self, case: Case):
        self.case = case
        self.resolver = Resolver(case)
        self.drives: tuple[Drive, ...] = drives(case, self.resolver)
        self.events: tuple[Happening, ...] = happenings(case, self.resolver)
        self.drivers: tuple[OutsidePath, ...] = _paths(case, self.resolver, self.months)
        self.bodies: tuple[Body, ...] = bodies(case, self.resolver)

    @property
    def months(self) -> int:
        """Number of months simulated, first and last included."""
        calendar = self.case.setting.calendar
        return calendar.end.index(calendar.start) + 1

    @cached_property
    def pushes(self) -> tuple[Push, ...]:
        sources = [
            *((drive.mechanism, "mechanism", drive.targets) for drive in self.drives),
            *((event.id, "shock", event.targets) for event in self.events),
            *((path.id, "driver", path.targets) for path in self.drivers),
        ]
        found = [Push(k, target, id, kind) for k, (id, kind, targets) in enumerate(sources) for target in targets]
        return tuple(
            sorted(found, key=lambda p: (self.node_index[p.target.node], p.mechanism, p.target.strength, p.source))
        )

    def strength(self, push: Push) -> float:
        """How much of a mechanism a push is: what the case's conditions say, 1 where they say nothing."""
        condition = self.case.conditions.get(push.mechanism)
        return getattr(condition, "strength", 1.0)

    def crowds(self, absent: frozenset[str] = frozenset()) -> dict[NodeKey, float]:
        """How many mechanisms push each node, without some of them; one at half strength counts as half of one.

        An instance's copies in several communities count once; the same instance written down twice counts twice.
        """
        found: dict[NodeKey, dict[str, dict[tuple[int, str], float]]] = {}
        for push in self.pushes:
            if push.kind == "mechanism" and push.mechanism not in absent:
                copies = found.setdefault(push.target.node, {}).setdefault(push.target.strength, {})
                copy = push.target.sign, self.drives[push.source].place
                copies[copy] = copies.get(copy, 0.0) + self.strength(push)
        return {node: sum(max(copies.values()) for copies in crowd.values()) for node, crowd in found.items()}

    @cached_property
    def replaced(self) -> frozenset[tuple[str, NodeKey]]:
        """Pushes in whose place an institution acts: (mechanism or event, node)."""
        return frozenset((id, key) for body in self.bodies for id in body.replaces for key in body.moves.values())

    @cached_property
    def groups(self) -> dict[tuple[str, str], tuple[NodeKey, ...]]:
        """Share groups: who holds a part of each whole."""
        setting = self.case.setting
        return {
            (variable, place): tuple(NodeKey(variable, holder, place) for holder in sorted(holders))
            for variable, places in sorted(setting.holders.items())
            if setting.relations[variable].shares
            for place, holders in sorted(places.items())
        }

    @cached_property
    def nodes(self) -> tuple[NodeKey, ...]:
        """Stored nodes: members of share groups first, then the rest; sorted."""
        shares = {key for members in self.groups.values() for key in members}
        used = {key for parts in self._read_parts() for key in parts}
        used |= {t.node for holder in (*self.drives, *self.events, *self.drivers) for t in holder.targets}
        return (*sorted(shares), *sorted(used - shares))

    def _read_parts(self) -> list[Parts]:
        causes = [cause.parts for drive in self.drives for cause in drive.causes]
        gates = [p for d in self.drives for lit in d.gate for _, p in lit.terms]
        whens = [p for e in self.events for lit in e.when for _, p in lit.terms]
        telling = [self.parts_of(node) for node in nodes_telling(self.case)]
        read = [parts for body in self.bodies for parts in body.reads.values()]
        read += [p for body in self.bodies for gate in body.gates.values() for lit in gate for _, p in lit.terms]
        read += [{key: 1.0} for body in self.bodies for key in body.moves.values()]
        return [*causes, *gates, *whens, *read, *self.named.values(), *telling]

    @cached_property
    def named(self) -> dict[str, Parts]:
        """Nodes as the case's formulas and arms write them -> stored parts."""
        return {str(node): self.parts_of(node) for node in nodes_named(self.case)}

    def parts_of(self, node) -> Parts:
        """Stored parts of a node of the formula language."""
        return self.resolver.parts(f"v_{node.name}", node.actor, place=node.place or "")

    @cached_property
    def node_index(self) -> dict[NodeKey, int]:
        return {key: k for k, key in enumerate(self.nodes)}

    def scale(self, key: NodeKey) -> str:
        """The scale of a stored node: unit01, signed01, level, count or days."""
        return self.case.ledger.variables[key.variable].scale


def nodes_named(case: Case) -> tuple[Node, ...]:
    """Every node that a claim, an arm, an explanandum or a prediction of the case names, sorted."""
    tests = [test for test in case.claims.claims.values() if test.untestable is None]
    trees: list[Syntax | None] = [test.outcome_formula for test in tests]
    trees += [explanandum.formula_parsed for explanandum in case.explananda]
    trees += [arm.then_formula for test in tests for arm in test.arms]
    trees += [tree for p in case.predictions.values() for tree in (p.condition_formula, p.then_formula)]
    trees += [getattr(change, "quantity", None) for test in tests for arm in test.arms for change in arm.changes]
    return tuple(sorted({node for tree in trees if tree is not None for node in nodes_of(tree)}))


def nodes_telling(case: Case) -> tuple[Node, ...]:
    """Every node that tells a rival of the case from the text, or that the rival laid over it sets, sorted."""
    trees = [overlay.discriminating.formula_parsed for overlay in case.overlays.values()]
    trees += [getattr(change, "quantity", None) for change in case.standing_changes]
    return tuple(sorted({node for tree in trees if tree is not None for node in nodes_of(tree)}))


def _paths(case: Case, resolver: Resolver, months: int) -> tuple[OutsidePath, ...]:
    start = case.setting.calendar.start
    found = []
    for driver in sorted(case.setting.drivers, key=lambda d: d.id):
        at = [month.index(start) for month in driver.path]
        path = np.interp(np.arange(months), at, list(driver.path.values())).astype(np.float32)
        (node,) = nodes_of(driver.node_parsed)
        parts = resolver.parts(f"v_{node.name}", node.actor, place=node.place or "")
        targets = tuple(Target(key, 1, 1.0, f"{driver.id}>{node}") for key in sorted(parts))
        found.append(OutsidePath(driver.id, targets, path, driver.size))
    return tuple(found)
