"""Every cause adds its share."""

from jax import Array

from groundswell.forms._form import Form, Shape, total


def mean_cause(causes: Array, present: Array) -> Array:
    """The mean over the causes that are there; 0 where there is none."""
    return total(causes * present) / total(present).clip(1)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the mean of the causes."""
    del shape
    return mean_cause(causes, present)


LINEAR = Form("linear", "d = mean(a)", "generic: the additive reading of a causal sentence", act)
