"""From citizens to a community: the means of degrees, who takes part, and who holds with whom."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens._community import Community
from groundswell.citizens._luck import shift, uniform
from groundswell.citizens._people import HOLD, Born, Lived, coordinates, name_of, parts
from groundswell.citizens._sums import counted, whole


class Moment(NamedTuple):
    """When citizens are counted. key (R,): stream of luck; time: months since the start; pace (R,): months between two
    occasions on which a citizen reconsiders whom to hold with."""

    key: Array
    time: Array
    pace: Array


class Tally(NamedTuple):
    """Sums over the citizens of each locality. wide, narrow: digits (3, degrees, l, 1, R); joins, choices: counts
    (shares, l, 1, R); parts: digits of the personal parts of the variables that people talk about."""

    wide: Array
    narrow: Array
    joins: Array
    choices: Array
    parts: Array


PART_ROOM = 32.0
"""Personal parts are counted within this many points of zero."""


def count(community: Community, people: Born, lived: Lived, common: Array, moment: Moment) -> Tally:
    """Count the citizens of a block of localities; common (K, R): coordinates that all share."""
    sorts, here = community.sorts, (people.weight, people.size)
    none = jnp.zeros((0, people.number.shape[0], 1, common.shape[1]), jnp.int32)
    empty = jnp.zeros((3, *none.shape), jnp.int32)

    def at(variables: tuple[int, ...]) -> Array:
        return coordinates(community, people, lived, common, variables)

    def degrees(variables: tuple[int, ...]) -> Array:
        return _spread(whole(jax.nn.sigmoid(at(variables)), *here), empty) if variables else empty

    joins = counted(people.nerve < jax.nn.sigmoid(at(sorts.joins)), people.weight) if sorts.joins else none
    choices = none
    if sorts.choices:
        held = choice(community, people, at(sorts.choices), moment)
        each = np.arange(len(sorts.choices), dtype=np.int32)[:, None, None, None]
        choices = counted(held == each, people.weight)
    talk = empty
    if community.talked:
        share = (parts(community, lived, community.talked) + PART_ROOM) / (2 * PART_ROOM)
        talk = _spread(whole(share, *here), empty)
    return Tally(degrees(sorts.wide), degrees(sorts.narrow), joins, choices, talk)


def _spread(digits: Array, like: Array) -> Array:
    """Digits that are alike in all localities, given to each."""
    return jnp.broadcast_to(digits, (*digits.shape[:2], *like.shape[2:]))


def choice(community: Community, people: Born, at: Array, moment: Moment) -> Array:
    """Place of what each citizen holds with among `at` (choices, l, m, R), or one past it for nobody: (l, m, R).

    Logit choice as a race: each part waits an exponential time with rate exp(coordinate), nobody with rate 1, and the
    first one is held (McFadden 1974). A citizen's luck is drawn anew when he reconsiders, once in every `pace` months,
    so holdings persist while the law of a holding is exactly logit at every step.
    """
    turns = moment.time / moment.pace
    round = jnp.floor(turns)
    later = people.phase >= 1 - (turns - round)
    names = ["nobody", *(community.variables[k].name for k in community.sorts.choices)]
    stands = np.array([name_of(f"{community.name}:holds:{name}") for name in names], np.uint32)[:, None, None, None]
    begin = jnp.where(later, shift(moment.key, stands, round + 1), shift(moment.key, stands, round))
    purposes = HOLD + np.arange(len(names))[:, None, None, None]
    waits = -jnp.log(uniform(people.number, begin, purposes, community.manners.even))
    waits = _settled(jnp.concatenate([waits[:1], waits[1:] * jnp.exp(-at)]))
    best, held = waits[0], jnp.full(later.shape, len(at), jnp.int32)
    for place in range(len(at)):
        held = jnp.where(waits[1 + place] < best, place, held)
        best = jnp.minimum(waits[1 + place], best)
    return held


def _settled(x):
    """Compute once and store: without this the compiler repeats a logarithm for every use."""
    return jax.lax.optimization_barrier(x)
