"""The citizens themselves: who they are, which never changes, and what months do to them."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens._community import ROOM, Community
from groundswell.citizens._luck import shift, uniform

TRAITS = ("hardship", "risk aversion", "lower class")
"""Traits that several variables may share; `taste` is a variable's own."""

PHASE, JOIN, CLASS, TRAIT, TASTE, HOLD = 0, 1, 2, 3, 5, 14
"""Numbers of purposes: when a citizen reconsiders, whether to join, class, and the first trait, taste and holding."""


class Born(NamedTuple):
    """What a citizen brings along. number (l, m, 1) uint32; weight (l, m, 1) int32, 0 for an empty place;
    size (l, 1, 1) people; traits (l, m, R) of the names that count, mean 0 and variance 1 (classes: mean 0); tastes
    (choices or fewer, l, m, R); phase, nerve (l, m, R) uniform; still (reads, l, m, R): how far his own degrees are
    from the community's when all are at rest. Stored with a first axis of blocks of l localities."""

    number: Array
    weight: Array
    size: Array
    traits: dict[str, Array]
    tastes: Array
    phase: Array
    nerve: Array
    still: Array


Rows = Any
"""Arrays of one shape: an array of them stacked along its first axis, or a tuple of them."""


class Lived(NamedTuple):
    """What months have done. part_*: what felt mechanisms and talk have added to coordinates, (pushed, l, m or 1, R);
    built_*, waiting_*: of each felt mechanism. Stored with a first axis of blocks. Where whole communities are worked
    on at once, wide ones are tuples of (l, m, R), so that none is copied to stand beside the others."""

    part_wide: Rows
    part_narrow: Array
    built_wide: Rows
    built_narrow: Array
    waiting_wide: Rows
    waiting_narrow: Array


def numbers(community: Community) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Number, weight and locality size of every place, by blocks: the first localities take the odd citizens."""
    places, slots, side = community.localities, community.slots, community.side_by_side
    size = community.places.members
    begin = np.concatenate([[0], np.cumsum(size)[:-1]])
    number = begin[:, None] + np.arange(slots)
    weight = np.arange(slots) < size[:, None]

    def blocks(array: np.ndarray, kind) -> np.ndarray:
        return array.astype(kind).reshape(places // side, side, -1, 1)

    return blocks(number, np.uint32), blocks(weight, np.int32), blocks(size, np.int32)


def name_of(text: str) -> int:
    """A 32-bit number that stands for a purpose (FNV-1a)."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def born(community: Community, key: Array, number: Array, weight: Array, size: Array, first: Array) -> Born:
    """Citizens of a block of localities, from locality `first` on, in the readings with streams `key` (R,)."""
    even, manners = community.manners.even, community.manners
    places = jnp.arange(number.shape[0], dtype=jnp.uint32)[:, None, None] + first.astype(jnp.uint32)

    def draw(purpose: int, name: str) -> Array:
        return uniform(number, shift(key, name_of(f"{community.name}:{name}")), purpose, even)

    def trait(purpose: int, name: str) -> Array:
        own = normal(draw(purpose, name))
        local = normal(uniform(places, shift(key, name_of(f"{community.name}:{name}:place")), purpose, False))
        return jnp.float32((1 - manners.alike) ** 0.5) * own + jnp.float32(manners.alike**0.5) * local

    used = {name for v in community.variables for name, _ in v.loads}
    traits = {name: trait(TRAIT + k, name) for k, name in enumerate(TRAITS[:2]) if name in used}
    if "lower class" in used:
        traits["lower class"] = class_of(draw(CLASS, "lower class"), manners.lower)
    tastes = [trait(TASTE + k, f"taste:{community.variables[v].name}") for k, v in enumerate(tasted(community))]
    nothing = jnp.zeros((0, *number.shape[:2], key.shape[0]))
    stacked = jnp.stack(tastes) if tastes else nothing
    return Born(number, weight, size, traits, stacked, draw(PHASE, "phase"), draw(JOIN, "nerve"), nothing)


