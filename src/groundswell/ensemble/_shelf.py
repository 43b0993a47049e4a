"""Where a table's chunks lie: in a Zarr group of a folder, which a kill at any instant leaves sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

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

Chunk = tuple[np.ndarray, np.ndarray]
"""Numbers of readings (n,), n at most CHUNK, and their rows (n, ...) float32."""


class Shelf(Protocol):
    """Keeps the chunks of one table."""

    def found(self) -> Iterator[Chunk]:
        """Every chunk that is here and sound."""
        ...

    def put(self, numbers: np.ndarray, values: np.ndarray, room_for: int) -> None:
        """Keep one more chunk, of which so many are about to come. Raises OSError where it cannot be written."""
        ...


class ZarrShelf:
    """Two arrays of a Zarr group: `rows` (slots, ...) and `reading` (slots,), the number of the reading in each slot.

    The chunk of `reading` is written after the chunk of `rows` and is what marks it as finished; both carry a checksum,
    so what a power cut tore is computed again.
    """

    def __init__(self, root: zarr.Group, name: str, words: Mapping[str, Any]):
        self.root, self.name, self.words = root, name, words
        self.slots = 0
        self.arrays: tuple = ()

    def found(self) -> Iterator[Chunk]:
        """Every chunk that is here and sound."""
        if f"{self.name}/reading" not in self.root or f"{self.name}/rows" not in self.root:
            return
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
                yield found[here].astype(int), values[here]

    def put(self, numbers: np.ndarray, values: np.ndarray, room_for: int) -> None:
        """Write one chunk, then its mark; make room for so many chunks at once."""
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
