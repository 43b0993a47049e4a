"""Networks with chance in them; each is a pure function of its numbers, its seed and its name."""

from __future__ import annotations

import numpy as np

from ._faults import NetworkError, share, whole
from ._network import Network, from_edges, generator


def small_world(size: int, reach: int, rewired: float, seed: int = 0, name: str = "small world") -> Network:
    """Return a ring with ties to the `reach` nearest on each side, each rewired at one end with a probability.

    A rewired tie keeps one end; the other goes to somebody to whom that end is not tied yet. Source: Watts and
    Strogatz 1998, Nature 393.
    """
    whole("size", size, 3)
    whole("reach", reach, 1)
    share("rewired", rewired)
    if 2 * reach >= size:
        raise NetworkError(f"`reach` is {reach}, but on a ring of {size} it can be at most {(size - 1) // 2}.")
    luck = generator(seed, name)
    kept = np.repeat(np.arange(size), reach)
    ends = np.stack([kept, (kept + np.tile(np.arange(1, reach + 1), size)) % size], axis=1)
    return from_edges(name, size, _rewired(ends, luck.random(len(ends)) < rewired, size, luck))


def _rewired(ends: np.ndarray, moving: np.ndarray, size: int, luck: np.random.Generator) -> np.ndarray:
    """Return the ties with some moved, one after the other, so that each sees the ties as they then are."""
    tied = {_code(a, b) for a, b in ends.tolist()}
    degree = np.bincount(ends.ravel(), minlength=size)
    ends = ends.copy()
    for tie in np.flatnonzero(moving):
        keep, leave = ends[tie].tolist()
        if degree[keep] >= size - 1:
            continue  # tied to everybody already, so there is nowhere to go
        goal = int(luck.integers(size))
        while goal == keep or _code(keep, goal) in tied:
            goal = int(luck.integers(size))
        tied.remove(_code(keep, leave))
        tied.add(_code(keep, goal))
        degree[leave] -= 1
        degree[goal] += 1
        ends[tie] = keep, goal
    return ends


