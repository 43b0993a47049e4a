"""Event counts are over-dispersed: a negative binomial whose variance grows with the square of its mean.

The mean is a rate per year times the years counted. The rate runs from its value where the node stands at 0 to its
value where it stands at 1, along the logarithm: equal steps of the node multiply the count by equal factors.
"""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
from jax import Array, random
from jax.scipy.special import gammaln


def count_mean(
    level: Array | np.ndarray, at_zero: Array | float, at_one: Array | float, years: Array | np.ndarray | float = 1.0
) -> Array:
    """Expected count for nodes on [0, 1], with rates per year at both ends."""
    along = jnp.asarray(level)
    return jnp.exp((1 - along) * jnp.log(at_zero) + along * jnp.log(at_one)) * years


def count_log_likelihood(count: Array | np.ndarray, mean: Array | np.ndarray, dispersion: float | Array) -> Array:
    """Log probability of counts with variance mean + dispersion mean^2; towards 0 it is Poisson."""
    count, size = jnp.asarray(count), 1 / jnp.asarray(dispersion)
    chance = jnp.log(size) - jnp.log(size + mean)
    odds = jnp.log(mean) - jnp.log(size + mean)
    return gammaln(count + size) - gammaln(size) - gammaln(count + 1) + size * chance + count * odds


def count_sample(key: Array, mean: Array, dispersion: float | Array) -> Array:
    """Counts: Poisson around a gamma rate."""
    first, second = random.split(key)
    size = 1 / jnp.asarray(dispersion)
    rate = random.gamma(first, jnp.broadcast_to(size, jnp.shape(mean))) * mean / size
    return random.poisson(second, rate)
