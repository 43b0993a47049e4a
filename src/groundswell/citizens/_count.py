"""From citizens to a community: the means of degrees, who takes part, and who holds with whom."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from groundswell.citizens._community import Community
from groundswell.citizens._luck import shift, uniform
from groundswell.citizens._people import HOLD, Born, Lived, coordinate, name_of, part
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
    sorts, shape = community.sorts, (people.number.shape[0], 1, common.shape[1])

    def at(k: int) -> Array:
        return coordinate(community, people, lived, common, k)

    def sums(values: list[Array]) -> Array:
        digits = [jnp.broadcast_to(whole(one, people.weight, people.size), (3, *shape)) for one in values]
        return jnp.stack(digits, 1) if digits else jnp.zeros((3, 0, *shape), jnp.int32)

    def counts(here: list[Array]) -> Array:
        found = [counted(one, people.weight) for one in here]
        return jnp.stack(found) if found else jnp.zeros((0, *shape), jnp.int32)

    held = choice(community, people, [at(k) for k in sorts.choices], moment) if sorts.choices else None
    talk = [jnp.asarray(part(community, lived, k) + PART_ROOM) / (2 * PART_ROOM) for k in community.talked]
    return Tally(
        wide=sums([jax.nn.sigmoid(at(k)) for k in sorts.wide]),
        narrow=sums([jax.nn.sigmoid(at(k)) for k in sorts.narrow]),
        joins=counts([people.nerve < jax.nn.sigmoid(at(k)) for k in sorts.joins]),
        choices=counts([held == place for place in range(len(sorts.choices))]),
        parts=sums(talk),
    )


def choice(community: Community, people: Born, at: list[Array], moment: Moment) -> Array:
    """Place of what each citizen holds with among `at`, each (l, m or 1, R), or one past it for nobody: (l, m, R).

    Logit choice as a race: each part waits an exponential time with rate exp(coordinate), nobody with rate 1, and the
    first one is held (McFadden 1974). A citizen's luck is drawn anew when he reconsiders, once in every `pace` months,
    so holdings persist while the law of a holding is exactly logit at every step.
    """
    turns = moment.time / moment.pace
    round = jnp.floor(turns)
    later = people.phase >= 1 - (turns - round)

    def wait(name: str, purpose: int) -> Array:
        stands = name_of(f"{community.name}:holds:{name}")
        begin = jnp.where(later, shift(moment.key, stands, round + 1), shift(moment.key, stands, round))
        return -jnp.log(uniform(people.number, begin, purpose, community.manners.even))

    best, held = wait("nobody", HOLD), jnp.full(later.shape, len(at), jnp.int32)
    for place, (k, here) in enumerate(zip(community.sorts.choices, at, strict=True)):
        mine = wait(community.variables[k].name, HOLD + 1 + place) * jnp.exp(-here)
        held = jnp.where(mine < best, place, held)
        best = jnp.minimum(mine, best)
    return jax.lax.optimization_barrier(held)
