"""What was computed once is kept: rows by reading, on a shelf that a kill at any instant leaves sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from groundswell.ensemble._away import Away, AwayShelf
from groundswell.ensemble._meter import METER, STORE
from groundswell.ensemble._shelf import CHUNK, Chunk, Shelf, ZarrShelf

if TYPE_CHECKING:
    import zarr

Compute = Callable[[np.ndarray], np.ndarray]
"""Reading numbers (n,), n at most CHUNK -> rows (n, ...) float32."""

Each = Callable[[Compute, list[np.ndarray]], Iterable[np.ndarray]]
"""Applies a function to blocks of reading numbers and gives the results in the blocks' order."""


class Kept:
    """Tables of rows by reading number, one table for each thing that was asked.

    They are groups of the local store `root`, or folders of a store `away`; checkpoints, which go again, stay here.
    """

    def __init__(self, root: zarr.Group, away: Away | None = None):
        self.root, self.away = root, away
        self.chunks = {"read": 0, "written": 0}
        """Chunks that were found here and that were added, so far."""
        self._last: tuple[str, Table] | None = None

    def table(self, name: str, words: Mapping[str, Any]) -> Table:
        """The table of this name, empty where it is new; `words` says in plain data what it holds.

        The one asked for last is at hand, since a drawing asks for its own again and again.
        """
        if self._last is None or self._last[0] != name:
            with METER.phase(STORE):
                self._last = name, Table(self._shelf(name, words), self.chunks)
        return self._last[1]

    def _shelf(self, name: str, words: Mapping[str, Any]) -> Shelf:
        return ZarrShelf(self.root, name, words) if self.away is None else AwayShelf(self.away, name, words)

    def rows(self, name: str, words: Mapping[str, Any], index: np.ndarray, compute: Compute, each: Each) -> np.ndarray:
        """Rows (R, ...) of the readings `index` (R,), computed where the table `name` lacks them.

        Raises OSError where the store cannot be written.
        """
        table = self.table(name, words)
        blocks = blocks_of(table.lacks(index))
        for place, (block, rows) in enumerate(zip(blocks, each(compute, blocks), strict=True)):
            table.add(block, rows, room_for=len(blocks) - place)
        return table.take(index)


def blocks_of(index: np.ndarray) -> list[np.ndarray]:
    """Reading numbers in blocks of at most CHUNK."""
    return [index[k : k + CHUNK] for k in range(0, len(index), CHUNK)]


class Table:
    """One table, read once and added to chunk by chunk; `counted` counts chunks read and written."""

    def __init__(self, shelf: Shelf, counted: dict[str, int]):
        self.shelf, self.counted = shelf, counted
        self.chunks: list[Chunk] = list(shelf.found())
        counted["read"] += len(self.chunks)

    @property
    def numbers(self) -> np.ndarray:
        """Numbers of the readings that are here."""
        return np.concatenate([np.zeros(0, int), *(numbers for numbers, _ in self.chunks)])

    def lacks(self, index: np.ndarray) -> np.ndarray:
        """Numbers of the readings among `index` that are not here, each once and in order."""
        wanted = np.unique(index)
        return wanted[~np.isin(wanted, self.numbers)]

    def add(self, numbers: np.ndarray, rows: np.ndarray, room_for: int) -> None:
        """Write one chunk, of which so many are about to come."""
        values = np.ascontiguousarray(rows, np.float32)
        with METER.phase(STORE):
            self.shelf.put(numbers, values, room_for)
        self.chunks.append((numbers, values))
        self.counted["written"] += 1

    def take(self, index: np.ndarray) -> np.ndarray:
        """Rows in the order of `index`, in which a number may stand more than once."""
        numbers = self.numbers
        values = np.concatenate([rows for _, rows in self.chunks])
        order = np.argsort(numbers, kind="stable")
        return values[order[np.searchsorted(numbers[order], index)]]


def opened(folder: str | Path, away: Away | None = None) -> Kept:
    """The store in a local folder, made if need be; its tables lie `away` where that is given."""
    import zarr

    return Kept(zarr.open_group(str(folder), mode="a", zarr_format=3), away)
