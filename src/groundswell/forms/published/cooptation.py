"""A ruler who needs help gives policy; one who is threatened adds rents for the few who could rise."""

from typing import Any

import jax
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean


def bargain(need: Any, threat: Any) -> tuple[Any, Any]:
    """Policy concession and rents that keep a ruler at least cost: they minimise s^2/2 + r^2/2 - need s with
    s + r >= threat and r >= 0. All in units of one concession."""
    numbers = array_of(need, threat)
    rents = numbers.maximum(threat - need, 0) / 2
    return need + rents, rents


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the rents (and the policy beyond what is needed anyway) that a threat of this strength extracts.

    Reduction: the mean cause is the threat, the need for cooperation is fixed; rents begin where threat exceeds need,
    the corner rounded over a tenth since rulers differ.

    On a citizen: the rents that a threat as strong as his part of it would extract.
    """
    (need,) = shape.own
    return stretched_mean(lambda a: 0.1 * jax.nn.softplus((a - need) / 0.1) / 2, causes, present)


GANDHI_PRZEWORSKI = Form(
    "gandhi-przeworski-2006",
    "s = need + r, r = max(0, threat - need) / 2; here threat = a (a reduced form)",
    "after Gandhi and Przeworski (2006), Cooperation, cooptation, and rebellion, Econ. & Politics 18(1)",
    act,
    "rents, in units of one concession",
    (Number("need", 0.0, 0.5, "units of one concession", "how much the ruler needs cooperation"),),
)
