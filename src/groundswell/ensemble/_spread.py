"""Quasi-random numbers with names: the same (seed, name, index) gives the same number, whoever else is drawn.

Each name has its own van der Corput sequence, scrambled and shuffled by hashes (Burley 2020, "Practical hash-based
Owen scrambling"): the first 2^k readings fall one in each 2^k-th of every range, and names are independent.
"""

import jax.numpy as jnp
from jax import Array

from groundswell.citizens import inside


def _reverse(x: Array) -> Array:
    for shift, mask in ((1, 0x55555555), (2, 0x33333333), (4, 0x0F0F0F0F), (8, 0x00FF00FF)):
        x = ((x >> shift) & jnp.uint32(mask)) | ((x & jnp.uint32(mask)) << shift)
    return (x >> 16) | (x << 16)


def _permute(x: Array, seed: Array) -> Array:
    """The hash of Laine and Karras (2011), with Burley's constants: each bit depends on lower bits only."""
    x = x + seed
    for constant in (0x6C50B47C, 0xB82F1E52, 0xC7AFE638, 0x8D22F6E6):
        x = x ^ (x * jnp.uint32(constant))
    return x


def spread(seed: Array, name: Array, index: Array) -> Array:
    """Uniform numbers in (0, 1), shape (names, readings), for name hashes (names,) and reading numbers (readings,)."""
    mixed = (name ^ (jnp.asarray(seed, jnp.uint32) * jnp.uint32(0x9E3779B9)))[:, None]
    shuffled = _reverse(_permute(_reverse(jnp.asarray(index, jnp.uint32))[None, :], mixed))
    bits = _reverse(_permute(shuffled, mixed * jnp.uint32(0x85EBCA6B) + jnp.uint32(0xC2B2AE35)))
    return inside(bits)
