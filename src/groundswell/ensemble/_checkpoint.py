"""Checkpoints within long histories of citizens, so that a run which is killed goes on from the middle of one."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

import jax
import numpy as np

from groundswell.ensemble._kept import Kept
from groundswell.ensemble._remember import digest
from groundswell.model import Arm, Lives

if TYPE_CHECKING:
    import zarr

PLACE = "checkpoints"
"""Group of a study's store in which checkpoints stand until the study is done."""

_BROKEN = (ValueError, RuntimeError, OSError, KeyError)
"""What reading a checkpoint raises whose files are torn or gone."""


@dataclass(frozen=True)
class Often:
    """When a checkpoint is made: at the end of every so many months of a history, once so many seconds have passed
    since the last one or since the beginning, in runs of so many citizens at the least."""

    months: int = 12
    seconds: float = 30.0
    citizens: int = 1_000_000


class Begun(NamedTuple):
    """How far a history was run: months, arrays of the state (None where the history is complete), values so far."""

    month: int
    lives: list[np.ndarray] | None
    values: np.ndarray


@dataclass(frozen=True)
class Checkpoints:
    """The checkpoints in a store, of one ensemble whose runs are named by `name`."""

    kept: Kept
    name: str
    often: Often = field(default_factory=Often)

    def worth(self, citizens: int) -> bool:
        """Whether a run of so many citizens is long enough to keep the middle of it."""
        return citizens >= self.often.citizens

    def of(self, arm: Arm, months: int, *what: Any) -> Saver:
        """The checkpoints of one history of so many months."""
        return Saver(self.kept.root.require_group(PLACE), digest(self.name, arm, *what), self.often, months)


class Saver:
    """Checkpoints of one history, of which the last one counts; each is written whole and then marked."""

    def __init__(self, group: zarr.Group, name: str, often: Often, months: int):
        self.group, self.name, self.often, self.months = group, name, often, months
        self.since, self.before = monotonic(), ""

    def next(self, month: int) -> int:
        """The month up to which the next stretch goes."""
        return min(month + self.often.months, self.months)

    def due(self, month: int) -> bool:
        """Whether to make a checkpoint now: what is complete is always kept, since its values are few."""
        return month == self.months or monotonic() - self.since >= self.often.seconds

    def put(self, month: int, lives: Lives | None, values: np.ndarray) -> None:
        """Keep a state and the values (months, nodes, readings) up to it, and let go of the one before it."""
        name = f"{self.name}-{month}"
        here: Any = self.group.create_group(name, overwrite=True)
        leaves = [] if lives is None else [np.asarray(leaf) for leaf in jax.tree.leaves(lives) if leaf.size]
        for number, array in enumerate([values, *leaves]):
            _write(here, str(number), array)
        here.attrs["arrays"] = 1 + len(leaves)
        with suppress(*_BROKEN):
            if self.before:
                del self.group[self.before]
        self.since, self.before = monotonic(), name

    def last(self) -> Begun | None:
        """The furthest checkpoint that is whole, or None."""
        # Every month that could have one is looked for; a list of what is there would stumble over torn files.
        for month in (self.months, *range(self.months - self.months % self.often.months, 0, -self.often.months)):
            with suppress(*_BROKEN):
                name = f"{self.name}-{month}"
                here: Any = self.group[name]
                arrays = [np.asarray(here[str(number)][...]) for number in range(here.attrs["arrays"])]
                self.before = name
                return Begun(month, arrays[1:] or None, arrays[0])
        return None


def forget(kept: Kept) -> None:
    """Remove all checkpoints from a store."""
    if PLACE in kept.root:
        del kept.root[PLACE]


def _write(group: Any, name: str, array: np.ndarray) -> None:
    from zarr.codecs import Crc32cCodec

    array = np.ascontiguousarray(array)
    made = group.create_array(
        name, shape=array.shape, chunks=array.shape, dtype=array.dtype, compressors=(Crc32cCodec(),),
        config={"write_empty_chunks": True},
    )  # fmt: skip
    made[...] = array
