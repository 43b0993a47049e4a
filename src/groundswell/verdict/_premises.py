"""Which premises carry a conclusion: Shapley values over mechanisms, and the sets without which it fails.

The players of a claim are the mechanisms it cites and the added assumptions near its arms. A coalition's worth is
the share of readings in which the claim holds while the players outside the coalition are switched off and everything
else goes on; every coalition meets the same readings and the same luck.

Source: Shapley (1953); the sampling of orders after Castro, Gomez and Tejada (2009).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import factorial

import numpy as np

EXACT = 5
"""Most players for which every coalition is tried."""

ORDERS = 24
"""Orders of arrival that are sampled where the players are more."""

Coalition = frozenset[str]
Worth = Callable[[Coalition], float]
"""Share of readings, in [0, 1], in which the claim holds with these players at work."""


@dataclass(frozen=True)
class Premise:
    """One player's Shapley value: its mean addition to the share, with a 95 % interval (a point where exact)."""

    id: str
    value: float
    interval: tuple[float, float]


@dataclass(frozen=True)
class Premises:
    """What carries a claim. whole, none: share with every player and with none. needed: minimal sets of players
    without which the share falls under `fails_under`."""

    players: tuple[Premise, ...]
    whole: float
    none: float
    exact: bool
    needed: tuple[tuple[str, ...], ...]
    fails_under: float


def premises(players: Sequence[str], worth: Worth, seed: int, fails_under: float = 0.5) -> Premises:
    """Shapley values of the players and the minimal sets without which the claim fails.

    Exact where there are at most EXACT players; otherwise over ORDERS sampled orders and their reverses.
    """
    names = tuple(sorted(set(players)))
    known: dict[Coalition, float] = {}

    def kept(coalition: Coalition) -> float:
        if coalition not in known:
            known[coalition] = worth(coalition)
        return known[coalition]

    exact = len(names) <= EXACT
    values = _exact(names, kept) if exact else _sampled(names, kept, seed)
    everyone = frozenset(names)
    return Premises(
        players=tuple(sorted(values, key=lambda p: (-abs(p.value), p.id))),
        whole=kept(everyone),
        none=kept(frozenset()),
        exact=exact,
        needed=_needed(names, kept, fails_under, most=len(names) if exact else 2),
        fails_under=fails_under,
    )


def _exact(names: tuple[str, ...], worth: Worth) -> list[Premise]:
    count = len(names)
    found = []
    for name in names:
        others = [n for n in names if n != name]
        value = 0.0
        for size in range(count):
            weight = factorial(size) * factorial(count - size - 1) / factorial(count)
            for chosen in combinations(others, size):
                value += weight * (worth(frozenset(chosen) | {name}) - worth(frozenset(chosen)))
        found.append(Premise(name, value, (value, value)))
    return found


def _sampled(names: tuple[str, ...], worth: Worth, seed: int) -> list[Premise]:
    luck = np.random.default_rng([seed, len(names)])
    gains: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(ORDERS // 2):
        order = luck.permutation(len(names))
        for arrival in (order, order[::-1]):
            present: Coalition = frozenset()
            for place in arrival:
                after = present | {names[place]}
                gains[names[place]].append(worth(after) - worth(present))
                present = after
    found = []
    for name, gained in gains.items():
        mean, half = float(np.mean(gained)), 1.96 * float(np.std(gained, ddof=1)) / len(gained) ** 0.5
        found.append(Premise(name, mean, (mean - half, mean + half)))
    return found


def _needed(names: tuple[str, ...], worth: Worth, fails_under: float, most: int) -> tuple[tuple[str, ...], ...]:
    """Minimal sets whose removal makes the share fall under the mark; empty if it is under it with everyone."""
    everyone = frozenset(names)
    if worth(everyone) < fails_under:
        return ()
    found: list[Coalition] = []
    for size in range(1, most + 1):
        for removed in combinations(names, size):
            if any(smaller <= frozenset(removed) for smaller in found):
                continue
            if worth(everyone - frozenset(removed)) < fails_under:
                found.append(frozenset(removed))
    return tuple(tuple(sorted(one)) for one in found)
