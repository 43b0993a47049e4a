"""A fight for ground that cascades place by place, in days."""

from functools import reduce
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

LEAST = 1e-3
"""Arms, support or unity below this count as this much, so that a ratio of strengths stays finite."""


class Side(NamedTuple):
    """One side of the fight, each (regions, readings): armed men and weapons (level, 1 is usual), share of the people
    who back it, and unity (0 to 1)."""

    coercion: Array
    support: Array
    cohesion: Array


class Weights(NamedTuple):
    """What counts in a fight, each broadcast to (regions, readings), without unit.

    arms, people, unity: exponents of the three in a side's strength, for the challenger and the holder apart.
    shield: exponent of the ground that no outside army stands on, in the challenger's strength. momentum: points by
    which a side without any following is weakened once it has lost every place. defence: points by which an attacker
    must be stronger at a place. spread: standard deviation of places in points.
    """

    challenger_arms: Array
    holder_arms: Array
    people: Array
    unity: Array
    shield: Array
    momentum: Array
    defence: Array
    spread: Array


def odds(challenger: Side, holder: Side, outside: Array, weights: Weights) -> Array:
    """Log of the ratio of strengths before a shot is fired, (regions, readings). outside: share under a third army."""
    terms = (
        weights.challenger_arms * _log(challenger.coercion) - weights.holder_arms * _log(holder.coercion),
        weights.people * (_log(challenger.support) - _log(holder.support)),
        weights.unity * (_log(challenger.cohesion) - _log(holder.cohesion)),
        weights.shield * _log(1 - outside),
    )
    return sum(terms[1:], terms[0])


def best_first(luck: Array) -> Array:
    """Places in the challenger's order, from any draw of theirs: the first axis sorted downwards."""
    return -jnp.sort(-luck, axis=0)


def fight(
    share: Array, challenger: Side, holder: Side, outside: Array, weights: Weights, places: Array, days: int = 30
) -> tuple[Array, Array]:
    """Share of the contested places that the challenger holds after at most `days`, and the days until it stood still.

    share: before, (regions, readings), of the places that no outside army holds. places: (places, regions, readings),
    standard normal, how much better than elsewhere the challenger stands there, from its best place to its worst
    (`best_first`); it begins with its best places.
    Each day every place goes to the side that is stronger there by more than the defence:
    ln(C/H) + spread x place + momentum [(1 - support_H) gained - (1 - support_C) lost]  against  +- defence,
    with C/H = (arms ratio)^a (support ratio)^b (unity ratio)^c (1 - outside)^s, and gained and lost the challenger's
    shares of places since the first day. Changing the two sides' names changes the result to its mirror image (the
    shield apart, which only the challenger meets).
    Source: the ratio is the contest success function of Hirshleifer (1989), Public Choice 63; that losses feed losses
    is the threshold model of Granovetter (1978) and the bandwagon of Kuran (1989); the joint form is our own.
    """
    held = jnp.arange(len(places))[:, None, None] < jnp.round(share * len(places))
    begin = held.mean(0)
    level = odds(challenger, holder, outside, weights) + weights.spread * places

    def margin(held: Array) -> Array:
        moved = held.mean(0) - begin
        heart = (1 - holder.support) * jnp.maximum(moved, 0) - (1 - challenger.support) * jnp.maximum(-moved, 0)
        return level + weights.momentum * heart

    def day(state: tuple[Array, Array, Array, Array]) -> tuple[Array, Array, Array, Array]:
        held, number, lasted, _ = state
        now = margin(held)
        after = jnp.where(held, now > -weights.defence, now > weights.defence)
        changed = (after != held).any(0)
        return after, number + 1, jnp.where(changed, number + 1, lasted), changed.any()

    def goes_on(state: tuple[Array, Array, Array, Array]) -> Array:
        return state[3] & (state[1] < days)

    start = held, jnp.int32(0), jnp.zeros(share.shape, jnp.int32), jnp.bool_(True)
    held, _, lasted, _ = jax.lax.while_loop(goes_on, day, start)
    return held.mean(0), lasted


def fought_out(share: Array, challenger: Side, holder: Side, outside: Array, weights: Weights, places: Array) -> Array:
    """The share that the challenger holds once nothing moves any more, without going through the days.

    Takes and gives what `fight` does, and the same shares wherever a fight has a day for every place. Losses only feed
    losses, so an advance stops at the first place that does not fall when its turn comes, and so does a retreat.
    """
    count = len(places)
    begin = jnp.round(share * count)
    level = odds(challenger, holder, outside, weights) + weights.spread * places
    order = jnp.arange(count, dtype=share.dtype)[:, None, None]
    forward = level + weights.momentum * (1 - holder.support) * (order - begin) / count > weights.defence
    backward = level - weights.momentum * (1 - challenger.support) * (begin - 1 - order) / count > -weights.defence
    stops = jnp.where((order >= begin) & ~forward, order, count)
    keeps = jnp.where((order < begin) & backward, order + 1, 0)
    gained, kept = reduce(jnp.minimum, stops), reduce(jnp.maximum, keeps)
    return jnp.where(gained > begin, gained, kept) / count


def _log(value: Array) -> Array:
    return jnp.log(jnp.maximum(value, LEAST))
