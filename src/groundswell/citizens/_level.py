"""Where a community of unlike people must stand in common so that, together, they start at the stated state."""

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.citizens._community import Community
from groundswell.citizens._luck import uniform
from groundswell.citizens._people import TRAITS, class_of, normal

SAMPLE = 512
"""People on whom the mean is taken, spread evenly over the traits."""

_ROUNDS = 40


def level(community: Community, rest: Array) -> Array:
    """Common coordinates (K, R) at which the mean over unlike people is what `rest` (K, R) means for alike ones.

    Degrees and joins: the mean of logistic(common + own) is logistic(rest). Choices: the mean of the shares is the
    softmax of `rest`; the fixed point is that of Berry (1994). Variables in which nobody differs keep their rest.
    """
    sorts = community.sorts
    degrees = [k for k in (*sorts.joins, *sorts.wide) if community.variables[k].loads]
    if degrees:
        own = jnp.stack([_differences(community, k) for k in degrees])
        rest = rest.at[np.array(degrees)].set(_degrees(rest[np.array(degrees)], own))
    if any(community.variables[k].loads for k in sorts.choices):
        own = jnp.stack([_differences(community, k) for k in sorts.choices])
        rest = rest.at[np.array(sorts.choices)].set(_shares(rest[np.array(sorts.choices)], own))
    return rest


def _differences(community: Community, k: int) -> Array:
    """How a sample of people (SAMPLE,) differ in variable k by birth."""
    number, total = jnp.arange(SAMPLE, dtype=jnp.uint32), jnp.zeros(SAMPLE)
    for name, points in community.variables[k].loads:
        purpose = TRAITS.index(name) if name in TRAITS else len(TRAITS) + k
        flat = uniform(number, jnp.uint32(2**31), purpose, True)
        total += points * (class_of(flat, community.manners.lower) if name == "lower class" else normal(flat))
    return total


def _degrees(rest: Array, own: Array) -> Array:
    """rest (degrees, R), own (degrees, SAMPLE)."""
    wanted = jax.nn.sigmoid(rest)
    logit = jnp.log(wanted) - jnp.log1p(-wanted)

    def closer(_: int, at: Array) -> Array:
        mean = jax.nn.sigmoid(at[:, None] + own[..., None]).mean(1)
        return at + logit - (jnp.log(mean) - jnp.log1p(-mean))

    return jax.lax.fori_loop(0, _ROUNDS, closer, rest)


def _shares(rest: Array, own: Array) -> Array:
    """rest (choices, R), own (choices, SAMPLE)."""
    wanted = jnp.log(_softmax(rest))

    def closer(_: int, at: Array) -> Array:
        return at + wanted - jnp.log(_softmax(at[:, None] + own[..., None]).mean(1))

    return jax.lax.fori_loop(0, _ROUNDS, closer, rest)


def _softmax(at: Array) -> Array:
    e = jnp.exp(at)
    return e / (1 + e.sum(0))
