"""Luck of citizens: every number is a pure function of (seed and reading, step, citizen, purpose).

Two ways to draw give the same law. `plain` hashes the citizen's number. `even` walks through (0, 1) by the fractional
parts of multiples of a square root (Richtmyer 1951), moved by one hashed shift for each reading and purpose
(Cranley and Patterson 1976): each citizen's numbers are uniform, and the citizens together fill the unit cube evenly.
"""

import jax.numpy as jnp
from jax import Array

_GOLDEN = 0x9E3779B9
_PRIMES = (
    2,
    3,
    5,
    7,
    11,
    13,
    17,
    19,
    23,
    29,
    31,
    37,
    41,
    43,
    47,
    53,
    59,
    61,
    67,
    71,
    73,
    79,
    83,
    89,
    97,
    101,
    103,
    107,
)
STRIDES = tuple(int((p**0.5 % 1) * 2**32) | 1 for p in _PRIMES)
"""Steps of the even walk in units of 2^-32, one for each purpose; odd, so that a walk visits every number once."""


def mix(x: Array) -> Array:
    """A bijective 32-bit hash with low bias (Wellons 2018, lowbias32)."""
    x = x ^ (x >> 16)
    x = x * jnp.uint32(0x7FEB352D)
    x = x ^ (x >> 15)
    x = x * jnp.uint32(0x846CA68B)
    return x ^ (x >> 16)


def inside(bits: Array) -> Array:
    """Numbers strictly between 0 and 1 from the upper 24 of 32 bits; the highest would be rounded to 1."""
    rounded = ((bits >> 8).astype(jnp.float32) + 0.5) * jnp.float32(2**-24)
    return jnp.minimum(rounded, jnp.float32(1 - 2**-24))


def shift(key: Array, name: int, round: Array | int = 0) -> Array:
    """Where a purpose begins in one reading and round: uint32 of the shape of `key` and `round` together."""
    now = mix(key ^ jnp.uint32(name))
    return mix(now + jnp.asarray(round).astype(jnp.uint32) * jnp.uint32(_GOLDEN))


def uniform(number: Array, begin: Array, purpose: int, even: bool) -> Array:
    """Uniform numbers in (0, 1) for citizens `number` (uint32) that begin at `begin` (uint32, broadcast)."""
    if even:
        bits = number * jnp.uint32(STRIDES[purpose % len(STRIDES)]) + begin
    else:
        bits = mix(mix(number * jnp.uint32(_GOLDEN) + jnp.uint32(purpose)) ^ begin)
    return inside(bits)
