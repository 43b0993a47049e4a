"""Governments: who can form one, who forms it, how posts are shared, and when it falls."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from types import MappingProxyType

import jax.numpy as jnp
from jax import Array

from groundswell.institutions._list_vote import allocate
from groundswell.institutions._rules import HARE


@dataclass(frozen=True)
class Government:
    """Who governs: its parties in order of seats, and posts by party."""

    parties: tuple[str, ...]
    posts: Mapping[str, int]


def minimal_winning(seats: Mapping[str, int], needed: int | None = None) -> tuple[tuple[str, ...], ...]:
    """Coalitions with at least `needed` seats (default: more than half) that fail without any one member.

    In order of seats held, fewest first. Source: Riker (1962), The Theory of Political Coalitions. Raises ValueError
    where there are no seats or more than 16 parties, whose coalitions are too many to list.
    """
    holding = {name: count for name, count in seats.items() if count > 0}
    if not holding:
        raise ValueError("an assembly without seats forms no government")
    if len(holding) > 16:
        raise ValueError("coalitions of more than 16 parties are too many to list")
    enough = needed if needed is not None else sum(holding.values()) // 2 + 1
    found = [
        (total, members)
        for size in range(1, len(holding) + 1)
        for members in combinations(holding, size)
        if (total := sum(holding[m] for m in members)) >= enough and all(total - holding[m] < enough for m in members)
    ]
    return tuple(members for _, members in sorted(found, key=lambda one: one[0]))


def form_government(
    seats: Mapping[str, int], posts: int, positions: Mapping[str, float] | None = None, refuse: tuple[str, ...] = ()
) -> Government | None:
    """The minimal winning coalition that stands closest together, or None where those who refuse leave none.

    positions: of each party on one line; the coalition of the smallest range is formed (De Swaan 1973, Coalition
    Theories and Cabinet Formations), and without them the one with the fewest seats (Riker 1962). Posts are shared in
    proportion to seats (Gamson 1961, American Sociological Review 26), by largest remainders; a post that a tie leaves
    undecided goes to the party named first among the coalition's, largest first.
    """
    able = [c for c in minimal_winning(seats) if not set(c) & set(refuse)]
    if not able:
        return None
    if positions is not None:
        able.sort(key=lambda c: max(positions[m] for m in c) - min(positions[m] for m in c))
    parties = tuple(sorted(able[0], key=lambda m: -seats[m]))
    shared = allocate({m: seats[m] for m in parties}, posts, HARE)
    given = {m: shared.seats[m] + (m in shared.tied[: shared.undecided]) for m in parties}
    return Government(parties, MappingProxyType(given))


def falls(against: int, seats: int, needed: Fraction = Fraction(1, 2)) -> bool:
    """Whether a vote of no confidence dismisses a government: more than `needed` of all seats are against it."""
    return against * needed.denominator > seats * needed.numerator


def office_shares(seats: Array) -> Array:
    """Shares in government (parties, assemblies) for many assemblies at once: (parties, assemblies) seats.

    The largest party forms it: alone where it has more than half, else with the next largest until there is a
    majority; posts go by seats (Gamson 1961). Of equals the one listed first leads. No seats, no government.
    """
    total = seats.sum(0)
    ahead = (seats[None] > seats[:, None]) | (
        (seats[None] == seats[:, None]) & jnp.tril(jnp.ones((len(seats), len(seats)), bool), -1)[..., None]
    )
    before = (ahead * seats[None]).sum(1)
    inside = jnp.where(2 * before <= total, seats, 0)
    return inside / jnp.maximum(inside.sum(0), 1)
