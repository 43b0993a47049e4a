"""Which premises carry a conclusion: Shapley values over mechanisms, and the sets without which it fails.

The players of a claim are the mechanisms it cites and the added assumptions near its arms. A set's worth is the share
of readings in which the claim holds while the players outside the set are switched off and everything else goes on;
every set meets the same readings and the same luck.

Source: Shapley (1953); the sampling of orders after Castro, Gomez and Tejada (2009), here with an order of arrival for
each reading and its reverse.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np

EXACT = 6
"""Most players for which every set is tried."""

ORDERS = 2
"""Orders of arrival for each reading where the players are more: one and its reverse."""

STRONGEST = 5
"""Where not every set is tried: among how many players sets of two and three are looked for."""

UPHELD = 0.75
"""Share from which a claim is said to follow from the text alone, or with some assumptions."""

Worths = Callable[[np.ndarray], np.ndarray]
"""Gates (sets, readings, players) -> worth (sets, readings): 1 where the claim holds with these players at work."""


@dataclass(frozen=True)
class Premise:
    """One player's Shapley value: its mean addition to the share, with a 95 % interval over readings."""

    id: str
    value: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Premises:
    """What carries a claim.

    whole, none: share with every player and with none. exact: whether every set was tried. needed: minimal sets of
    players without which the share falls under `fails_under`. text_alone: share without any of the players that were
    added to the text, None where there are none; enough: the minimal sets of those that bring it back to UPHELD, where
    the whole is upheld and the text alone is not.
    """

    players: tuple[Premise, ...]
    whole: float
    none: float
    exact: bool
    needed: tuple[tuple[str, ...], ...]
    fails_under: float
    text_alone: float | None = None
    enough: tuple[tuple[str, ...], ...] = ()


def premises(
    players: Sequence[str],
    worths: Worths,
    readings: int,
    seed: int,
    added: frozenset[str] = frozenset(),
    fails_under: float = 0.5,
) -> Premises:
    """Shapley values of the players over `readings` readings, and the sets that the claim stands and falls with.

    Exact where there are at most EXACT players; otherwise over ORDERS orders for each reading. `added` players are not
    the text's.
    """
    names = tuple(sorted(set(players)))
    shares = _Shares(names, worths, readings)
    exact = len(names) <= EXACT
    values = _exact(names, shares) if exact else _sampled(len(names), worths, readings, seed)
    ranked = tuple(sorted(map(_premise, names, values), key=lambda p: (-abs(p.value), p.id)))
    everyone, extra = frozenset(names), frozenset(names) & added
    whole = shares(everyone)
    near = names if exact else tuple(p.id for p in ranked[:STRONGEST])
    alone = shares(everyone - extra) if extra else None
    lacking = alone is not None and alone < UPHELD <= whole
    return Premises(
        players=ranked,
        whole=whole,
        none=shares(frozenset()),
        exact=exact,
        needed=_minimal(names, near, lambda gone: shares(everyone - gone) < fails_under)
        if whole >= fails_under
        else (),
        fails_under=fails_under,
        text_alone=alone,
        enough=_minimal(extra, extra, lambda back: shares(everyone - extra | back) >= UPHELD) if lacking else (),
    )


class _Shares:
    """Share of readings in which the claim holds under a set of players; each set is run once."""

    def __init__(self, names: tuple[str, ...], worths: Worths, readings: int):
        self.names, self.worths, self.readings = names, worths, readings
        self.known: dict[frozenset[str], np.ndarray] = {}

    def prepare(self, sets: Sequence[frozenset[str]]) -> None:
        """Run several sets together."""
        new = [one for one in sets if one not in self.known]
        if new:
            gates = np.array([[name in one for name in self.names] for one in new]).reshape(len(new), 1, -1)
            found = self.worths(np.repeat(gates, self.readings, axis=1))
            self.known.update(zip(new, found, strict=True))

    def each(self, one: frozenset[str]) -> np.ndarray:
        """(readings,) worth of one set."""
        self.prepare([one])
        return self.known[one]

    def __call__(self, one: frozenset[str]) -> float:
        return float(self.each(one).mean())


def _premise(name: str, values: np.ndarray) -> Premise:
    mean, half = float(values.mean()), 1.96 * float(values.std()) / max(len(values) - 1, 1) ** 0.5
    return Premise(name, mean, (mean - half, mean + half))


def _exact(names: tuple[str, ...], shares: _Shares) -> list[np.ndarray]:
    """For each player, its Shapley value in every reading, from all sets."""
    count = len(names)
    shares.prepare([frozenset(chosen) for size in range(count + 1) for chosen in combinations(names, size)])
    found = []
    for name in names:
        others, value = [n for n in names if n != name], np.zeros(shares.readings)
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for chosen in combinations(others, size):
                value += weight * (shares.each(frozenset(chosen) | {name}) - shares.each(frozenset(chosen)))
        found.append(value)
    return found


def _sampled(count: int, worths: Worths, readings: int, seed: int) -> list[np.ndarray]:
    """For each player, its mean addition in every reading, over the reading's own orders of arrival."""
    luck = np.random.default_rng([seed, count])
    gained = np.zeros((count, readings))
    for _ in range(ORDERS // 2):
        rank = luck.permuted(np.tile(np.arange(count), (readings, 1)), axis=1)
        for arrival in (rank, count - 1 - rank):
            present = arrival[None] < np.arange(count + 1)[:, None, None]
            steps = np.diff(worths(present), axis=0)
            gained += np.take_along_axis(steps, arrival.T, axis=0)
    return list(gained / ORDERS)


def _minimal(
    singles: Sequence[str] | frozenset[str], near: Sequence[str] | frozenset[str], works: Callable[[frozenset], bool]
) -> tuple[tuple[str, ...], ...]:
    """Minimal sets that `works` says yes to: single ones, and larger sets of those that are `near`."""
    found: list[frozenset[str]] = []
    most = len(near) if len(near) == len(singles) else 3
    for size in range(1, most + 1):
        for chosen in combinations(sorted(singles if size == 1 else near), size):
            one = frozenset(chosen)
            if not any(smaller <= one for smaller in found) and works(one):
                found.append(one)
    return tuple(tuple(sorted(one)) for one in found)
