"""Run any number of readings under an arm, in blocks of one fixed size, on every processor of the machine."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from groundswell.ensemble._branches import Block, Trunks, Wanted
from groundswell.ensemble._readings import Drawer
from groundswell.language import Node
from groundswell.model import Arm, Reading, Theory

LANES = 128
"""Readings in one block. A block always has this size, so a reading's bits do not depend on who runs beside it."""


class Ensemble:
    """Readings of one theory under one seed.

    `alter` turns a block's readings into another theory's (null theories use it); it must be a pure function of the
    readings and their numbers.
    """

    def __init__(self, theory: Theory, seed: int, alter: Callable[[Reading, np.ndarray], Reading] | None = None):
        self.theory = theory
        self.seed = seed
        self.alter = alter
        self.drawer = Drawer(theory)
        self._blocks: dict[bytes, Reading] = {}
        self._trunks = Trunks()

    def readings(self, index: np.ndarray) -> Reading:
        """The block of readings with these numbers (LANES,); blocks are kept, since every arm needs them again."""
        key = index.tobytes()
        if key not in self._blocks:
            drawn = self.drawer(self.seed, index)
            self._blocks[key] = self.alter(drawn, index) if self.alter else drawn
        return self._blocks[key]

    def forget(self) -> None:
        """Drop the kept blocks and baselines."""
        self._blocks.clear()
        self._trunks.clear()

    def run(self, arm: Arm, nodes: Sequence[Node], index: np.ndarray, months: int | None = None) -> np.ndarray:
        """Values (nodes, readings, months), own scales, of the readings with numbers `index` under an arm.

        `months` cuts the run short (default: the whole calendar).
        """
        return self._together(Wanted.of(self.theory, nodes, self._months(months)), arm, (), index, kept=False)[0]

    def run_stored(self, arm: Arm, index: np.ndarray, months: int | None = None) -> np.ndarray:
        """Values (stored nodes, readings, months) in the layout's order."""
        return self._together(Wanted.everything(self.theory, self._months(months)), arm, (), index, kept=False)[0]

    def branches(
        self,
        base: Arm,
        arms: Sequence[Arm],
        nodes: Sequence[Node],
        index: np.ndarray,
        months: int | None = None,
        also: Sequence[Node] = (),
    ) -> list[np.ndarray]:
        """Values (nodes, readings, months) under a baseline and under arms that leave it: the baseline's come first.

        Months that an arm shares with its baseline are run once, and the baseline is kept for the next call, which
        may ask for the nodes in `also` too. The bits are those of `run`.
        """
        wanted = Wanted.of(self.theory, nodes, self._months(months), also)
        return self._together(wanted, base, arms, index, kept=True)

    def _months(self, months: int | None) -> int:
        whole = self.theory.layout.months
        return whole if months is None else min(months, whole)

    def _together(self, wanted: Wanted, base: Arm, arms: Sequence[Arm], index: np.ndarray, kept: bool) -> list[Any]:
        """Every block through the baseline and the arms; then the blocks joined."""
        blocks = [_filled(np.asarray(index[k : k + LANES])) for k in range(0, len(index), LANES)]

        def one(numbers: np.ndarray) -> list[np.ndarray]:
            block = Block(self.theory, self.readings(numbers), wanted)
            trunk = self._trunks.find(block, base, numbers.tobytes()) if kept else block.trunk(base)
            return block.run(trunk, arms)

        with ThreadPoolExecutor(processors()) as pool:
            done = list(pool.map(one, blocks))
        return [np.concatenate(parts, axis=1)[:, : len(index)] for parts in zip(*done, strict=True)]


def _filled(block: np.ndarray) -> np.ndarray:
    """A block of full size; the places over are taken by its last reading."""
    return np.concatenate([block, np.repeat(block[-1:], LANES - len(block))])


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
