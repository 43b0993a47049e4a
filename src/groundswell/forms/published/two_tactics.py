"""Dissidents mix peaceful and violent tactics; what is made dearer is replaced by the other."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean


def mix(peaceful_price: Any, violent_price: Any, elasticity: Any) -> tuple[Any, Any]:
    """Peaceful and violent acts that a budget of 1 buys at these prices, CES benefit with this elasticity."""
    spent = peaceful_price ** (1 - elasticity) + violent_price ** (1 - elasticity)
    return peaceful_price**-elasticity / spent, violent_price**-elasticity / spent


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the violent acts that repression of peaceful ones brings about.

    Reduction: the mean cause raises the price of peaceful dissent from 1 to 1 + k, violent dissent costs 1; tactics
    replace each other (elasticity above 1; Moore's substitution).

    On a citizen: the violent acts of a movement that meets the price that he sees put on peaceful ones.
    """
    elasticity, dearer = shape.own
    return stretched_mean(lambda a: mix(1 + dearer * a, 1 + 0 * a, elasticity)[1], causes, present)


TWO_TACTICS = Form(
    "lichbach-1987",
    "n = p_n^-s / D, v = p_v^-s / D, D = p_n^(1-s) + p_v^(1-s); here p_n = 1 + k a, p_v = 1 (a reduced form)",
    "after Lichbach (1987), Deterrence or escalation?, JCR 31(2); Moore (1998), Repression and dissent, AJPS 42(3)",
    act,
    "violent acts a budget",
    (
        Number("elasticity", 1.2, 3.0, "ratio", "how readily tactics replace each other"),
        Number("dearer", 0.5, 3.0, "price", "what full repression adds to the price of peaceful dissent"),
    ),
)
