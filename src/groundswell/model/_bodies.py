"""Institutions as arrays: what each reads, where its open numbers stand, and which rows of the state it moves."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import jax
import numpy as np

from groundswell.model._institutions import Body
from groundswell.model._layout import Layout
from groundswell.model._nodes import Parts
from groundswell.model._rows import Rows, rows

FINEST = 65_535
"""Largest denominator of a threshold in a compiled count."""


@dataclass(frozen=True)
class Chamber:
    """One institution inside the compiled program; all of it is known before the program runs.

    reads: name -> row of what the institutions read. numbers: name -> row of their open numbers. moves: name -> row
    of the moved nodes. events, decides: numbers of events. terms: what is read -> columns of the drives of the
    mechanism that it stands for. gates: by region, rows of conditions. facts: kind's own constants.
    """

    id: str
    kind: str
    reads: tuple[tuple[str, int], ...]
    numbers: tuple[tuple[str, int], ...]
    moves: tuple[tuple[str, int], ...]
    events: tuple[int, ...]
    decides: tuple[int, ...]
    terms: tuple[tuple[str, tuple[int, ...]], ...]
    gates: tuple[tuple[str, tuple[int, ...]], ...]
    facts: tuple[tuple[str, Any], ...]

    def fact(self, name: str) -> Any:
        """One of the kind's own constants."""
        return dict(self.facts)[name]


@dataclass(frozen=True)
class Bodies:
    """All institutions of a theory. reads, gates: sums of stored nodes on own scales; constant: of each condition.
    moved (W,): numbers of the nodes that are moved; place (N,): which of them each node is, W for the rest."""

    reads: Rows
    gates: Rows
    constant: np.ndarray
    place: np.ndarray
    moved: tuple[int, ...]
    chambers: tuple[Chamber, ...]


jax.tree_util.register_dataclass(Bodies, ["reads", "gates", "constant", "place"], ["moved", "chambers"])


def bodies_of(layout: Layout) -> Bodies | None:
    """The institutions of a layout as arrays; None where it has none."""
    if not layout.bodies:
        return None
    reads, at = _rows(layout, [parts for body in layout.bodies for parts in body.reads.values()])
    literals = [lit for body in layout.bodies for gate in body.gates.values() for lit in gate]
    gates, gate_at = rows([[r for c, parts in lit.terms for r in _part_rows(layout, parts, c)] for lit in literals])
    constant = np.zeros(len(literals), np.float32)
    constant[gate_at] = [lit.constant for lit in literals]
    moved = sorted({layout.node_index[key] for body in layout.bodies for key in body.moves.values()})
    counter = _Counter(layout, at.tolist(), gate_at.tolist(), moved)
    place = np.full(len(layout.nodes), len(moved), np.int32)
    place[moved] = np.arange(len(moved))
    return Bodies(reads, gates, constant, place, tuple(moved), tuple(counter.chamber(body) for body in layout.bodies))


def _part_rows(layout: Layout, parts: Parts, coefficient: float = 1.0) -> list[tuple[int, float]]:
    return [(layout.node_index[key], coefficient * weight) for key, weight in sorted(parts.items())]


def _rows(layout: Layout, sums: list[Parts]) -> tuple[Rows, np.ndarray]:
    return rows([_part_rows(layout, parts) for parts in sums])


class _Counter:
    """Hands out the rows of reads, conditions and open numbers, institution by institution."""

    def __init__(self, layout: Layout, reads: list[int], gates: list[int], moved: list[int]):
        self.layout, self.moved = layout, moved
        self.reads, self.gates, self.number = iter(reads), iter(gates), iter(range(10**6))
        self.events = [event.id for event in layout.events]

    def chamber(self, body: Body) -> Chamber:
        reads = tuple((name, next(self.reads)) for name in body.reads)
        gates = tuple((place, tuple(next(self.gates) for _ in gate)) for place, gate in body.gates.items())
        return Chamber(
            id=body.id,
            kind=body.kind,
            reads=reads,
            numbers=tuple((name.split(":")[1], next(self.number)) for name, _, _ in body.numbers),
            moves=tuple((name, self.moved.index(self.layout.node_index[key])) for name, key in body.moves.items()),
            events=self._events(body.events),
            decides=self._events(body.decides),
            terms=tuple((term, self._columns(mechanism)) for term, mechanism in body.terms.items()),
            gates=gates,
            facts=tuple(_FACTS[body.kind](self.layout, body)),
        )

    def _events(self, ids: tuple[str, ...]) -> tuple[int, ...]:
        return tuple(self.events.index(id) for id in ids if id in self.events)

    def _columns(self, mechanism: str) -> tuple[int, ...]:
        return tuple(k for k, drive in enumerate(self.layout.drives) if drive.mechanism == mechanism)


def _window(layout: Layout, entry) -> tuple[int, int]:
    start = layout.case.setting.calendar.start
    first = 0 if entry.since is None else entry.since.index(start)
    return first, layout.months if entry.until is None else entry.until.index(start)


def _election(layout: Layout, body: Body):
    entry = body.entry
    people = {cell: n for whole in layout.resolver.cells.values() for cell, n in whole.items()}
    threshold = Fraction(str(entry.list_tier.threshold if entry.list_tier else 0)).limit_denominator(FINEST)
    lists = list(entry.lists)
    yield "month", entry.date.index(layout.case.setting.calendar.start)
    yield "lists", entry.lists
    yield "communities", entry.communities
    yield "people", tuple(float(people[place]) for place in entry.communities)
    yield "list_seats", entry.list_tier.seats if entry.list_tier else 0
    yield "rule", entry.list_tier.rule if entry.list_tier else "sainte-lague"
    yield "threshold", (threshold.numerator, threshold.denominator)
    yield "districts", tuple((entry.communities.index(p), n) for p, seats in entry.districts.items() for n in seats)
    yield "wins", tuple((lists.index(win.of), lists.index(win.over)) for win in entry.wins.values())


def _clock(layout: Layout, body: Body):
    entry = body.entry
    yield "day", entry.day
    yield "term", entry.term
    yield "share", entry.share
    yield "assembly", entry.assembly
    held = layout.case.institutions.elections[entry.assembly].lists
    yield "agrees", tuple(list(held).index(one) for one in entry.agrees)


def _contest(layout: Layout, body: Body):
    yield "window", _window(layout, body.entry)
    yield "regions", body.entry.regions
    yield "places", body.entry.places


def _war(layout: Layout, body: Body):
    yield "window", _window(layout, body.entry) if body.entry.since is not None else (layout.months + 1, 0)
    yield "period", body.entry.period
    yield "enemies", len(body.entry.enemies)


def _split(layout: Layout, body: Body):
    yield "window", _window(layout, body.entry)
    yield "communities", body.entry.communities


_FACTS = {"election": _election, "clock": _clock, "contest": _contest, "war": _war, "split": _split}
