"""Published forms in a compiled theory: which drives may take which, and what they make of the causes.

A published form is computed only for the drives that may take it, and only in readings that may take any.
"""

from typing import NamedTuple

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.forms import PUBLISHED, Shape
from groundswell.model._layout import Layout


class Candidates(NamedTuple):
    """Who may take which published form.

    rows: for each form, the drives (K,) that may take it. slots (S, D): for each drive, where its candidates stand
    when the forms' rows are laid end to end by the forms' names; the end of all where a drive has fewer.
    """

    rows: dict[str, np.ndarray]
    slots: np.ndarray


class Taken(NamedTuple):
    """What readings take: chosen (S, D, R) is 1 for at most one candidate of a drive; own numbers of each form,
    (K, R) each."""

    chosen: Array
    own: dict[str, tuple[Array, ...]]


def candidates(layout: Layout) -> Candidates:
    """The candidates that the case's `forms.yaml` names."""
    rows = {name: np.array(_drives_of(layout, name), np.int32) for name in sorted(layout.case.stand_ins)}
    rows = {name: found for name, found in rows.items() if len(found)}
    flat = [drive for name in rows for drive in rows[name]]
    mine = [[place for place, drive in enumerate(flat) if drive == d] for d in range(len(layout.drives))]
    slots = np.full((max(map(len, mine), default=0), len(mine)), len(flat), np.int32)
    for drive, places in enumerate(mine):
        slots[: len(places), drive] = places
    return Candidates(rows, slots)


def form_of_slot(layout: Layout, found: Candidates) -> list[list[str]]:
    """For each drive, the names of its candidates in the order of its slots."""
    flat = [name for name in found.rows for _ in found.rows[name]]
    return [[flat[place] for place in places if place < len(flat)] for places in found.slots.T]


def _drives_of(layout: Layout, form: str) -> list[int]:
    stands_for = layout.case.stand_ins[form].stands_for
    return [row for row, drive in enumerate(layout.drives) if drive.mechanism in stands_for]


def with_published(
    found: Candidates, taken: Taken, shape: Shape, causes: Array, present: Array, generic: Array
) -> Array:
    """Drives (D, R) with the published form in place where one is taken; causes and present are (slots, D, R)."""
    acts = [
        PUBLISHED[name].acted(causes[:, rows], present[:, rows], _shape_at(shape, rows, taken.own[name]))
        for name, rows in found.rows.items()
    ]
    laid = jnp.concatenate([*acts, jnp.zeros_like(generic[:1])])
    drives = generic * (1 - sum(taken.chosen))
    for slot, places in enumerate(found.slots):
        drives = drives + laid[places] * taken.chosen[slot]
    return drives


def _shape_at(shape: Shape, rows: np.ndarray, own: tuple[Array, ...]) -> Shape:
    return Shape(shape.half_point[rows], shape.tipping_point[rows], shape.steepness[rows], own)
