"""Run any number of readings under an arm, in blocks of one fixed size, on every processor of the machine."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import jax
import numpy as np

from groundswell.ensemble._readings import Drawer
from groundswell.language import Node
from groundswell.model import Arm, Reading, Rows, Theory, simulate

LANES = 128
"""Readings in one block. A block always has this size, so a reading's bits do not depend on who runs beside it."""


class Ensemble:
    """Readings of one theory under one seed.

    `alter` turns a block's readings into another theory's (null theories use it); it must be a pure function of the
    readings and their numbers. `forms` says what readings draw their forms from, one of FORMS.
    """

    def __init__(
        self,
        theory: Theory,
        seed: int,
        alter: Callable[[Reading, np.ndarray], Reading] | None = None,
        forms: str = "generic",
    ):
        self.theory = theory
        self.seed = seed
        self.alter = alter
        self.drawer = Drawer(theory, forms)
        self._blocks: dict[bytes, Reading] = {}

    def readings(self, index: np.ndarray) -> Reading:
        """The block of readings with these numbers (LANES,); blocks are kept, since every arm needs them again."""
        key = index.tobytes()
        if key not in self._blocks:
            drawn = self.drawer(self.seed, index)
            self._blocks[key] = self.alter(drawn, index) if self.alter else drawn
        return self._blocks[key]

    def forget(self) -> None:
        """Drop the kept blocks."""
        self._blocks.clear()

    def run(self, arm: Arm, nodes: Sequence[Node], index: np.ndarray, months: int | None = None) -> np.ndarray:
        """Values (nodes, readings, months), own scales, of the readings with numbers `index` under an arm.

        `months` cuts the run short (default: the whole calendar).
        """
        return self._run(arm, self.theory.record(nodes), index, months)[: len(nodes)]

    def run_stored(self, arm: Arm, index: np.ndarray, months: int | None = None) -> np.ndarray:
        """Values (stored nodes, readings, months) in the layout's order."""
        return self._run(arm, self.theory.record_stored(), index, months)

    def _run(self, arm: Arm, record: Rows, index: np.ndarray, months: int | None) -> np.ndarray:
        arm = arm._replace(on=arm.on[:months], event_on=arm.event_on[:months], event_open=arm.event_open[:months])
        arm = jax.device_put(arm)
        blocks = [_filled(index[k : k + LANES]) for k in range(0, len(index), LANES)]

        def one(block: np.ndarray) -> np.ndarray:
            seen = simulate(self.theory.wiring, self.readings(block), arm, record)
            return np.asarray(seen).transpose(1, 2, 0)

        with ThreadPoolExecutor(processors()) as pool:
            done = list(pool.map(one, blocks))
        return np.concatenate(done, axis=1)[:, : len(index)]


def _filled(block: np.ndarray) -> np.ndarray:
    """A block of full size; the places over are taken by its last reading."""
    return np.concatenate([block, np.repeat(block[-1:], LANES - len(block))])


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
