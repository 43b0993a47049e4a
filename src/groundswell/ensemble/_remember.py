"""What an ensemble computes, read from a store where it is there already: rows by reading, and traces of arms."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

import jax
import numpy as np

from groundswell.ensemble._kept import Kept, Table, blocks_of

if TYPE_CHECKING:
    from groundswell.ensemble._readings import Drawer
    from groundswell.model import Theory

Traces = Callable[[np.ndarray, list[int]], list[np.ndarray]]
"""Reading numbers (n,) and numbers of runs -> for each of those runs its values (nodes, n, months)."""


def digest(*parts: Any) -> str:
    """A name made of what it names: SHA-256 over texts, bytes and trees, shortened to 20 digits.

    Of a tree its arrays count and its structure, in which a compiled model keeps what is not an array, such as the
    rules of institutions.
    """
    found = hashlib.sha256()
    for part in parts:
        if isinstance(part, str | bytes):
            found.update(part.encode() if isinstance(part, str) else part)
        else:
            leaves, structure = jax.tree.flatten(part)
            found.update(str(structure).encode())
            for leaf in leaves:
                array = np.asarray(leaf)
                found.update(f"{array.dtype}{array.shape}".encode() + array.tobytes())
        found.update(b";")
    return found.hexdigest()[:20]


def theory_digest(theory: Theory, drawer: Drawer, seed: int, alter: object) -> str:
    """A name for everything that decides a reading's run besides its arm."""
    told = "" if alter is None else f"{type(alter).__name__} {getattr(alter, 'seed', '')}"
    return digest(theory.wiring, drawer.static, drawer.names, drawer.law, drawer.numbers, str(seed), told)


def remembered(
    kept: Kept, names: Sequence[str], words: Sequence[dict], index: np.ndarray, at_once: int, traces: Traces
) -> list[np.ndarray]:
    """Values (nodes, readings, months) of several runs, each in a table of its own.

    Runs that lack readings are computed together, `at_once` blocks at a time, and written as soon as they are there.
    """
    tables = [kept.table(name, about) for name, about in zip(names, words, strict=True)]
    lacking = [number for number, table in enumerate(tables) if len(table.lacks(index))]
    missing = np.unique(np.concatenate([np.zeros(0, int), *(tables[k].lacks(index) for k in lacking)]))
    blocks = blocks_of(missing)
    for begin in range(0, len(blocks), at_once):
        together = blocks[begin : begin + at_once]
        values = traces(np.concatenate(together), lacking)
        for number, found in zip(lacking, values, strict=True):
            _write(tables[number], together, found.transpose(1, 0, 2), len(blocks) - begin)
    return [table.take(index).transpose(1, 0, 2) for table in tables]


def _write(table: Table, blocks: Iterable[np.ndarray], rows: np.ndarray, room_for: int) -> None:
    begin = 0
    for place, block in enumerate(blocks):
        mine = rows[begin : begin + len(block)]
        new = np.isin(block, table.numbers, invert=True)
        if new.any():
            table.add(block[new], mine[new], room_for=room_for - place)
        begin += len(block)
