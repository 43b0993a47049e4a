"""The same allocation for many elections at once, inside compiled programs, and still exact.

Votes and divisors are multiplied in two halves of 16 bits, so that comparisons are those of whole numbers of 48 bits.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.institutions._rules import DROOP, HARE, DivisorRule, QuotaRule

MOST_VOTES = 2**32 - 1
MOST_DIVISOR = 2**16 - 1


class Seats(NamedTuple):
    """seats (lists, elections) int32, the last ones of a tie given to lists in their order; tied (elections,) bool."""

    seats: Array
    tied: Array


def allocate_many(
    votes: Array, seats: int, rule: DivisorRule | QuotaRule, threshold: tuple[int, int] = (0, 1)
) -> Seats:
    """Seats for each column of `votes` (lists, elections), whole numbers as uint32.

    threshold: numerator and denominator of the share of all votes that a list needs. An election without votes gives
    no seats. Raises ValueError where a number does not fit: divisors and thresholds up to 65,535 and, for quota rules,
    seats below 2^16, whose votes times seats must stay below 2^32 (not checked inside a compiled program).
    """
    lists = votes.shape[0]
    if not lists:
        raise ValueError("a ballot without lists gives no seats")
    numerator, denominator = threshold
    if not 0 <= numerator <= denominator <= MOST_DIVISOR:
        raise ValueError(f"the threshold {numerator}/{denominator} is not in [0, 1], or too fine")
    votes = votes.astype(jnp.uint32)
    total = votes.sum(0, dtype=jnp.uint32)
    passed = (votes > 0) & ~_less(_product(votes, denominator), _product(total[None], numerator))
    standing = jnp.where(passed, votes, 0)
    if isinstance(rule, DivisorRule):
        return _by_divisors(standing, seats, rule)
    return _by_quota(standing, seats, rule)


def _product(left: Array, right: Array | int) -> tuple[Array, Array]:
    """left (< 2^32) times right (< 2^16) as a pair: multiples of 2^16, and the rest."""
    small = jnp.asarray(right, jnp.uint32)
    low = (left & jnp.uint32(0xFFFF)) * small
    return (left >> 16) * small + (low >> 16), low & jnp.uint32(0xFFFF)


def _less(one: tuple[Array, Array], other: tuple[Array, Array]) -> Array:
    return (one[0] < other[0]) | ((one[0] == other[0]) & (one[1] < other[1]))


def _by_divisors(votes: Array, seats: int, rule: DivisorRule) -> Seats:
    listed = rule.divisors(seats)
    if listed[-1] > MOST_DIVISOR:
        raise ValueError(f"the divisors of {rule.name} go beyond {MOST_DIVISOR} for {seats} seats")
    divisors = jnp.asarray(np.array(listed, np.uint32))

    def next_seat(_, state: tuple[Array, Array]) -> tuple[Array, Array]:
        given, _ = state
        best = _largest(votes, divisors[given])
        given = given + (jnp.arange(len(votes))[:, None] == best) * (votes.sum(0) > 0)
        return given, best

    first = jnp.zeros(votes.shape, jnp.int32), jnp.zeros(votes.shape[1], jnp.int32)
    given, last = jax.lax.fori_loop(0, seats, next_seat, first)
    beaten = _largest(votes, divisors[given])
    held = jnp.maximum(_row(given, last) - 1, 0)
    weakest = _product(_row(votes, last), _row(divisors[given], beaten))
    claim = _product(_row(votes, beaten), divisors[held])
    return Seats(given, ~_less(claim, weakest) & (_row(votes, beaten) > 0))


def _largest(votes: Array, divisor: Array) -> Array:
    """Which list has the largest votes / divisor; the first of equals: (elections,)."""
    best = jnp.zeros(votes.shape[1], jnp.int32)
    most, over = votes[0], divisor[0]
    for number in range(1, len(votes)):
        higher = _less(_product(most, divisor[number]), _product(votes[number], over))
        best = jnp.where(higher, number, best)
        most, over = jnp.where(higher, votes[number], most), jnp.where(higher, divisor[number], over)
    return best


def _row(rows: Array, which: Array) -> Array:
    """In each column, the row that `which` (elections,) names."""
    return jnp.take_along_axis(rows, which[None], 0)[0]


def _by_quota(votes: Array, seats: int, rule: QuotaRule) -> Seats:
    if seats > MOST_DIVISOR:
        raise ValueError(f"{seats} seats are too many for one count")
    total = jnp.maximum(votes.sum(0, dtype=jnp.uint32), 1)
    if rule is HARE:
        scaled, quota = votes * jnp.uint32(seats), total
    elif rule is DROOP:
        scaled, quota = votes, total // jnp.uint32(seats + 1) + 1
    else:
        raise ValueError(f"the quota {rule.name} is counted one election at a time only")
    full = (scaled // quota).astype(jnp.int32)
    rest = jnp.where(votes > 0, scaled % quota + 1, 0)
    cast = votes.sum(0) > 0
    standing = jnp.maximum((votes > 0).sum(0), 1)
    over = jnp.where(cast, seats - full.sum(0), 0)
    full, left = full + (over // standing) * (votes > 0), over % standing
    ahead = (rest[None] > rest[:, None]).sum(1)
    earlier = jnp.tril(jnp.ones((len(votes), len(votes)), bool), -1)
    place = ahead + ((rest[None] == rest[:, None]) & earlier[..., None]).sum(1)
    given = full + (place < left)
    equal = (rest[None] == rest[:, None]).sum(1)
    tied = ((ahead < left) & (ahead + equal > left)).any(0)
    return Seats(given * cast, tied & cast)
