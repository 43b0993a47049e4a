"""Runs with communities resolved into citizens, or in weekly steps: as many readings at once as suit the size."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import jax
import numpy as np

from groundswell.citizens import numbers
from groundswell.ensemble._checkpoint import Checkpoints
from groundswell.ensemble._devices import Devices
from groundswell.ensemble._hands import processors
from groundswell.model import (
    Arm,
    Fixed,
    Lives,
    Reading,
    Theory,
    begin_populated,
    begin_populated_spread,
    lanes,
    own_pushes,
    populace,
    settle,
    settle_spread,
    stretch_populated,
    stretch_populated_spread,
)

if TYPE_CHECKING:
    from groundswell.ensemble._branches import Wanted

STEPS = {"month": 1, "week": 4}
"""Steps in a month; a week is a quarter of one."""


class Resolved:
    """A theory at one resolution and step. Raises ValueError for a resolution or a step that is not known."""

    def __init__(self, theory: Theory, resolution: int | str, step: str, devices: Devices):
        if step not in STEPS:
            raise ValueError(f"a step is {' or '.join(STEPS)}, and not {step!r}")
        self.theory, self.steps, self.devices = theory, STEPS[step], devices
        self.populace = populace(theory, resolution, devices.room, len(devices.all))
        self.people = sum(one.people for one in self.populace.communities)
        self.lanes = lanes(max((one.people for one in self.populace.communities), default=1), devices.accelerated)
        self.threads = 1 if devices.accelerated or devices.several else processors()
        self.own = own_pushes(theory, self.populace)
        self.numbers = tuple(numbers(one) for one in self.populace.communities)
        # Devices that wait for one another must all be at the same run.
        self._turn = Lock()

    @property
    def digest(self) -> str:
        """What decides a run besides the theory and the readings."""
        return f"{self.populace[:3]} in {self.steps} steps a month"

    def block(
        self,
        readings: Reading,
        index: np.ndarray,
        wanted: Wanted,
        arms: Sequence[Arm],
        checkpoints: Checkpoints | None = None,
    ) -> list[np.ndarray]:
        """Values (nodes, readings, months) of a block under each arm. Readings that only fill the block are not run."""
        if readings.swap is not None:
            raise ValueError("theories that are shuffled lane by lane have no citizens; run them at resolution 1")
        real = 1 + int(np.flatnonzero(np.append(True, index[1:] != index[:-1]))[-1])
        parts = [slice(begin, begin + self.lanes) for begin in range(0, real, self.lanes)]

        def one(part: slice) -> list[np.ndarray]:
            run = _Part(self, jax.tree.map(lambda array: array[..., part], readings), wanted, checkpoints)
            return [run.values(arm, index[part]) for arm in arms]

        with ThreadPoolExecutor(self.threads) as pool:
            found = list(pool.map(one, parts))
        fill = np.minimum(np.arange(len(index)), real - 1)
        return [wanted.read(np.concatenate(one, axis=2)[..., fill]) for one in zip(*found, strict=True)]


class _Part:
    """Some readings of a block; all arms meet the same citizens."""

    def __init__(self, resolved: Resolved, reading: Reading, wanted: Wanted, checkpoints: Checkpoints | None):
        self.resolved, self.reading, self.wanted, self.checkpoints = resolved, reading, wanted, checkpoints

    def values(self, arm: Arm, index: np.ndarray) -> np.ndarray:
        """Values (months, kept nodes, readings), run in stretches from the last checkpoint on."""
        wanted, steps, readings = self.wanted, self.resolved.steps, self.reading.rest.shape[1]
        saver = None
        if self.checkpoints and self.checkpoints.worth(self.resolved.people * readings):
            rows = wanted.seen[wanted.kept]
            saver = self.checkpoints.of(arm, wanted.months, index, rows)
        values = np.zeros((wanted.months, len(wanted.kept), readings), np.float32)
        begun = saver.last() if saver else None
        if begun is not None and begun.lives is None:
            return begun.values
        month, lives = 0, None
        if begun is not None:
            month, lives, values = begun.month, begun.lives, begun.values
        lives = self._begin() if lives is None else self._restored(lives)
        while month < wanted.months:
            until = saver.next(month) if saver else wanted.months
            # The first stretch looks at the end of no month at its first step, every other at that of the one before.
            begin, stop = (month * steps + 1 if month else 0), until * steps + 1
            lives, seen = self._stretch(arm, lives, begin, stop)
            values[month:until] = self.resolved.devices.brought(seen, wanted.kept)[month:until]
            month = until
            if saver and saver.due(month):
                saver.put(month, None if month == wanted.months else lives, values)
        return values

    @cached_property
    def fixed(self) -> Fixed:
        """The citizens, born when they are needed."""
        given = self.resolved.theory.wiring, self.reading, self.resolved.numbers
        given = (*given, self.resolved.populace, self.resolved.steps)
        if self.resolved.devices.several:
            return settle_spread(self.resolved.devices.mesh, *given)
        return settle(*given)

    def _begin(self) -> Lives:
        wiring, people = self.resolved.theory.wiring, self.resolved.populace
        if self.resolved.devices.several:
            return begin_populated_spread(self.resolved.devices.mesh, wiring, self.fixed, people)
        return begin_populated(wiring, self.fixed, people)

    def _restored(self, leaves: Sequence[np.ndarray]) -> Lives:
        """A state from its arrays, in the shape and in the places of a new one."""
        like, shape = jax.tree.flatten(self._begin())
        arrays = iter(leaves)
        found = [jax.device_put(next(arrays), one.sharding) if one.size else one for one in like]
        return jax.tree.unflatten(shape, found)

    def _stretch(self, arm: Arm, lives: Lives, begin: int, stop: int) -> tuple[Lives, jax.Array]:
        wanted, resolved = self.wanted, self.resolved
        given = resolved.theory.wiring, self.fixed, arm, wanted.seen, resolved.own, lives
        given = (*given, np.int32(begin), np.int32(stop), resolved.populace, resolved.steps)
        if not resolved.devices.several:
            return stretch_populated(*given)
        with resolved._turn:
            return jax.block_until_ready(stretch_populated_spread(resolved.devices.mesh, *given))


def resolved(theory: Theory, resolution: int | str, step: str, devices: Devices) -> Resolved | None:
    """What runs a theory with citizens or in short steps; None where the mean field in monthly steps does."""
    return None if (resolution, step) == (1, "month") else Resolved(theory, resolution, step, devices)
