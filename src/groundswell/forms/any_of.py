"""One cause is enough."""

from jax import Array

from groundswell.forms._form import Form, Shape, product


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is 1 minus the product of what each cause leaves undone."""
    del shape
    return 1 - product(1 - causes * present)


ANY_OF = Form("any of", "d = 1 - (1 - a1)(1 - a2) ... (1 - an)", "generic: noisy or, Pearl (1988), ch. 4", act)
