"""A baseline as a trunk from which arms branch off: months that they share are run once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from threading import Lock

import jax
import jax.numpy as jnp
import numpy as np

from groundswell.ensemble._devices import LANES, Devices
from groundswell.language import Node
from groundswell.model import Arm, Reading, Theory, World, leaves

MOST = 96 * LANES
"""Readings of baselines that are kept; a block of them takes a few megabytes."""


@dataclass(frozen=True)
class Wanted:
    """What is read of a run: its first `months`, of the stored nodes `seen` (U,); `sums` makes formula nodes of them.

    kept: places in `seen` that a trunk keeps; sums: for each node asked for, (places in `kept`, weights).
    """

    months: int
    seen: np.ndarray
    kept: np.ndarray
    sums: tuple[tuple[np.ndarray, np.ndarray], ...]

    @staticmethod
    def of(theory: Theory, nodes: Sequence[Node], months: int, also: Sequence[Node] = ()) -> Wanted:
        """Read formula nodes; `also` are kept besides."""
        every = [theory.rows(node) for node in (*nodes, *also)]
        needed = np.unique(np.concatenate([rows for rows, _ in every])) if every else np.zeros(0, np.int32)
        seen = theory.seen if np.isin(needed, theory.seen).all() else np.arange(len(theory.layout.nodes))
        sums = tuple((np.searchsorted(needed, rows), weights) for rows, weights in every[: len(nodes)])
        return Wanted(months, seen, np.searchsorted(seen, needed), sums)

    @staticmethod
    def everything(theory: Theory, months: int) -> Wanted:
        """Read every stored node."""
        rows = np.arange(len(theory.layout.nodes))
        return Wanted(months, rows, rows, tuple((rows[k : k + 1], np.ones(1, np.float32)) for k in rows))

    def read(self, kept: np.ndarray) -> np.ndarray:
        """Values (nodes, readings, months) from those of the kept stored nodes (months, kept, readings)."""
        found = np.empty((len(self.sums), kept.shape[2], len(kept)), np.float32)
        for number, (places, weights) in enumerate(self.sums):
            total = kept[:, places[0]] * weights[0]
            for place, weight in zip(places[1:], weights[1:], strict=True):
                total = total + kept[:, place] * weight
            found[number] = total.T
        return found


@dataclass(eq=False)
class Trunk:
    """A baseline of one block, as far as it was run.

    worlds: states at the beginning of some steps; kept: values (months, kept nodes, readings) of the first months.
    """

    base: Arm
    arrays: Arm
    rows: np.ndarray
    worlds: dict[int, World]
    kept: np.ndarray = field(repr=False)


class Trunks:
    """The trunks last used, one for each baseline and block."""

    def __init__(self) -> None:
        self._found: OrderedDict[tuple, Trunk] = OrderedDict()
        self._lock = Lock()

    def clear(self) -> None:
        """Drop them all."""
        self._found.clear()

    def find(self, block: Block, base: Arm, numbers: bytes) -> Trunk:
        """The trunk of a block; a new one where there is none or it kept too little."""
        key = (numbers, *(array.tobytes() for array in jax.tree.leaves(base)))
        rows = block.wanted.seen[block.wanted.kept]
        with self._lock:
            found = self._found.get(key)
            if found is None or not np.isin(rows, found.rows).all():
                found = self._found[key] = block.trunk(base)
            self._found.move_to_end(key)
            while len(self._found) * block.devices.width > max(MOST, block.devices.width):
                self._found.popitem(last=False)
        return found


class Block:
    """One block of readings and what is wanted of its runs."""

    def __init__(self, theory: Theory, readings: Reading, wanted: Wanted, devices: Devices):
        self.theory, self.readings, self.wanted, self.devices = theory, readings, wanted, devices

    def trunk(self, base: Arm) -> Trunk:
        """A trunk of which nothing is run."""
        rows, lanes = self.wanted.seen[self.wanted.kept], self.readings.rest.shape[1]
        world = self.devices.begin(self.theory.wiring, self.readings)
        return Trunk(base, jax.device_put(base), rows, {0: world}, np.zeros((0, len(rows), lanes), np.float32))

    @cached_property
    def _seen(self):
        return jnp.asarray(self.wanted.seen, jnp.int32)

    def run(self, trunk: Trunk, arms: Sequence[Arm]) -> list[np.ndarray]:
        """Values (nodes, readings, months) of the trunk and of each arm."""
        months = self.wanted.months
        exits = [min(leaves(trunk.base, arm), months) for arm in arms]
        for step in sorted({*exits, months + 1}):
            self._grow(trunk, step)
        mine = np.searchsorted(trunk.rows, self.wanted.seen[self.wanted.kept])
        base = trunk.kept[:months][:, mine]
        found = [self.wanted.read(base)]
        for arm, exit in zip(arms, exits, strict=True):
            shared = max(exit - 1, 0)
            _, own = self._stretch(jax.device_put(arm), trunk.worlds[exit], exit, months + 1)
            after = self.devices.brought(own, self.wanted.kept)[shared:months]
            found.append(self.wanted.read(np.concatenate([base[:shared], after])))
        return found

    def _grow(self, trunk: Trunk, step: int) -> None:
        """Run the trunk up to the beginning of a step, and keep the state there."""
        if step in trunk.worlds:
            return
        first = max(known for known in trunk.worlds if known < step)
        trunk.worlds[step], seen = self._stretch(trunk.arrays, trunk.worlds[first], first, step)
        known = len(trunk.kept)
        if step - 1 > known:
            places = np.searchsorted(self.wanted.seen, trunk.rows)
            new = self.devices.brought(seen, places)[known : step - 1]
            trunk.kept = np.concatenate([trunk.kept, new])

    def _stretch(self, arm: Arm, world: World, first: int, stop: int):
        return self.devices.stretch(self.theory.wiring, self.readings, arm, self._seen, world, first, stop)
