"""Means that do not depend on who is added first: values are counted in whole units of 2^-24 and carried by hand."""

import jax.numpy as jnp
from jax import Array

_UNITS = 2.0**24


def whole(value: Array, weight: Array, size: Array) -> Array:
    """Sum over the citizens of each locality: digits (3, ..., localities, 1, readings) of 12 bits, the highest free.

    value (..., localities, citizens or 1, readings) in [0, 1]; weight (localities, citizens, 1) 1 where somebody lives;
    size (localities, 1, 1) people. A value that all citizens of a locality share is counted once for each.
    """
    units = (jnp.clip(value, 0, 1) * _UNITS + 0.5).astype(jnp.int32)
    low, high = units & 4095, units >> 12
    if value.shape[-2] == 1:
        low, high = low * size, high * size
    else:
        low, high = (low * weight).sum(-2, keepdims=True), (high * weight).sum(-2, keepdims=True)
    high = high + (low >> 12)
    return jnp.stack([high >> 12, high & 4095, low & 4095])


def counted(here: Array, weight: Array) -> Array:
    """Number of citizens of each locality for whom `here` is true: (..., localities, 1, readings) int32."""
    return (here.astype(jnp.int32) * weight).sum(-2, keepdims=True)


def mean_of(digits: Array, people: Array | int) -> Array:
    """The mean value behind the digits (3, ...) of a sum over so many people."""
    of = jnp.asarray(people, jnp.float32)
    top, high, low = digits.astype(jnp.float32)
    return top / of + high / (of * 2.0**12) + low / (of * _UNITS)
