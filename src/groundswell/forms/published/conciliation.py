"""Concessions win over the moderate; the extreme remain, and former militants help to fight them."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean


def mean_of_rest(concession: Any) -> Any:
    """Mean militancy of those who refuse a concession s in [0, 1), militancy even on (0, 1): (1 + s) / 2."""
    return (1 + concession) / 2


def violence(concession: Any, help_given: Any, summed: bool = False) -> Any:
    """Violence after a concession as a multiple of the violence before it.

    The mean militancy of the rest (default) or its sum over them, scaled by 1 - rho for the help of former militants.
    """
    left = 1 - concession**2 if summed else 1 + concession
    return left * (1 - help_given)


def help_needed(concession: Any) -> Any:
    """Help rho above which violence falls although the mean militant grows more extreme: s / (1 + s)."""
    return concession / (1 + concession)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is how much of a movement's fight is gone once so many of it are satisfied.

    Reduction: the mean cause is the concession (or the office) taken by all less militant than it; the fight is summed
    over those who remain, and help grows with those who left: 1 - (1 - a^2)(1 - rho a).

    On a citizen: the part of the fight that he sees gone; who is satisfied is counted over the movement.
    """
    (help_given,) = shape.own
    return stretched_mean(lambda a: 1 - violence(a, help_given * a, summed=True), causes, present)


CONCILIATION = Form(
    "bueno-de-mesquita-2005",
    "violence = (1 - s^2)(1 - rho); here d = 1 - (1 - a^2)(1 - rho a) (a reduced form)",
    "after Bueno de Mesquita (2005), Conciliation, counterterrorism, and patterns of terrorist violence, IO 59(1)",
    act,
    "share of the fight that is gone",
    (Number("help", 0.0, 0.8, "share of violence", "what former militants take from the rest"),),
)
