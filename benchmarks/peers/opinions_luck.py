"""The noise of Groundswell's opinions: a hash of a key and a place, made normal."""

import jax
import jax.numpy as jnp

from groundswell.citizens import mix

GOLDEN = 0x9E3779B9


def normal(key, count: int):
    """Return normal numbers, each a function of a key and its place only."""
    bits = mix(jnp.arange(count, dtype=jnp.uint32) * jnp.uint32(GOLDEN) ^ key)
    middle = ((bits >> 9).astype(jnp.float32) + 0.5) * 2.0**-23
    return jnp.sqrt(jnp.float32(2)) * jax.scipy.special.erfinv(2 * middle - 1)
