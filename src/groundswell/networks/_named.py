"""Networks between the places of a community, by the names and numbers that a case gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from ._chance import small_world, village
from ._faults import NetworkError, whole
from ._network import Network, from_edges
from ._places import joined
from ._regular import complete, hierarchy, lattice


def long_ties(size: int, each: int) -> Network:
    """Return ties of places anywhere: `each` times, all are paired two by two by chance, one of an odd number left out.

    A pair that is drawn twice is tied once. The same for all communities of one size: who knows whom far away is part
    of the place.
    """
    whole("size", size, 1)
    whole("each", each, 0)
    half = size // 2
    pairs = [
        np.random.default_rng([round, size]).permutation(size)[: 2 * half].reshape(2, half).T for round in range(each)
    ]
    return from_edges("long ties", size, np.concatenate([np.zeros((0, 2), np.int64), *pairs]))


def _lattice(size: int, reach: float, name: str) -> Network:
    """A grid as square as its size allows, with edges, corners counting as near."""
    del name  # nothing in it is left to chance
    rows = max(divisor for divisor in range(1, int(size**0.5) + 1) if size % divisor == 0)
    return lattice(rows, size // rows, "moore", reach, torus=False)


def _small_world(size: int, reach: float, rewired: float, name: str) -> Network:
    """A ring; one that is too short for its reach has a shorter one, and three are all tied."""
    if size < 4:
        return complete(size)
    return joined(small_world(size, min(int(reach), (size - 1) // 2), rewired, 0, name))


def _village(size: int, members: float, far: float, name: str) -> Network:
    """Villages in which all are tied, and on average `far` ties of each to others."""
    among = min(int(members), size)
    others = size - among
    return joined(village(size, among, min(far / others, 1.0) if others else 0.0, 0, name))


NAMED: dict[str, tuple[Callable[..., Network], tuple[str, ...]]] = {
    "complete": (lambda size, name: complete(size), ()),
    "hierarchy": (lambda size, branching, name: hierarchy(size, int(branching)), ("branching",)),
    "lattice": (_lattice, ("reach",)),
    "long ties": (lambda size, ties, name: long_ties(size, int(ties)), ("ties",)),
    "small world": (_small_world, ("reach", "rewired")),
    "village": (_village, ("members", "far")),
}


def named(network: str, size: int, numbers: Mapping[str, float], name: str = "") -> Network:
    """Return a network by its name, with its own numbers; `name` tells apart those that are drawn by chance.

    Numbers that are too large for so few are cut down, so that one case holds at every size; none falls into pieces but
    long ties. Raises NetworkError for an unknown name or numbers that are not the network's.
    """
    if network not in NAMED:
        raise NetworkError(f"There is no network `{network}`. There are: {', '.join(NAMED)}.")
    build, own = NAMED[network]
    if set(numbers) != set(own):
        raise NetworkError(
            f"A network `{network}` takes {', '.join(own) or 'no numbers'}, not {', '.join(numbers) or 'none'}."
        )
    return build(size, **numbers, name=f"{network} {name}".strip())
