"""What the published forms share: an author's curve as a drive, and numbers that work in and out of a program."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.forms.linear import mean_cause


def array_of(*values: Any) -> Any:
    """The array library that the values belong to: JAX inside a program, NumPy (64 bits) outside."""
    return jnp if any(isinstance(value, jax.Array) for value in values) else np


def stretched(curve: Callable[[Array], Array], cause: Array) -> Array:
    """A rising curve over [0, 1] as a drive: 0 where there is no cause, 1 where the cause is full.

    An author's equation says how a response bends, in units of its own; how large it is in the case is the strength's
    business. So only the bend is kept. Causes (..., localities, citizens, readings) share the two ends of a reading's
    curve, which are worked out once.
    """
    ends = cause[..., :1, :1, :] if cause.ndim > 2 else cause
    nothing, everything = curve(jnp.zeros_like(ends)), curve(jnp.ones_like(ends))
    return (curve(cause) - nothing) / (everything - nothing)


def stretched_mean(curve: Callable[[Array], Array], causes: Array, present: Array) -> Array:
    """The same, of the mean of the causes."""
    return stretched(curve, mean_cause(causes, present))
