"""Runs with communities resolved into citizens, or in weekly steps: as many readings at once as suit the size."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import jax
import numpy as np

from groundswell.citizens import numbers
from groundswell.ensemble._devices import Devices
from groundswell.ensemble._hands import processors
from groundswell.model import Arm, Reading, Theory, lanes, own_pushes, populace, settle, simulate_populated

if TYPE_CHECKING:
    from groundswell.ensemble._branches import Wanted

STEPS = {"month": 1, "week": 4}
"""Steps in a month; a week is a quarter of one."""


class Resolved:
    """A theory at one resolution and step. Raises ValueError for a resolution or a step that is not known."""

    def __init__(self, theory: Theory, resolution: int | str, step: str, devices: Devices):
        if step not in STEPS:
            raise ValueError(f"a step is {' or '.join(STEPS)}, and not {step!r}")
        self.theory, self.steps = theory, STEPS[step]
        self.devices = devices
        self.populace = populace(theory, resolution, devices.room)
        self.lanes = lanes(max((one.people for one in self.populace.communities), default=1))
        self.own = own_pushes(theory, self.populace)
        self.numbers = tuple(numbers(one) for one in self.populace.communities)

    @property
    def digest(self) -> str:
        """What decides a run besides the theory and the readings."""
        return f"{self.populace} in {self.steps} steps a month"

    def block(self, readings: Reading, index: np.ndarray, wanted: Wanted, arms: Sequence[Arm]) -> list[np.ndarray]:
        """Values (nodes, readings, months) of a block under each arm. Readings that only fill the block are not run."""
        if readings.swap is not None:
            raise ValueError("theories that are shuffled lane by lane have no citizens; run them at resolution 1")
        real = 1 + int(np.flatnonzero(np.append(True, index[1:] != index[:-1]))[-1])
        parts = [slice(begin, begin + self.lanes) for begin in range(0, real, self.lanes)]
        with ThreadPoolExecutor(1 if self.devices.accelerated else processors()) as pool:
            found = list(pool.map(lambda part: self._part(readings, part, wanted, arms), parts))
        fill = np.minimum(np.arange(len(index)), real - 1)
        return [wanted.read(np.concatenate(one, axis=2)[..., fill]) for one in zip(*found, strict=True)]

    def _part(self, readings: Reading, part: slice, wanted: Wanted, arms: Sequence[Arm]) -> list[np.ndarray]:
        """Values (months, kept nodes, readings) of a part of a block; all arms meet the same citizens."""
        reading, wiring = jax.tree.map(lambda array: array[..., part], readings), self.theory.wiring
        fixed = settle(wiring, reading, self.numbers, self.populace, self.steps)
        found = []
        for arm in arms:
            first = {name: getattr(arm, name)[: wanted.months] for name in ("on", "event_on", "event_open")}
            values = simulate_populated(
                wiring, fixed, arm._replace(**first), wanted.seen, self.own, self.populace, self.steps
            )
            found.append(np.asarray(values)[:, wanted.kept])
        return found


def resolved(theory: Theory, resolution: int | str, step: str, devices: Devices) -> Resolved | None:
    """What runs a theory with citizens or in short steps; None where the mean field in monthly steps does."""
    return None if (resolution, step) == (1, "month") else Resolved(theory, resolution, step, devices)
