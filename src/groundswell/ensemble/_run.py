"""Run any number of readings under an arm, in blocks of one fixed size, on every processor of the machine."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any

import numpy as np

from groundswell.ensemble._branches import Block, Trunks, Wanted
from groundswell.ensemble._checkpoint import Checkpoints, Often
from groundswell.ensemble._devices import Devices
from groundswell.ensemble._hands import Hands, Threads
from groundswell.ensemble._kept import Compute, Kept, blocks_of
from groundswell.ensemble._meter import METER, VERDICT
from groundswell.ensemble._readings import Drawer
from groundswell.ensemble._remember import digest, remembered, theory_digest
from groundswell.ensemble._resolved import resolved
from groundswell.ensemble._shelf import CHUNK
from groundswell.forms import FormFailed
from groundswell.language import Node
from groundswell.model import Arm, Layout, Reading, Theory


class Ensemble:
    """Readings of one theory under one seed.

    `alter` turns a block's readings into another theory's (null theories use it); it must be a pure function of the
    readings and their numbers. `kept` is the store in which results are looked up and put, or None;
    `hands` run the blocks (default: every processor of this machine). `resolution` is the number of citizens of each
    community, or `1:1`; `step` is month or week. `forms` says what readings draw their forms from, one of FORMS.
    `devices` share every block (default: all that JAX finds). `often` says how often a long history of citizens is kept
    in the store while it runs.
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
        devices: Devices | None = None,
        often: Often | None = None,
    ):
        self.theory = theory
        self.devices = devices or Devices()
        self.resolution, self.step = resolution, step
        self.resolved = resolved(theory, resolution, step, self.devices)
        self.seed = seed
        self.alter = alter
        self.kept, self.often = kept, often or Often()
        self.hands: Hands = hands or Threads()
        self.forms = forms
        self.drawer = Drawer(theory, forms)
        self._blocks: dict[bytes, Reading] = {}
        self._trunks = Trunks()

    def readings(self, index: np.ndarray) -> Reading:
        """The readings with these numbers; blocks are kept, since every arm needs them again."""
        key = index.tobytes()
        if key not in self._blocks:
            drawn = self.drawer(self.seed, index)
            self._blocks[key] = self.alter(drawn, index) if self.alter else drawn
        return self._blocks[key]

    def spread(self, index: np.ndarray) -> Reading:
        """The readings of a whole block, each device's drawn by itself and held by it."""
        if not self.devices.several:
            return self.readings(index)
        key = b"spread" + index.tobytes()
        if key not in self._blocks:
            each = np.split(index, len(self.devices.all))
            self._blocks[key] = self.devices.joined([self.readings(part) for part in each])
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

        return remembered(self.kept, names, words, index, self.hands.count * self._chunks, traces)

    def rows(self, name: str, words: dict[str, Any], index: np.ndarray, compute: Compute) -> np.ndarray:
        """Rows (R, ...) of the readings `index` (R,), computed block by block on every processor or found in the store.

        `name` must stand for everything besides the ensemble that decides the rows (see `digest`).
        """

        def measured(block: np.ndarray) -> np.ndarray:
            with METER.phase(VERDICT):
                return compute(block)

        with ThreadPoolExecutor(self.hands.count) as pool:

            def each(compute: Compute, blocks: list[np.ndarray]) -> Iterator[np.ndarray]:
                """As many chunks at once as make a block of the devices."""
                wide = [blocks[k : k + self._chunks] for k in range(0, len(blocks), self._chunks)]
                for parts, found in zip(wide, pool.map(compute, map(np.concatenate, wide)), strict=True):
                    yield from np.split(found, np.cumsum([len(part) for part in parts])[:-1])

            if self.kept is not None:
                return self.kept.rows(digest(self.digest, name), words, index, measured, each)
            numbers, places = np.unique(index, return_inverse=True)
            return np.concatenate(list(each(measured, blocks_of(numbers))))[places]

    @property
    def _chunks(self) -> int:
        """Chunks of the store that make a block of the devices."""
        return max(self.devices.width // CHUNK, 1)

    @cached_property
    def digest(self) -> str:
        """A name for the theory, the seed and the alteration: what decides every run of this ensemble."""
        plain = digest(theory_digest(self.theory, self.drawer, self.seed, self.alter), self.forms)
        return plain if self.resolved is None else digest(plain, self.resolved.digest)

    @cached_property
    def checkpoints(self) -> Checkpoints | None:
        """Where the middle of a long history is kept; nowhere without a store."""
        return None if self.kept is None else Checkpoints(self.kept, self.digest, self.often)

    def _months(self, months: int | None) -> int:
        whole = self.theory.layout.months
        return whole if months is None else min(months, whole)

    def _together(self, wanted: Wanted, base: Arm, arms: Sequence[Arm], index: np.ndarray, kept: bool) -> list[Any]:
        """Every block through the baseline and the arms; then the blocks joined."""
        width = self.devices.width
        blocks = [np.asarray(index[k : k + width]) for k in range(0, len(index), width)]
        done = self.hands.blocks(run_block, (self, wanted, base, tuple(arms), kept), blocks)
        return [np.concatenate(parts, axis=1) for parts in zip(*done, strict=True)]

    def __getstate__(self) -> dict[str, Any]:
        """What travels to a worker: the theory and how readings are drawn, and nothing that is only kept."""
        how = {"resolution": self.resolution, "step": self.step, "forms": self.forms}
        return {"theory": self.theory, "seed": self.seed, "alter": self.alter, **how}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(**state)


def run_block(shared: tuple[Ensemble, Wanted, Arm, Sequence[Arm], bool], numbers: np.ndarray) -> list[np.ndarray]:
    """Some readings through a baseline and the arms that leave it; `shared` is what all blocks have in common.

    A block was cut by whoever hands it out, whose devices may be others than those here. Raises FormFailed, with the
    entries that may take the form, where one raises.
    """
    ensemble, width = shared[0], shared[0].devices.width
    try:
        parts = [_whole_block(*shared, numbers[k : k + width]) for k in range(0, len(numbers), width)]
    except FormFailed as failed:
        mechanisms = taking(ensemble.theory.layout, failed.form)
        raise FormFailed(failed.form, failed.problem, mechanisms) from failed.problem
    return parts[0] if len(parts) == 1 else [np.concatenate(one, axis=1) for one in zip(*parts, strict=True)]


def _whole_block(
    ensemble: Ensemble, wanted: Wanted, base: Arm, arms: Sequence[Arm], kept: bool, some: np.ndarray
) -> list[np.ndarray]:
    numbers = ensemble.devices.filled(some)
    if ensemble.resolved is not None:
        found = ensemble.resolved.block(
            ensemble.readings(numbers), numbers, wanted, (base, *arms), ensemble.checkpoints
        )
    else:
        block = Block(ensemble.theory, ensemble.spread(numbers), wanted, ensemble.devices)
        trunk = ensemble._trunks.find(block, base, numbers.tobytes()) if kept else block.trunk(base)
        found = block.run(trunk, arms)
    return [values[:, : len(some)] for values in found]


def taking(layout: Layout, form: str) -> tuple[str, ...]:
    """Ids of the mechanisms and assumptions that may take a form; every one of them may take a generic form."""
    running = tuple(dict.fromkeys(drive.mechanism for drive in layout.drives))
    if form not in layout.case.stand_ins:
        return running
    return tuple(one for one in running if one in layout.case.stand_ins[form].stands_for)
