"""Run any number of readings under an arm, in blocks of one fixed size, on every processor of the machine."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any

import numpy as np

from groundswell.ensemble._branches import Block, Trunks, Wanted
from groundswell.ensemble._hands import Hands, Threads
from groundswell.ensemble._kept import Compute, Kept, blocks_of
from groundswell.ensemble._readings import Drawer
from groundswell.ensemble._remember import digest, remembered, theory_digest
from groundswell.ensemble._resolved import resolved
from groundswell.language import Node
from groundswell.model import Arm, Reading, Theory

LANES = 128
"""Readings in one block. A block always has this size, so a reading's bits do not depend on who runs beside it."""


class Ensemble:
    """Readings of one theory under one seed.

    `alter` turns a block's readings into another theory's (null theories use it); it must be a pure function of the
    readings and their numbers. `kept` is the store in which results are looked up and put, or None;
    `hands` run the blocks (default: every processor of this machine). `resolution` is the number of citizens of each
    community, or `1:1`; `step` is month or week. `forms` says what readings draw their forms from, one of FORMS.
    """

    def __init__(
        self,
        theory: Theory,
        seed: int,
        alter: Callable[[Reading, np.ndarray], Reading] | None = None,
        kept: Kept | None = None,
        hands: Hands | None = None,
        resolution: int | str = 1,
        step: str = "month",
        forms: str = "generic",
    ):
        self.theory = theory
        self.resolution, self.step = resolution, step
        self.resolved = resolved(theory, resolution, step)
        self.seed = seed
        self.alter = alter
        self.kept = kept
        self.hands: Hands = hands or Threads()
        self.forms = forms
        self.drawer = Drawer(theory, forms)
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
        remember: bool = False,
    ) -> list[np.ndarray]:
        """Values (nodes, readings, months) under a baseline and under arms that leave it: the baseline's come first.

        Months that an arm shares with its baseline are run once, and the baseline is kept for the next call, which
        may ask for the nodes in `also` too. `remember` looks up and puts the values into the store. The bits are those
        of `run`.
        """
        wanted = Wanted.of(self.theory, nodes, self._months(months), also)
        if self.kept is None or not remember:
            return self._together(wanted, base, arms, index, kept=True)
        runs = [base, *arms]
        what = [str(node) for node in nodes]
        names = [digest(self.digest, base, arm, *what, str(wanted.months)) for arm in runs]
        if len(set(names)) < len(names):  # an arm that changes nothing here is read where its like is
            own = sorted({names.index(name) for name in names})
            found = self.branches(base, [arms[k - 1] for k in own if k], nodes, index, months, also, remember)
            return [found[own.index(names.index(name))] for name in names]
        words = [{"holds": "values (reading, node, month)", "nodes": what, "months": wanted.months} for _ in runs]

        def traces(block: np.ndarray, asked: list[int]) -> list[np.ndarray]:
            found = self._together(wanted, base, [runs[k] for k in asked if k], block, kept=True)
            return found if 0 in asked else found[1:]

        return remembered(self.kept, names, words, index, self.hands.count, traces)

    def rows(self, name: str, words: dict[str, Any], index: np.ndarray, compute: Compute) -> np.ndarray:
        """Rows (R, ...) of the readings `index` (R,), computed block by block on every processor or found in the store.

        `name` must stand for everything besides the ensemble that decides the rows (see `digest`).
        """
        with ThreadPoolExecutor(self.hands.count) as pool:
            if self.kept is not None:
                return self.kept.rows(digest(self.digest, name), words, index, compute, pool.map)
            numbers, places = np.unique(index, return_inverse=True)
            return np.concatenate(list(pool.map(compute, blocks_of(numbers))))[places]

    @cached_property
    def digest(self) -> str:
        """A name for the theory, the seed and the alteration: what decides every run of this ensemble."""
        plain = digest(theory_digest(self.theory, self.drawer, self.seed, self.alter), self.forms)
        return plain if self.resolved is None else digest(plain, self.resolved.digest)

    def _months(self, months: int | None) -> int:
        whole = self.theory.layout.months
        return whole if months is None else min(months, whole)

    def _together(self, wanted: Wanted, base: Arm, arms: Sequence[Arm], index: np.ndarray, kept: bool) -> list[Any]:
        """Every block through the baseline and the arms; then the blocks joined."""
        blocks = [_filled(np.asarray(index[k : k + LANES])) for k in range(0, len(index), LANES)]

        done = self.hands.blocks(run_block, (self, wanted, base, tuple(arms), kept), blocks)
        return [np.concatenate(parts, axis=1)[:, : len(index)] for parts in zip(*done, strict=True)]

    def __getstate__(self) -> dict[str, Any]:
        """What travels to a worker: the theory and how readings are drawn, and nothing that is only kept."""
        how = {"resolution": self.resolution, "step": self.step, "forms": self.forms}
        return {"theory": self.theory, "seed": self.seed, "alter": self.alter, **how}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)


def run_block(shared: tuple[Ensemble, Wanted, Arm, Sequence[Arm], bool], numbers: np.ndarray) -> list[np.ndarray]:
    """One block through a baseline and the arms that leave it; `shared` is what all blocks have in common."""
    ensemble, wanted, base, arms, kept = shared
    if ensemble.resolved is not None:
        return ensemble.resolved.block(ensemble.readings(numbers), numbers, wanted, (base, *arms))
    block = Block(ensemble.theory, ensemble.readings(numbers), wanted)
    trunk = ensemble._trunks.find(block, base, numbers.tobytes()) if kept else block.trunk(base)
    return block.run(trunk, arms)


def _filled(block: np.ndarray) -> np.ndarray:
    """A block of full size; the places over are taken by its last reading."""
    return np.concatenate([block, np.repeat(block[-1:], LANES - len(block))])
