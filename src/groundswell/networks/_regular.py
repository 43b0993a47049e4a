"""Networks without chance: everybody with everybody, neighbours on a grid, and a chain of command."""

from __future__ import annotations

import numpy as np

from ._faults import NetworkError, whole
from ._network import Network, from_edges

SHAPES = ("diamond", "disc", "moore", "von neumann")


def complete(size: int) -> Network:
    """Return a crowd in which everybody is tied to everybody; nothing is stored for it."""
    whole("size", size, 1)
    nothing = np.zeros(0, np.int32)
    return Network("complete", size, nothing, nothing, complete=True)


def window(shape: str, reach: float) -> np.ndarray:
    """Return the offsets (sites, 2) of a neighbourhood, its centre left out, row by row.

    `moore`: a square of sites up to `reach` rows and columns away; `von neumann` or `diamond`: rows and columns
    together at most `reach`; `disc`: straight distance at most `reach`. Raises NetworkError for another shape.
    """
    if shape not in SHAPES:
        raise NetworkError(f"There is no neighbourhood `{shape}`. There are: {', '.join(SHAPES)}.")
    if not 1 <= reach < np.inf:
        raise NetworkError(f"`reach` is {reach!r}, but a neighbourhood reaches at least 1 site and is finite.")
    far = int(reach)
    down, across = (part.ravel() for part in np.mgrid[-far : far + 1, -far : far + 1])
    inside = {
        "moore": np.ones(len(down), bool),
        "von neumann": abs(down) + abs(across) <= reach,
        "diamond": abs(down) + abs(across) <= reach,
        "disc": down**2 + across**2 <= reach**2,
    }[shape]
    return np.stack([down, across], axis=1)[inside & ((down != 0) | (across != 0))]


def lattice(rows: int, columns: int, shape: str = "moore", reach: float = 1, torus: bool = True) -> Network:
    """Return a grid whose agents, numbered row by row, are tied to those in their neighbourhood.

    On a torus the edges meet. Raises NetworkError where a neighbourhood would reach round the torus to itself.
    """
    whole("rows", rows, 1)
    whole("columns", columns, 1)
    offsets = window(shape, reach)
    if torus and 2 * int(reach) + 1 > min(rows, columns):
        raise NetworkError(f"A reach of {reach:g} meets itself on a torus of {rows} by {columns}; use a larger one.")
    down, across = (part.ravel()[:, None] for part in np.mgrid[:rows, :columns])
    there = np.stack([down + offsets[:, 0], across + offsets[:, 1]], axis=-1)
    inside = np.ones(there.shape[:2], bool) if torus else ((there >= 0) & (there < [rows, columns])).all(axis=-1)
    there %= [rows, columns]
    here = np.broadcast_to(np.arange(rows * columns)[:, None], inside.shape)
    ends = np.stack([here[inside], (there[..., 0] * columns + there[..., 1])[inside]], axis=1)
    return from_edges("lattice", rows * columns, ends)


def hierarchy(size: int, branching: int) -> Network:
    """Return a tree: agent 0 stands at the top and each agent is tied to `branching` subordinates, level by level."""
    whole("size", size, 1)
    whole("branching", branching, 1)
    below = np.arange(1, size)
    return from_edges("hierarchy", size, np.stack([below, (below - 1) // branching], axis=1))
