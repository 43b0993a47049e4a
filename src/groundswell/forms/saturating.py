"""More of the cause matters less and less."""

from jax import Array

from groundswell.forms._form import Form, Shape
from groundswell.forms.linear import mean_cause


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive rises steeply first and levels off; it is 1 when every cause is full."""
    mean = mean_cause(causes, present)
    return (1 + shape.half_point) * mean / (mean + shape.half_point)


SATURATING = Form(
    "saturating",
    "d = (1 + h) a / (a + h), a = mean(a)",
    "generic: Michaelis and Menten (1913), rescaled to [0, 1]",
    act,
)
