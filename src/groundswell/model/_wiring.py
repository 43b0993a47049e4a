"""A layout as arrays: the part of a theory that all its readings share."""

from typing import NamedTuple

import numpy as np

from groundswell.model._bodies import Bodies, bodies_of
from groundswell.model._layout import Layout
from groundswell.model._nodes import Parts
from groundswell.model._published import Candidates, candidates
from groundswell.model._rows import Rows, rows


class Wiring(NamedTuple):
    """Index arrays of one theory. N nodes (the first `share_group` long ones are shares), D drives, E events, P pushes.

    slope, offset, is_level: (N,) own scale = slope u + offset, or u / (1 - u) for levels.
    share_group: (shares,) group of each share node; group_rows: members of each group.
    cause_rows: what each cause reads; cause_sign (C,); slots (S, D) causes of each drive, C where empty.
    literal_rows, literal_constant (L,): conditions; gate_slots (G, D), when_slots (W, E): L where empty.
    pulse (D,): 1 where an effect fades by itself.
    event_first, event_explained (E,); event_needs (E,): index of the needed event, E where none.
    driver_path: (months, drivers).
    push_rows: for each node, which sources it sums (weighted by the readings' strengths);
    push_order (P,): number in `layout.pushes` of each row of those strengths.
    node_name: (N,) hashes that name each node's luck. published: the published forms that drives may take.
    bodies: the institutions, or None.
    """

    slope: np.ndarray
    offset: np.ndarray
    is_level: np.ndarray
    share_group: np.ndarray
    group_rows: Rows
    cause_rows: Rows
    cause_sign: np.ndarray
    slots: np.ndarray
    literal_rows: Rows
    literal_constant: np.ndarray
    gate_slots: np.ndarray
    when_slots: np.ndarray
    pulse: np.ndarray
    event_first: np.ndarray
    event_explained: np.ndarray
    event_needs: np.ndarray
    driver_path: np.ndarray
    push_rows: Rows
    push_order: np.ndarray
    node_position: np.ndarray
    node_name: np.ndarray
    published: Candidates
    bodies: Bodies | None = None


def name_hash(name: str) -> int:
    """A 32-bit number that stands for a name in every draw (FNV-1a)."""
    value = 0x811C9DC5
    for byte in name.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def wire(layout: Layout) -> Wiring:
    """Arrays of a layout."""
    scales = np.array([layout.scale(key) for key in layout.nodes])
    signed, level = scales == "signed01", np.isin(scales, ["level", "count", "days"])
    group_names = list(layout.groups)
    shares = [(g, key) for g, name in enumerate(group_names) for key in layout.groups[name]]
    of = {key: g for g, key in shares}
    group_rows, group_position = rows([[(layout.node_index[k], 1.0) for k in layout.groups[n]] for n in group_names])
    share_group = np.array([group_position[of[k]] for k in layout.nodes[: len(of)]], np.int32)
    causes, signs, slots = _causes(layout)
    literals, constants, gates, whens = _conditions(layout)
    push_rows, position, order = _pushes(layout)
    ids = [event.id for event in layout.events]
    return Wiring(
        slope=np.where(signed, 2.0, 1.0).astype(np.float32),
        offset=np.where(signed, -1.0, 0.0).astype(np.float32),
        is_level=level,
        share_group=share_group,
        group_rows=group_rows,
        cause_rows=causes,
        cause_sign=signs,
        slots=slots,
        literal_rows=literals,
        literal_constant=constants,
        gate_slots=gates,
        when_slots=whens,
        pulse=np.array([_is_pulse(layout, d.mechanism) for d in layout.drives], np.float32),
        event_first=np.array([e.first for e in layout.events]),
        event_explained=np.array([e.explained for e in layout.events]),
        event_needs=np.array([ids.index(e.needs) if e.needs else len(ids) for e in layout.events], np.int32),
        driver_path=np.stack([d.path for d in layout.drivers], 1)
        if layout.drivers
        else np.zeros((layout.months, 0), np.float32),
        push_rows=push_rows,
        push_order=order,
        node_position=position,
        node_name=np.array([name_hash(str(key)) for key in layout.nodes], np.uint32),
        published=candidates(layout),
        bodies=bodies_of(layout),
    )


def part_rows(layout: Layout, parts: Parts, coefficient: float = 1.0) -> list[tuple[int, float]]:
    """Stored parts as (row, weight) pairs."""
    return [(layout.node_index[key], coefficient * weight) for key, weight in sorted(parts.items())]


def _causes(layout: Layout) -> tuple[Rows, np.ndarray, np.ndarray]:
    flat = [cause for drive in layout.drives for cause in drive.causes]
    found, position = rows([part_rows(layout, cause.parts) for cause in flat])
    signs = np.zeros(len(flat), np.float32)
    signs[position] = [cause.sign for cause in flat]
    return found, signs, _slots([len(d.causes) for d in layout.drives], position, empty=len(flat))


def _slots(counts: list[int], position: np.ndarray, empty: int) -> np.ndarray:
    """Positions of each owner's items as columns, `empty` where there is none."""
    slots = np.full((max(counts, default=0), len(counts)), empty, np.int32)
    ends = np.cumsum(counts)
    for owner, (count, end) in enumerate(zip(counts, ends, strict=True)):
        slots[:count, owner] = position[end - count : end]
    return slots


def _conditions(layout: Layout) -> tuple[Rows, np.ndarray, np.ndarray, np.ndarray]:
    gates = [lit for d in layout.drives for lit in d.gate]
    whens = [lit for e in layout.events for lit in e.when]
    flat = [*gates, *whens]
    found, position = rows([[r for c, p in lit.terms for r in part_rows(layout, p, c)] for lit in flat])
    constants = np.zeros(len(flat), np.float32)
    constants[position] = [lit.constant for lit in flat]
    gate_slots = _slots([len(d.gate) for d in layout.drives], position[: len(gates)], empty=len(flat))
    when_slots = _slots([len(e.when) for e in layout.events], position[len(gates) :], empty=len(flat))
    return found, constants, gate_slots, when_slots


def _pushes(layout: Layout) -> tuple[Rows, np.ndarray, np.ndarray]:
    """Sources of each node; `order` lists push numbers as they stand, bucket by bucket, in the readings' strengths."""
    into: list[list[tuple[int, float]]] = [[] for _ in layout.nodes]
    numbers: list[list[tuple[int, float]]] = [[] for _ in layout.nodes]
    for number, push in enumerate(layout.pushes):
        node = layout.node_index[push.target.node]
        into[node].append((push.source, 1.0))
        numbers[node].append((number, 1.0))
    found, position = rows(into)
    order = [index.ravel() for index in rows(numbers)[0].index]
    return found, position.astype(np.int32), np.concatenate(order) if order else np.zeros(0, np.int32)


def _is_pulse(layout: Layout, mechanism: str) -> bool:
    condition = layout.case.conditions.get(mechanism)
    return bool(condition and condition.pulse)