def tasted(community: Community) -> tuple[int, ...]:
    """Variables in which each citizen has a taste of his own."""
    return tuple(k for k, v in enumerate(community.variables) if "taste" in dict(v.loads))


def normal(uniform: Array) -> Array:
    """A standard normal number for each uniform one."""
    return jnp.float32(2**0.5) * jax.lax.erf_inv(2 * uniform - 1)


def class_of(uniform: Array, lower: float) -> Array:
    """1 - q for the share q of people in the lower class, -q for the others: mean 0, one point apart."""
    return (uniform < lower).astype(jnp.float32) - jnp.float32(lower)


def own(community: Community, people: Born, k: int) -> Array | float:
    """How far each citizen stands from the community's coordinate of variable k by birth: (l, m, R), or 0."""
    total: Array | float = 0.0
    for name, points in community.variables[k].loads:
        trait = people.tastes[tasted(community).index(k)] if name == "taste" else people.traits[name]
        total = total + jnp.float32(points) * trait  # type: ignore[operator]
    return total


def part(community: Community, lived: Lived, k: int) -> Array | float:
    """What months have added to a coordinate: (l, m or 1, R), or 0."""
    sorts = community.sorts
    if k in sorts.parts_wide:
        return lived.part_wide[sorts.parts_wide.index(k)]
    return lived.part_narrow[sorts.parts_narrow.index(k)] if k in sorts.parts_narrow else 0.0


def coordinate(community: Community, people: Born, lived: Lived, common: Array, k: int) -> Array:
    """Coordinates of citizens in variable k: (l, m or 1, R). common (K, R): what all share."""
    return common[k][None, None] + own(community, people, k) + part(community, lived, k)


def together(rows: Sequence[Array], like: tuple[int, ...]) -> Array:
    """Rows (l or 1, m or 1, R) stacked to the shape `like` (l, m or 1, R).

    Each row is worked out before it is stacked: a stack inside a loop of arithmetic costs a branch for every number.
    """
    settled = jax.lax.optimization_barrier(tuple(jnp.broadcast_to(row, like) for row in rows))
    return jnp.stack(settled)


def with_rest(community: Community, people: Born, resting: Array, rest: Array) -> Born:
    """Citizens who know how far their own degrees are from the community's, rest (K, R), when all are at rest."""
    reads = community.sorts.reads_wide
    if not reads:
        return people
    rows = [jax.nn.sigmoid(resting[k][None, None] + own(community, people, k)) - rest[k] for k in reads]
    return people._replace(still=together(rows, people.phase.shape))


def young(community: Community, readings: int) -> Lived:
    """Nothing has happened yet."""
    sorts, waits = community.sorts, waiting(community)
    size = community.blocks, community.side_by_side

    def narrow(many: int) -> Array:
        return jnp.zeros((size[0], many, size[1], 1, readings), jnp.float32)

    def wide(many: int) -> Rows:
        if community.room > ROOM:
            return tuple(jnp.zeros((*size, community.slots, readings), jnp.float32) for _ in range(many))
        return jnp.zeros((size[0], many, size[1], community.slots, readings), jnp.float32)

    return Lived(
        wide(len(sorts.parts_wide)), narrow(len(sorts.parts_narrow)),
        wide(len(sorts.felt_wide)), narrow(len(sorts.felt_narrow)),
        wide(len(sorts.felt_wide) * waits[0]), narrow(len(sorts.felt_narrow) * waits[1]),
    )  # fmt: skip


def waiting(community: Community) -> tuple[bool, bool]:
    """Whether any wide, and any narrow, felt mechanism waits before it acts."""
    sorts = community.sorts
    return any(community.felt[d].waits for d in sorts.felt_wide), any(
        community.felt[d].waits for d in sorts.felt_narrow
    )
