"""Only efforts decide a contest, and only their ratio: the axioms leave the power form."""

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean
from groundswell.forms.published.tullock import FLOOR, balance


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the chance to win of an effort a against an opponent whose effort stands fixed.

    Reduction: d = x^m / (x^m + y^m), x = a + .05 the mean cause, y the standing effort; unlike in a contest over shares
    what one side gains the other does not lose.

    On a citizen: the chance to win of an effort as large as the one he sees.
    """
    decisiveness, standing = shape.own
    return stretched_mean(lambda a: balance(a + FLOOR, standing, decisiveness), causes, present)


SKAPERDAS = Form(
    "skaperdas-1996",
    "p_i = x_i^m / sum x^m, the only form that is free of scale; here against a fixed effort y",
    "Skaperdas (1996), Contest success functions, Economic Theory 7",
    act,
    "chance to win",
    (
        Number("decisiveness", 0.5, 3.0, "power", "how much more effort decides"),
        Number("standing effort", 0.2, 0.8, "effort", "what the opponent puts up whatever happens"),
    ),
)
