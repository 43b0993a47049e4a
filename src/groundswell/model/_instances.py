"""From mechanisms with roles to drives between stored nodes: bindings, copies per community, edges."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from groundswell.language import DateLiteral, Literal, Month, Node, literals
from groundswell.ledger import Case, End, Mechanism
from groundswell.model._nodes import NodeKey, Parts, Resolver, mean_of

EVER = 10**6


@dataclass(frozen=True)
class Cause:
    """What a drive reads: a weighted mean of stored nodes, driving by being high (+1) or low (-1)."""

    parts: Parts
    sign: int


@dataclass(frozen=True)
class Target:
    """What a drive pushes: one stored node, up or down; `strength` names the draw that sizes the push."""

    node: NodeKey
    sign: int
    weight: float
    strength: str


@dataclass(frozen=True)
class GateLiteral:
    """One comparison of a condition: sum of coefficient x mean of stored nodes + constant > 0, on own scales."""

    terms: tuple[tuple[float, Parts], ...]
    constant: float


@dataclass(frozen=True)
class Drive:
    """One running copy of a mechanism: its causes, its targets and its condition.

    `name` says mechanism and binding and is shared by the copies in different communities, so that they share
    every draw; `since` and `until` are the
    condition's calendar bounds in months from the start.
    """

    mechanism: str
    name: str
    place: str
    causes: tuple[Cause, ...]
    targets: tuple[Target, ...]
    gate: tuple[GateLiteral, ...]
    since: int = -EVER
    until: int = EVER


def drives(case: Case, resolver: Resolver) -> tuple[Drive, ...]:
    """All drives of the case's ledger and assumptions, in an order that no file decides."""
    found = [d for mechanism in case.mechanisms().values() for d in _of_mechanism(case, resolver, mechanism)]
    return tuple(sorted(found, key=lambda d: (d.mechanism, d.name, d.place, [t.node for t in d.targets])))


def _of_mechanism(case: Case, resolver: Resolver, mechanism: Mechanism) -> Iterator[Drive]:
    for binding in mechanism.bindings:
        crowds = [role for role in mechanism.roles if binding.get(role) and resolver.cells_of(binding[role])]
        crowd = crowds[0] if len(crowds) == 1 else None
        cells = resolver.cells_of(binding[crowd]) if crowd else {"": 1.0}
        for cell, people in cells.items():
            copy = _Copy(case, resolver, mechanism, binding, crowd, cell, people / sum(cells.values()))
            yield from copy.drives()


@dataclass(frozen=True)
class _Copy:
    """One binding of one mechanism in one community; its crowd role is narrowed to that community."""

    case: Case
    resolver: Resolver
    mechanism: Mechanism
    binding: Mapping[str, tuple[str, ...]]
    crowd: str | None
    cell: str
    share: float

    @property
    def name(self) -> str:
        bound = ";".join(
            f"{role}={'+'.join(sorted(self.binding.get(role, ())))}" for role in sorted(self.mechanism.roles)
        )
        return f"{self.mechanism.id}[{bound}]"

    def actors(self, role: str) -> tuple[str, ...]:
        if self.crowd is not None and role == self.crowd:
            return (self.cell,)
        return self.binding.get(role, ())

    def end(self, variable: str, role: str) -> tuple[Parts, ...]:
        """The parts behind a variable of each actor in a role."""
        other_role = self.case.setting.pairs.get(self.mechanism.id, {}).get(variable)
        others = self.actors(other_role) if other_role and other_role != role else ("",)
        # Seen from a crowd's end, a relation needs its other end; from a holder's end, the place is the crowd's cell.
        return tuple(
            self.resolver.parts(variable, actor, place=self.cell if self.crowd else "", other=other)
            for actor in self.actors(role)
            for other in others
        )

    def cause(self, end: End) -> Cause | None:
        parts = self.end(end.var, end.of)
        return Cause(mean_of(parts), end.sign) if parts else None

    def targets(self, variable: str, role: str, sign: int) -> tuple[Target, ...]:
        nodes = sorted({key for parts in self.end(variable, role) for key in parts})
        strength = f"{self.name}>{variable}:{role}"
        return tuple(Target(node, sign, self._weight(node), strength) for node in nodes)

    def _weight(self, node: NodeKey) -> float:
        local = not self.cell or self.cell in (node.actor, node.place)
        return 1.0 if local else self.share

    def drives(self) -> Iterator[Drive]:
        gate, since, until = self._gate()
        for ends, effects in self._groups():
            causes = tuple(c for c in map(self.cause, ends) if c is not None)
            targets = tuple(t for e in effects for t in self.targets(e.var, e.of, e.sign))
            if causes and targets:
                yield Drive(self.mechanism.id, self.name, self.cell, causes, targets, gate, since, until)

    def _groups(self) -> Iterator[tuple[tuple[End, ...], tuple[End, ...]]]:
        """Causes with the effects they share: all with all, or as the mechanism's own edges say."""
        m = self.mechanism
        if not m.own_edges:
            yield _sorted(m.causes), _sorted(m.effects)
            return
        signs = {(e.var, e.of): e.sign for e in (*m.effects, *m.causes)}
        for effect in sorted({(e.effect, e.effect_of) for e in m.own_edges}):
            mine = [e for e in m.own_edges if (e.effect, e.effect_of) == effect]
            for up in (1, -1):
                ends = [End(e.cause, e.cause_of, signs[(e.cause, e.cause_of)]) for e in mine]
                group = [end for end, e in zip(ends, mine, strict=True) if end.sign * e.sign == up]
                if group:
                    yield _sorted(group), (End(effect[0], effect[1], up),)

    def _gate(self) -> tuple[tuple[GateLiteral, ...], int, int]:
        condition = self.case.conditions.get(self.mechanism.id)
        if condition is None or condition.gate_formula is None:
            return (), -EVER, EVER
        found = literals(condition.gate_formula)
        gate = tuple(
            GateLiteral(tuple((c, self._read(node)) for c, node in one.terms), one.constant)
            for one in found
            if isinstance(one, Literal)
        )
        return gate, *_bounds(found, self.case.setting.calendar.start)

    def _read(self, node: Node) -> Parts:
        variable = f"v_{node.name}"
        if node.place:
            places = self.actors(node.place) if node.place in self.mechanism.roles else (node.place,)
            return mean_of(
                self.resolver.parts(variable, actor, place=place)
                for actor in self._actors_or_self(node.actor)
                for place in places
            )
        if node.actor in self.mechanism.roles:
            return mean_of(self.end(variable, node.actor))
        return self.resolver.parts(variable, node.actor)

    def _actors_or_self(self, name: str) -> tuple[str, ...]:
        return self.actors(name) if name in self.mechanism.roles else (name,)


def _bounds(found: tuple[Literal | DateLiteral, ...], start: Month) -> tuple[int, int]:
    """First and last month, counted from the start, that the dates of a condition allow."""
    dates = [one for one in found if isinstance(one, DateLiteral)]
    since = max((d.month.index(start) for d in dates if d.since), default=-EVER)
    until = min((d.month.index(start) - 1 for d in dates if not d.since), default=EVER)
    return since, until


def _sorted(ends) -> tuple[End, ...]:
    return tuple(sorted(ends, key=lambda e: (e.var, e.of, e.sign)))
