"""Luck with names: every draw is a pure function of (seed, reading, what it is for, step)."""

import jax.numpy as jnp
from jax import Array

from groundswell.citizens import inside, mix

_GOLDEN = 0x9E3779B9


def stream(seed: Array, index: Array) -> Array:
    """The stream of each reading: (readings,) uint32 from a seed and reading numbers."""
    return mix(
        mix(jnp.asarray(seed, jnp.uint32) + jnp.uint32(_GOLDEN))
        ^ (jnp.asarray(index, jnp.uint32) * jnp.uint32(_GOLDEN))
    )


def uniform(name: Array, key: Array, step: Array) -> Array:
    """Uniform numbers in (0, 1), shape (names, readings), for one step."""
    now = mix(key + jnp.asarray(step, jnp.uint32) * jnp.uint32(_GOLDEN))
    bits = mix(name[:, None] ^ now[None, :])
    return inside(bits)


def numbered(name: int, count: int) -> Array:
    """Names (count,) of several draws for one purpose."""
    return mix(jnp.uint32(name) + jnp.arange(count, dtype=jnp.uint32) * jnp.uint32(_GOLDEN))


def normal(name: Array, key: Array, step: Array) -> Array:
    """Nearly normal numbers of mean 0 and variance 1, shape (names, readings), for one step.

    The sum of four uniform bytes of one hash: within 3.5 standard deviations, kurtosis 2.7 instead of 3.
    """
    now = mix(key + jnp.asarray(step, jnp.uint32) * jnp.uint32(_GOLDEN))
    bits = mix(name[:, None] ^ now[None, :])
    byte = jnp.uint32(0xFF)
    total = (bits & byte) + ((bits >> 8) & byte) + ((bits >> 16) & byte) + (bits >> 24)
    return (total.astype(jnp.float32) - 510) * jnp.float32((12 / (4 * (256**2 - 1))) ** 0.5)
