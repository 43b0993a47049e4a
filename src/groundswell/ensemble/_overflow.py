"""Readings that leave the range of numbers: found, named, and kept from spoiling the others of their block."""

from __future__ import annotations

from dataclasses import dataclass

import jax
import numpy as np

from groundswell.ensemble._run import Ensemble
from groundswell.model import Arm


@dataclass(frozen=True)
class Overflow:
    """Where a reading left the range of numbers, or where its numbers stopped being any.

    run: the baseline, or claim and arm. month and node: None where the compiled program's own stored nodes stay finite.
    cause: the entry whose number is the largest there, in words; form: the one that it takes in this reading.
    """

    reading: int
    run: str
    month: str | None = None
    node: str | None = None
    cause: str | None = None
    form: str | None = None

    def __str__(self) -> str:
        if self.node is None:
            return f"reading {self.reading} in {self.run}"
        by = "" if self.cause is None else f", pushed by {self.cause}"
        form = "" if self.form is None else f" in the form '{self.form}'"
        return f"reading {self.reading} in {self.run}: {self.node} in {self.month}{by}{form}"


def finite(values: np.ndarray) -> np.ndarray:
    """(readings,) whether all values (nodes, readings, months) of a reading are finite numbers."""
    return np.all(np.isfinite(values), axis=(0, 2))


def overflow(ensemble: Ensemble, run: str, arm: Arm, reading: int) -> Overflow:
    """Run one reading again, every stored node of it, and name where it goes wrong first.

    Among what moves the node that fails, the cause is what this reading draws largest.
    """
    layout = ensemble.theory.layout
    seen = ensemble.run_stored(arm, np.array([reading]))[:, 0]
    wrong = ~np.isfinite(seen)
    if not wrong.any():
        return Overflow(reading, run)
    month = int(np.argmax(wrong.any(axis=0)))
    node = int(np.argmax(wrong[:, month]))
    cause, form = _cause(ensemble, reading, node)
    name = str(layout.case.setting.calendar.start.plus(month))
    return Overflow(reading, run, name, str(layout.nodes[node]), cause, form)


def _cause(ensemble: Ensemble, reading: int, node: int) -> tuple[str | None, str | None]:
    """What acts on a node in a reading with the largest number: words for it, and its form where it has one."""
    theory, layout = ensemble.theory, ensemble.theory.layout
    drawn = jax.tree.map(np.asarray, ensemble.readings(ensemble.devices.filled(np.array([reading]))))
    found: list[tuple[float, str, int | None]] = [
        (_size(drawn.rest[node, 0]), "its resting state", None),
        (_size(drawn.chance[node, 0]), "chance", None),
    ]
    for row, number in enumerate(theory.wiring.push_order):
        push = layout.pushes[number]
        if push.target.node == layout.nodes[node]:
            drive = push.source if push.kind == "mechanism" else None
            found.append((_size(drawn.push[row, 0]), push.mechanism, drive))
    _, cause, drive = max(found, key=lambda one: one[0])
    if drive is None:
        return cause, None
    names, _ = ensemble.drawer.choices(ensemble.seed, np.array([reading]), drive)
    return cause, str(names[0])


def _size(number: float) -> float:
    return abs(float(number)) if np.isfinite(number) else float("inf")
