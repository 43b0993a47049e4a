"""Who is tied to whom, stored as one flat list of neighbours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np

from ._faults import NetworkError

MOST = np.iinfo(np.int32).max


@dataclass(frozen=True, eq=False)
class Network:
    """Ties between agents 0, 1, ..; every tie stands under both of its ends, and nobody is tied to oneself or twice.

    starts: (size + 1,) int32, where each agent's neighbours begin and the last ones end.
    neighbours: (2 * ties,) int32, sorted within each agent.
    complete: everybody is tied to everybody, and the two arrays are empty, since nothing need be stored.
    """

    name: str
    size: int
    starts: np.ndarray
    neighbours: np.ndarray
    complete: bool = False

    @property
    def degrees(self) -> np.ndarray:
        """Neighbours of each agent, (size,) int32."""
        if self.complete:
            return np.full(self.size, self.size - 1, np.int32)
        return np.diff(self.starts)

    @property
    def ties(self) -> int:
        """Number of ties, each counted once."""
        return self.size * (self.size - 1) // 2 if self.complete else len(self.neighbours) // 2

    def of(self, agent: int) -> np.ndarray:
        """Return the neighbours of one agent, sorted."""
        if self.complete:
            return np.delete(np.arange(self.size, dtype=np.int32), agent)
        return self.neighbours[self.starts[agent] : self.starts[agent + 1]]

    def count(self, flags: np.ndarray) -> np.ndarray:
        """Return how many neighbours of each agent have a flag, (size,) int64, in NumPy.

        For networks that are used for a few steps only; `neighbour_sum` is compiled and pays for many.
        """
        if self.complete:
            return int(flags.sum()) - flags.astype(np.int64)
        counted = np.concatenate([[0], np.cumsum(flags[self.neighbours], dtype=np.int64)])
        return counted[self.starts[1:]] - counted[self.starts[:-1]]

    def edges(self) -> np.ndarray:
        """Return every tie once, (ties, 2) int32, the smaller number first."""
        if self.complete:
            return np.stack(np.triu_indices(self.size, 1), axis=1).astype(np.int32)
        ends = np.stack([np.repeat(np.arange(self.size, dtype=np.int32), self.degrees), self.neighbours], axis=1)
        return ends[ends[:, 0] < ends[:, 1]]

    def renumbered(self, order: Sequence[int] | np.ndarray) -> Network:
        """Return the same ties with new numbers: agent `order[n]` becomes agent n."""
        order = np.asarray(order)
        if not np.array_equal(np.sort(order), np.arange(self.size)):
            raise NetworkError(f"`order` must name each of the {self.size} agents once.")
        if self.complete:
            return self
        place = np.empty(self.size, np.int32)
        place[order] = np.arange(self.size, dtype=np.int32)
        return from_edges(self.name, self.size, place[self.edges()])


def from_edges(name: str, size: int, edges: np.ndarray) -> Network:
    """Return the network of some ties (ties, 2), whose order does not matter; doubles and self ties are dropped.

    Raises NetworkError where an end is not among the agents or there are too many ties for 32 bits.
    """
    edges = np.asarray(edges, np.int64).reshape(-1, 2)
    if edges.size and (edges.min() < 0 or edges.max() >= size):
        raise NetworkError(f"A tie of `{name}` ends at an agent that is not among the {size}.")
    edges = edges[edges[:, 0] != edges[:, 1]]
    codes = np.unique(np.concatenate([edges[:, 0] * size + edges[:, 1], edges[:, 1] * size + edges[:, 0]]))
    if len(codes) > MOST:
        raise NetworkError(f"`{name}` would have {len(codes) // 2:,} ties, more than 32 bits can number.")
    starts = np.searchsorted(codes, np.arange(size + 1, dtype=np.int64) * size)
    return Network(name, size, starts.astype(np.int32), (codes % size).astype(np.int32))


def generator(seed: int, name: str) -> np.random.Generator:
    """Return luck that is a pure function of a seed and a name."""
    return np.random.default_rng([seed, crc32(name.encode())])
