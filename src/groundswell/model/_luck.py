"""Luck with names: every draw is a pure function of (seed, reading, what it is for, step)."""

import jax
import jax.numpy as jnp
from jax import Array

_GOLDEN = 0x9E3779B9


def mix(x: Array) -> Array:
    """A bijective 32-bit hash with low bias (Wellons 2018, lowbias32)."""
    x = x ^ (x >> 16)
    x = x * jnp.uint32(0x7FEB352D)
    x = x ^ (x >> 15)
    x = x * jnp.uint32(0x846CA68B)
    return x ^ (x >> 16)


def stream(seed: Array, index: Array) -> Array:
    """The stream of each reading: (readings,) uint32 from a seed and reading numbers."""
    return mix(mix(jnp.asarray(seed, jnp.uint32) + jnp.uint32(_GOLDEN)) ^ (jnp.asarray(index, jnp.uint32) * jnp.uint32(_GOLDEN)))


def uniform(name: Array, key: Array, step: Array) -> Array:
    """Uniform numbers in (0, 1), shape (names, readings), for one step."""
    now = mix(key + jnp.asarray(step, jnp.uint32) * jnp.uint32(_GOLDEN))
    bits = mix(name[:, None] ^ now[None, :])
    return ((bits >> 8).astype(jnp.float32) + 0.5) * jnp.float32(2**-24)


def normal(name: Array, key: Array, step: Array) -> Array:
    """Standard normal numbers, shape (names, readings), for one step."""
    return jnp.float32(2**0.5) * jax.lax.erf_inv(2 * uniform(name, key, step) - 1)
