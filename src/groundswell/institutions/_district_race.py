"""A block vote in many districts at once: every voter has as many votes as seats, and the leading list sweeps."""

import jax
import jax.numpy as jnp
from jax import Array


def district_seats(
    support: Array, seats: tuple[int, ...], local: Array, personal: Array, spread: tuple[Array, Array]
) -> Array:
    """Seats by list (lists, readings) from block votes in districts.

    support: (lists, districts, readings), shares of those who vote. seats: of each district. local: (lists, districts,
    readings) and personal: (lists, districts, candidates, readings), standard normal; each list stands as many
    candidates as there are seats, and places beyond them are not used. spread: (readings,) each, how far a list's
    strength strays from its support in a district, and a candidate's from the list's, both in logs.
    Equation: ln votes = ln support + spread_1 local + spread_2 personal; the highest totals win.
    Source: the rule is the law's of block votes; the two spreads are our own, since lists are not equally strong
    everywhere and voters do not vote for lists as a block entirely.
    """
    lists, districts, most, _ = personal.shape
    strength = jnp.log(jnp.maximum(support, 1e-6)) + spread[0] * local
    stands = jnp.arange(most)[:, None] < jnp.asarray(seats)
    ballots = jnp.where(stands.T[None, ..., None], strength[:, :, None] + spread[1] * personal, -jnp.inf)
    ranked = jnp.moveaxis(ballots, 3, 1).reshape(lists, -1, districts, most)
    flat = jnp.moveaxis(ranked, 0, 2).reshape(ranked.shape[1], districts, lists * most)
    _, first = jax.lax.top_k(flat, most)
    wins = jnp.where(stands.T[None], first // most, lists)
    return (wins[None] == jnp.arange(lists)[:, None, None, None]).sum((2, 3)).astype(jnp.int32)
