"""What was computed once is kept: rows by reading, in a Zarr store that a kill at any instant leaves sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from groundswell.ensemble._meter import METER, STORE

if TYPE_CHECKING:
    import zarr

CHUNK = 128
"""Readings in one chunk; a chunk is written whole, and then its readings' numbers are written beside it."""

_NOBODY = -1

_LOST = float(np.float32(-1.4e-45))
"""What Zarr gives for a chunk whose file is gone: a chunk of nothing else is computed again.

No rows are made of it: not those of readings that all overflow, which are NaN, nor any others, since it is the negative
number next to nought, which arithmetic gives only where it loses all its digits.
"""

Compute = Callable[[np.ndarray], np.ndarray]
"""Reading numbers (n,), n at most CHUNK -> rows (n, ...) float32."""

Each = Callable[[Compute, list[np.ndarray]], Iterable[np.ndarray]]
"""Applies a function to blocks of reading numbers and gives the results in the blocks' order."""


class Kept:
    """Tables of rows by reading number, one table for each thing that was asked.

    A table is a Zarr group with two arrays: `rows` (slots, ...) and `reading` (slots,), the number of the reading in
    each slot. The chunk of `reading` is written after the chunk of `rows` and is what marks it as finished; both carry
    a checksum, so what a power cut tore is computed again.
    """

    def __init__(self, root: zarr.Group):
        self.root = root
        self.chunks = {"read": 0, "written": 0}
        """Chunks that were found here and that were added, so far."""

    def table(self, name: str, words: Mapping[str, Any]) -> Table:
        """The table of this name, empty where it is new; `words` says in plain data what it holds."""
        with METER.phase(STORE):
            return Table(self.root, name, words, self.chunks)

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
    """One table, read once and added to chunk by chunk."""

    def __init__(self, root: zarr.Group, name: str, words: Mapping[str, Any], counted: dict[str, int] | None = None):
        self.root, self.name, self.words = root, name, words
        self.counted = {"read": 0, "written": 0} if counted is None else counted
        self.chunks: list[tuple[np.ndarray, np.ndarray]] = []
        self.slots = 0
        self.arrays: tuple = ()
        if f"{name}/reading" in root and f"{name}/rows" in root:
            self._read()

    @property
    def numbers(self) -> np.ndarray:
        """Numbers of the readings that are here."""
        return np.concatenate([np.zeros(0, int), *(numbers for numbers, _ in self.chunks)])

    def lacks(self, index: np.ndarray) -> np.ndarray:
        """Numbers of the readings among `index` that are not here, each once and in order."""
        wanted = np.unique(index)
        return wanted[~np.isin(wanted, self.numbers)]

    def _read(self) -> None:
        reading: Any = self.root[f"{self.name}/reading"]
        rows: Any = self.root[f"{self.name}/rows"]
        self.slots = rows.shape[0]
        for begin in range(0, reading.shape[0], CHUNK):
            found = _sound(reading, begin)
            if found is None or (found == _NOBODY).all():
                continue
            values = _sound(rows, begin)
            if values is not None and not _lost(values, rows.fill_value):
                here = np.flatnonzero(found != _NOBODY)
                self.chunks.append((found[here].astype(int), values[here]))
                self.counted["read"] += 1

    def add(self, numbers: np.ndarray, rows: np.ndarray, room_for: int) -> None:
        """Write one chunk, then its mark; make room for so many chunks at once."""
        with METER.phase(STORE):
            self._add(numbers, np.ascontiguousarray(rows, np.float32), room_for)
        self.counted["written"] += 1

    def _add(self, numbers: np.ndarray, values: np.ndarray, room_for: int) -> None:
        self.chunks.append((numbers, values))
        arrays = self._room(values.shape[1:], room_for)
        filled = _padded(values, np.float32(0)), _padded(np.asarray(numbers, np.int64), np.int64(_NOBODY))
        for array, chunk in zip(arrays, filled, strict=True):
            array[self.slots : self.slots + CHUNK] = chunk
        self.slots += CHUNK

    def _room(self, shape: tuple[int, ...], chunks: int) -> tuple[Any, Any]:
        if not self.arrays:
            group = self.root.require_group(self.name)
            if "reading" not in group:
                group.attrs.update(dict(self.words))
                _array(group, "rows", (0, *shape), np.float32, _LOST)
                _array(group, "reading", (0,), np.int64, _NOBODY)
            self.arrays = group["rows"], group["reading"]
        for array in self.arrays:
            if array.shape[0] < self.slots + CHUNK:
                array.resize((self.slots + chunks * CHUNK, *array.shape[1:]))
        return self.arrays

    def take(self, index: np.ndarray) -> np.ndarray:
        """Rows in the order of `index`, in which a number may stand more than once."""
        numbers = self.numbers
        values = np.concatenate([rows for _, rows in self.chunks])
        order = np.argsort(numbers, kind="stable")
        return values[order[np.searchsorted(numbers[order], index)]]


def _array(group: zarr.Group, name: str, shape: tuple[int, ...], dtype: Any, nothing: float) -> None:
    from zarr.codecs import BloscCodec, Crc32cCodec

    squeeze = BloscCodec(cname="lz4", clevel=1, shuffle="bitshuffle")
    group.create_array(
        name, shape=shape, chunks=(CHUNK, *shape[1:]), dtype=dtype, fill_value=nothing,
        compressors=(squeeze, Crc32cCodec()), overwrite=True, config={"write_empty_chunks": True},
    )  # fmt: skip


def _sound(array: Any, begin: int) -> np.ndarray | None:
    """One chunk, or None where its checksum says that it was torn."""
    try:
        return np.asarray(array[begin : begin + CHUNK])
    except (ValueError, RuntimeError, OSError):
        return None


def _lost(values: np.ndarray, nothing: Any) -> bool:
    """Whether a chunk holds nothing but what Zarr gives for a file that is gone; stores of before say NaN for that."""
    return bool((np.isnan(values) if np.isnan(nothing) else values == np.float32(nothing)).all())


def _padded(rows: np.ndarray, nothing: Any) -> np.ndarray:
    room = [(0, CHUNK - len(rows)), *[(0, 0)] * (rows.ndim - 1)]
    return np.pad(rows, room, constant_values=nothing)


def opened(place: str | Path) -> Kept:
    """The store at a local folder or at any address that fsspec understands; made if need be."""
    import zarr

    return Kept(zarr.open_group(str(place), mode="a", zarr_format=3))
