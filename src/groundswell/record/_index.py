"""An index is affine in its node, with error.

Its value runs in a straight line from the value where the node stands at 0 to the value where it stands at 1. Both
ends are known as ranges only; they are normal with those ranges as central 90 %, and can be summed out, since what is
read is then jointly normal given a run.
"""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np
from jax import Array, random

from ._quadrature import NINETY


def index_mean(level: Array, at_zero: Array | float, at_one: Array | float) -> Array:
    """Expected value of an index for nodes on [0, 1]."""
    along = jnp.asarray(level)
    return (1 - along) * at_zero + along * at_one


def index_log_likelihood(value: Array, mean: Array, error: float | Array) -> Array:
    """Log density of values with normal error."""
    z = (jnp.asarray(value) - mean) / error
    return -0.5 * z**2 - jnp.log(error) - 0.5 * jnp.log(2 * jnp.pi)


def index_sample(key: Array, mean: Array, error: float | Array) -> Array:
    """Values with normal error."""
    return jnp.asarray(mean) + error * random.normal(key, jnp.shape(mean))


def series_log_likelihood(
    value: Array | np.ndarray, level: Array | np.ndarray, at_zero: tuple[float, float], at_one: tuple[float, float],
    error: float,
) -> Array:  # fmt: skip
    """Log density (runs,) of a series (times,) given nodes (runs, times), both ends summed out over their ranges."""
    level = jnp.asarray(level)
    ends = jnp.stack([1 - level, level], -1)
    centre = np.array([sum(at_zero) / 2, sum(at_one) / 2])
    width = np.array([at_zero[1] - at_zero[0], at_one[1] - at_one[0]]) / 2 / NINETY
    ends_scaled, count = ends * width / error, level.shape[-1]
    miss = (jnp.asarray(value) - ends @ centre) / error
    # the covariance is the identity and a part of rank two, so its inverse and its determinant are those of a 2 x 2
    inner = jnp.eye(2) + jnp.swapaxes(ends_scaled, -1, -2) @ ends_scaled
    determinant = inner[..., 0, 0] * inner[..., 1, 1] - inner[..., 0, 1] ** 2
    one, other = jnp.moveaxis((miss[..., None, :] @ ends_scaled)[..., 0, :], -1, 0)
    taken = inner[..., 1, 1] * one**2 - 2 * inner[..., 0, 1] * one * other + inner[..., 0, 0] * other**2
    squares = (miss**2).sum(-1) - taken / determinant
    return -0.5 * (squares + jnp.log(determinant)) - count * (0.5 * jnp.log(2 * jnp.pi) + jnp.log(error))
