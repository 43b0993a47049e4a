"""Nothing much happens below a point, nearly everything above it."""

import jax
from jax import Array

from groundswell.forms._form import Form, Shape
from groundswell.forms.linear import mean_cause


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive passes from near 0 to near 1 as the mean cause passes the tipping point."""
    return jax.nn.sigmoid(shape.steepness * (mean_cause(causes, present) - shape.tipping_point))


THRESHOLD = Form(
    "threshold", "d = 1 / (1 + exp(-k (mean(a) - c)))", "generic: the mean-field threshold of Granovetter (1978)", act
)
