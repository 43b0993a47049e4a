"""People in places: everybody knows everybody of the own place, and places are tied to places. Nothing is stored for a
person, so that eleven million people take no more room than their places do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ._faults import NetworkError
from ._network import Network, from_edges


@dataclass(frozen=True, eq=False)
class Places:
    """A network of people that is worked out and not stored.

    members: (places,) people who live in each; people are numbered place by place. between: which places are tied. Of
    two tied places the first person of one knows the first of the other, the second the second, and so on, as far as
    the smaller one goes. Raises NetworkError for a place without people, or members for another number of places.
    """

    members: np.ndarray
    between: Network

    def __post_init__(self) -> None:
        if len(self.members) != self.between.size:
            raise NetworkError(f"`members` counts {len(self.members)} places, and {self.between.size} are tied.")
        if (self.members < 1).any():
            wrong = np.flatnonzero(self.members < 1).tolist()
            raise NetworkError(f"`members` gives no people to places {wrong}; each needs at least one.")

    @property
    def size(self) -> int:
        """Number of people."""
        return int(self.members.sum())

    @cached_property
    def _begin(self) -> np.ndarray:
        return np.concatenate([[0], np.cumsum(self.members)])

    def of(self, person: int) -> np.ndarray:
        """Return everybody whom one person knows, sorted."""
        place = int(np.searchsorted(self._begin, person, "right")) - 1
        first, rank = self._begin[place], person - self._begin[place]
        near = np.delete(np.arange(first, first + self.members[place]), rank)
        there = self.between.of(place)
        far = self._begin[there[self.members[there] > rank]] + rank
        return np.sort(np.concatenate([near, far])).astype(np.int32)

    def listed(self) -> Network:
        """Return the same ties stored person by person. Raises NetworkError where there are too many for 32 bits."""
        inside = [
            np.stack(np.triu_indices(count, 1), 1) + begin
            for count, begin in zip(self.members.tolist(), self._begin.tolist(), strict=False)
        ]
        across = [
            np.arange(int(self.members[[a, b]].min()))[:, None] + self._begin[[a, b]]
            for a, b in self.between.edges().tolist()
        ]
        return from_edges(f"{self.between.name}, by person", self.size, np.concatenate([*inside, *across]))

    def pulls(self) -> tuple[np.ndarray, np.ndarray, int]:
        """How far each place is drawn to those it is tied to, (slots, weights, most).

        slots (most, places) int32: the places tied to each, itself where it has fewer than `most`; weights (most,
        places) float32, to be divided by `most`: a place goes weight / most of the gap, where one tie carries
        min(people) / max(ties) of both ends. So what one place gains another loses, person by person, and no place
        goes farther than to where it is drawn (Metropolis weights). For a complete network see `drawn_to_all`.
        """
        network, degrees = self.between, self.between.degrees
        if network.complete:
            raise NetworkError("Everybody is tied to everybody, so nothing is listed; use `drawn_to_all`.")
        most = max(int(degrees.max()), 1)
        slot, itself = np.arange(most)[:, None], np.arange(network.size)
        inside = slot < degrees
        at = np.where(inside, network.starts[:-1] + slot, 0)
        slots = np.where(inside, network.neighbours[at] if len(network.neighbours) else itself, itself)
        people = self.members.astype(np.float32)
        share = np.minimum(people, people[slots]) / people
        carried = np.float32(most) / np.maximum(degrees, degrees[slots]).clip(1).astype(np.float32)
        return slots.astype(np.int32), np.where(inside, share * carried, np.float32(0)), most

    def drawn_to_all(self) -> np.ndarray | float:
        """Part of the gap to everybody's mean that a place goes where all places are tied to all; 0 for one alone."""
        others = self.size - int(self.members.min())
        return self.size / others if others else 0.0


def even(people: int, places: int) -> np.ndarray:
    """Return how many of some people live in each place, (places,): as many everywhere, the first take the odd ones."""
    return np.full(places, people // places) + (np.arange(places) < people % places)


def pieces(network: Network) -> np.ndarray:
    """Return the number of the piece in which each agent lies, (size,); all 0 where nobody is cut off."""
    if network.complete:
        return np.zeros(network.size, np.int64)
    own = np.arange(network.size)
    ends = network.edges()
    while True:
        least = own.copy()
        np.minimum.at(least, ends[:, 0], own[ends[:, 1]])
        np.minimum.at(least, ends[:, 1], own[ends[:, 0]])
        least = least[least]
        if np.array_equal(least, own):
            return np.unique(own, return_inverse=True)[1]
        own = least


def joined(network: Network) -> Network:
    """Return the network, with one tie more from each piece that chance has cut off to the one before it."""
    piece = pieces(network)
    if not piece.any():
        return network
    first = np.unique(piece, return_index=True)[1]
    more = np.stack([first[:-1], first[1:]], 1)
    return from_edges(network.name, network.size, np.concatenate([network.edges(), more]))
