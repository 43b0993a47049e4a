"""The citizens themselves: who they are, which never changes, and what months do to them."""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens._community import Community
from groundswell.citizens._luck import shift, uniform

TRAITS = ("hardship", "risk aversion", "lower class")
"""Traits that several variables may share; `taste` is a variable's own."""

PHASE, JOIN, CLASS, FIRST = 0, 1, 2, 3
"""Numbers of purposes: when a citizen reconsiders, whether to join, class, and the first of the rest."""


class Born(NamedTuple):
    """What a citizen brings along. number (L, m, 1) uint32; weight (L, m, 1) int32, 0 for an empty place;
    size (L, 1, 1) people; traits: name -> (L, m, R), mean 0 and variance 1 (classes: mean 0); tastes: one for each
    variable that has one, else None; phase, nerve (L, m, R) uniform."""

    number: Array
    weight: Array
    size: Array
    traits: dict[str, Array]
    tastes: tuple[Array | None, ...]
    phase: Array
    nerve: Array


class Lived(NamedTuple):
    """What months have done. part: what felt mechanisms and talk have added to each variable's coordinate, (L, m or 1,
    R) or None; waiting, built: of each felt mechanism."""

    part: tuple[Array | None, ...]
    waiting: tuple[Array | None, ...]
    built: tuple[Array, ...]


def numbers(community: Community) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Number, weight and locality size of every place: the first localities take the odd citizens."""
    places, slots = community.localities, community.slots
    size = np.full(places, community.people // places) + (np.arange(places) < community.people % places)
    begin = np.concatenate([[0], np.cumsum(size)[:-1]])
    number = begin[:, None] + np.arange(slots)
    weight = np.arange(slots) < size[:, None]
    return (
        number.astype(np.uint32)[..., None], weight.astype(np.int32)[..., None], size.astype(np.int32)[:, None, None]
    )  # fmt: skip


def name_of(text: str) -> int:
    """A 32-bit number that stands for a purpose (FNV-1a)."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def born(community: Community, key: Array, number: Array, weight: Array, size: Array, first: Array | int = 0) -> Born:
    """Citizens of a block of localities, from locality `first` on, in the readings with streams `key` (R,)."""
    even, manners = community.manners.even, community.manners

    def draw(purpose: int, name: str) -> Array:
        return uniform(number, shift(key, name_of(f"{community.name}:{name}")), purpose, even)

    places = jnp.arange(number.shape[0], dtype=jnp.uint32)[:, None, None] + jnp.asarray(first).astype(jnp.uint32)

    def trait(purpose: int, name: str) -> Array:
        own = normal(draw(purpose, name))
        local = normal(uniform(places, shift(key, name_of(f"{community.name}:{name}:place")), purpose, False))
        return jnp.float32((1 - manners.alike) ** 0.5) * own + jnp.float32(manners.alike**0.5) * local

    used = {name for v in community.variables for name, _ in v.loads}
    traits = {name: trait(FIRST + k, name) for k, name in enumerate(TRAITS[:2]) if name in used}
    if "lower class" in used:
        traits["lower class"] = class_of(draw(CLASS, "lower class"), manners.lower)
    tastes = tuple(
        trait(FIRST + 2 + k, f"taste:{v.name}") if "taste" in dict(v.loads) else None
        for k, v in enumerate(community.variables)
    )
    nerve = draw(JOIN, "nerve")
    return Born(number, weight, size, traits, tastes, draw(PHASE, "phase"), nerve)


def normal(uniform: Array) -> Array:
    """A standard normal number for each uniform one."""
    return jnp.float32(2**0.5) * jax.lax.erf_inv(2 * uniform - 1)


def class_of(uniform: Array, lower: float) -> Array:
    """1 - q for the share q of people in the lower class, -q for the others: mean 0, one point apart."""
    return (uniform < lower).astype(jnp.float32) - jnp.float32(lower)


def own(community: Community, people: Born, k: int) -> Array | float:
    """How far each citizen stands from the community's coordinate of variable k by birth: (L, m, R), or 0."""
    total: Array | float = 0.0
    for name, points in community.variables[k].loads:
        here = people.tastes[k] if name == "taste" else people.traits[name]
        total = total + jnp.float32(points) * here  # type: ignore[operator]
    return total


def young(community: Community, readings: int, slots: int | None = None) -> Lived:
    """Nothing has happened yet."""
    wide = community.wide
    many = community.slots if slots is None else slots

    def nothing(differs: bool) -> Array:
        return jnp.zeros((community.localities, many if differs else 1, readings), jnp.float32)

    part = tuple(
        nothing(differs) if pushed else None for differs, pushed in zip(wide[1], community.pushed, strict=True)
    )
    built = tuple(nothing(differs) for differs in wide[2])
    waiting = tuple(
        nothing(differs) if one.waits else None for differs, one in zip(wide[2], community.felt, strict=True)
    )
    return Lived(part, waiting, built)
