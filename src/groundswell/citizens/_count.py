"""From citizens to a community: the means of degrees, who takes part, and who holds with whom."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
from jax import Array

from groundswell.citizens._community import Community
from groundswell.citizens._luck import shift, uniform
from groundswell.citizens._people import FIRST, Born, Lived, name_of, own
from groundswell.citizens._sums import counted, whole


class Moment(NamedTuple):
    """When citizens are counted. key (R,): stream of luck; time: months since the start; pace (R,): months between two
    occasions on which a citizen reconsiders whom to hold with."""

    key: Array
    time: Array
    pace: Array


class Tally(NamedTuple):
    """Sums over the citizens of each locality. degrees: digits (3, L, 1, R) of each variable of degree; joins, choices:
    counts (L, 1, R); parts: digits of the personal part of each variable that people talk about."""

    degrees: tuple[Array, ...]
    joins: tuple[Array, ...]
    choices: tuple[Array, ...]
    parts: tuple[Array, ...]


PART_ROOM = 32.0
"""Personal parts are counted within this many points of zero."""


def coordinate(community: Community, people: Born, lived: Lived, common: Array, k: int) -> Array:
    """Each citizen's coordinate of variable k: (L, m or 1, R). common (K, R): what all share."""
    part = lived.part[k]
    here = common[k][None, None] + own(community, people, k)
    return here if part is None else here + part


def count(community: Community, people: Born, lived: Lived, common: Array, moment: Moment) -> Tally:
    """Count the citizens of a block of localities."""
    at = [coordinate(community, people, lived, common, k) for k in range(len(community.variables))]
    degrees = tuple(whole(jax.nn.sigmoid(at[k]), people.weight, people.size) for k in community.of_kind("degree"))
    joins = tuple(counted(people.nerve < jax.nn.sigmoid(at[k]), people.weight) for k in community.of_kind("join"))
    chosen = community.of_kind("choice")
    choices: tuple[Array, ...] = ()
    if chosen:
        held = choice(community, people, [at[k] for k in chosen], moment)
        choices = tuple(counted(held == place, people.weight) for place in range(len(chosen)))
    return Tally(degrees, joins, choices, parts_of(community, people, lived))


def parts_of(community: Community, people: Born, lived: Lived) -> tuple[Array, ...]:
    """Digits of the personal parts that people talk about."""
    found = []
    for k in talked(community):
        part = lived.part[k]
        assert part is not None
        found.append(whole((part + PART_ROOM) / (2 * PART_ROOM), people.weight, people.size))
    return tuple(found)


def talked(community: Community) -> tuple[int, ...]:
    """Variables whose personal parts spread by talk."""
    pairs = zip(community.variables, community.pushed, strict=True)
    return tuple(k for k, (v, pushed) in enumerate(pairs) if pushed and (v.near or v.far))


def choice(community: Community, people: Born, at: list[Array], moment: Moment) -> Array:
    """Place of what each citizen holds with among `at`, or one past it for nobody: (L, m, R).

    Logit choice as a race: each part waits an exponential time with rate exp(coordinate), nobody with rate 1, and the
    first one is held (McFadden 1974). A citizen's luck is drawn anew when he reconsiders, once in every `pace` months,
    so holdings persist while the law of a holding is exactly logit at every step.
    """
    turns = moment.time / moment.pace
    round = jnp.floor(turns)
    later = people.phase >= 1 - (turns - round)
    best = jnp.broadcast_to(_wait(community, people, moment, round, later, "nobody", FIRST + 24), later.shape)
    held = jnp.full(later.shape, len(at), jnp.int32)
    for place, (k, here) in enumerate(zip(community.of_kind("choice"), at, strict=True)):
        wait = _wait(community, people, moment, round, later, community.variables[k].name, FIRST + 12 + place)
        wait = wait * jnp.exp(-here)
        held = jnp.where(wait < best, place, held)
        best = jnp.minimum(wait, best)
    return held


def _wait(
    community: Community, people: Born, moment: Moment, round: Array, later: Array, name: str, purpose: int
) -> Array:
    """Exponential waiting times of mean 1, held over one round."""
    stands_for = name_of(f"{community.name}:holds:{name}")
    begin = jnp.where(later, shift(moment.key, stands_for, round + 1), shift(moment.key, stands_for, round))
    return -jnp.log(uniform(people.number, begin, purpose, community.manners.even))
