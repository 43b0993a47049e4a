"""Every cause is needed."""

import jax.numpy as jnp
from jax import Array

from groundswell.forms._form import Form, Shape, total

_FLOOR = 1e-6


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the geometric mean of the causes: one that is missing stops it."""
    del shape
    logs = jnp.log(jnp.maximum(causes, _FLOOR)) * present
    return jnp.exp(total(logs) / total(present).clip(1)) * (total(present) > 0)


ALL_OF = Form("all of", "d = (a1 a2 ... an)^(1/n)", "generic: necessary conditions, Goertz and Levy (2007)", act)