def _code(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def village(size: int, members: int, far: float, seed: int = 0, name: str = "village") -> Network:
    """Return complete groups of `members`, the last one smaller where need be, with chance ties between groups.

    far: the probability that two people of different groups are tied. Source: Siegel 2009.
    """
    whole("size", size, 1)
    whole("members", members, 1)
    share("far", far)
    near = np.arange(size)[:, None] + np.arange(1, members)
    inside = (near < size) & (near // members == np.arange(size)[:, None] // members)
    one, other = np.nonzero(inside)
    within = np.stack([one, near[one, other]], axis=1)
    between = chance_pairs(size, far, generator(seed, name))
    return from_edges(
        name, size, np.concatenate([within, between[between[:, 0] // members != between[:, 1] // members]])
    )


def poisson(size: int, mean_degree: float, seed: int = 0, name: str = "poisson") -> Network:
    """Return a random graph in which every pair is tied with the same probability, mean_degree / (size - 1)."""
    whole("size", size, 2)
    if not 0 <= mean_degree <= size - 1:
        raise NetworkError(f"`mean_degree` is {mean_degree!r}, but among {size} it lies from 0 to {size - 1}.")
    return from_edges(name, size, chance_pairs(size, mean_degree / (size - 1), generator(seed, name)))


def chance_pairs(size: int, chance: float, luck: np.random.Generator) -> np.ndarray:
    """Return each pair of agents with a probability, (pairs, 2), in time that grows with the pairs returned.

    The number of pairs is binomial and they are drawn without repetition, which is the same law.
    """
    pairs = size * (size - 1) // 2
    wanted = int(luck.binomial(pairs, chance))
    if wanted > pairs // 4:
        drawn = luck.permutation(pairs)[:wanted] if chance < 1 else np.arange(pairs)
    else:
        drawn = np.zeros(0, np.int64)
        while len(drawn) < wanted:
            more = luck.integers(0, pairs, wanted - len(drawn) + 16)
            joined = np.concatenate([drawn, more])
            drawn = joined[np.sort(np.unique(joined, return_index=True)[1])][:wanted]
    return _pair(drawn)


def _pair(numbers: np.ndarray) -> np.ndarray:
    """Return the pair (a, b), a < b, that has each number when pairs are counted 01, 02, 12, 03, ..."""
    later = ((1 + np.sqrt(1 + 8 * numbers.astype(float))) / 2).astype(np.int64)
    later -= later * (later - 1) // 2 > numbers  # the root may be off by one for large numbers
    later += (later + 1) * later // 2 <= numbers
    return np.stack([numbers - later * (later - 1) // 2, later], axis=1)


def scale_free(size: int, each: int, seed: int = 0, name: str = "scale free") -> Network:
    """Return a network grown one agent at a time, each tied to `each` others by how well tied those are.

    It starts from `each` + 1 agents who all know each other. Source: Barabasi and Albert 1999, Science 286.
    """
    whole("each", each, 1)
    whole("size", size, each + 1)
    luck = generator(seed, name)
    first = np.stack(np.triu_indices(each + 1, 1), axis=1)
    ends = np.empty((len(first) + (size - each - 1) * each, 2), np.int64)
    ends[: len(first)] = first
    filled, flat = len(first), ends.reshape(-1)
    for newcomer in range(each + 1, size):
        chosen: set[int] = set()
        while len(chosen) < each:  # one end of a tie drawn at random is an agent drawn by degree
            chosen.add(int(flat[int(luck.random() * 2 * filled)]))
        ends[filled : filled + each, 0] = newcomer
        ends[filled : filled + each, 1] = sorted(chosen)
        filled += each
    return from_edges(name, size, ends)


def localities(
    members: np.ndarray | list[int], near: float, far: float, seed: int = 0, name: str = "localities"
) -> Network:
    """Return people who mostly know people of their own locality and a few anywhere.

    members: (localities,) how many people live in each; agents are numbered locality by locality. near: mean ties a
    person has inside, at most one fewer than live there. far: mean ties that go to anybody elsewhere.
    Raises NetworkError for a locality without people.
    """
    counts = np.asarray(members)
    if counts.ndim != 1 or not len(counts) or (counts != counts.astype(np.int64)).any() or (counts < 1).any():
        wrong = [n for n, count in enumerate(counts.ravel().tolist()) if count < 1]
        raise NetworkError(f"`members` gives no people to localities {wrong}; each needs at least one.")
    if not (near >= 0 and far >= 0):
        raise NetworkError(f"`near` is {near!r} and `far` {far!r}, but mean numbers of ties are at least 0.")
    size, luck = int(counts.sum()), generator(seed, name)
    inside = _ties_inside(counts.astype(np.int64), near, luck)
    home = np.repeat(np.arange(len(counts)), counts)
    return from_edges(name, size, np.concatenate([inside, _ties_between(home, far, luck)]))


def _ties_inside(counts: np.ndarray, near: float, luck: np.random.Generator) -> np.ndarray:
    """Return chance ties within each locality, all localities at once."""
    pairs = counts * (counts - 1) // 2
    chance = np.minimum(near / np.maximum(counts - 1, 1), 1.0)
    wanted = luck.binomial(pairs, chance)
    first_pair, first_agent = np.cumsum(pairs) - pairs, np.cumsum(counts) - counts
    most = wanted > pairs // 2  # there it is quicker to draw who is not tied
    few = np.where(most, pairs - wanted, wanted)
    drawn = _distinct(np.repeat(first_pair, few), np.repeat(pairs, few), luck)
    place = np.searchsorted(first_pair + pairs, drawn, side="right")
    if most.any():
        every = np.repeat(first_pair[most], pairs[most]) + _counted(pairs[most])
        drawn = np.concatenate([drawn[~most[place]], np.setdiff1d(every, drawn[most[place]])])
        place = np.searchsorted(first_pair + pairs, drawn, side="right")
    return _pair(drawn - first_pair[place]) + first_agent[place][:, None]


def _counted(lengths: np.ndarray) -> np.ndarray:
    """Return 0, 1, .. for each length in turn."""
    ends = np.cumsum(lengths)
    return np.arange(int(ends[-1])) - np.repeat(ends - lengths, lengths)


def _distinct(low: np.ndarray, width: np.ndarray, luck: np.random.Generator) -> np.ndarray:
    """Return one whole number from each stretch [low, low + width), no number twice; stretches are the same or apart.

    A number that is drawn again is drawn anew, so that every set of the right size is as likely as any other.
    """
    drawn = low + (luck.random(len(low)) * width).astype(np.int64)
    while True:
        _, first = np.unique(drawn, return_index=True)
        again = np.ones(len(drawn), bool)
        again[first] = False
        if not again.any():
            return drawn
        drawn[again] = low[again] + (luck.random(int(again.sum())) * width[again]).astype(np.int64)


def _ties_between(home: np.ndarray, far: float, luck: np.random.Generator) -> np.ndarray:
    """Return chance ties between people of different localities, `far` a person on average."""
    size = len(home)
    elsewhere = size * size - float((np.bincount(home).astype(float) ** 2).sum())
    if not elsewhere or not far:
        return np.zeros((0, 2), np.int64)
    chance = far * size / elsewhere
    if chance > 1:
        raise NetworkError(f"`far` is {far:g}, but a person has only {elsewhere / size:g} people elsewhere on average.")
    ends = chance_pairs(size, chance, luck)
    return ends[home[ends[:, 0]] != home[ends[:, 1]]]
