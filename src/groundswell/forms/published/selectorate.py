"""A leader who needs few supporters buys them with private goods and keeps the rest."""

from typing import Any

from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean


def share_kept(coalition: Any, patience: Any) -> Any:
    """Share of revenue that an incumbent keeps; coalition W over selectorate S in (0, 1], discount factor in [0, 1).

    The incumbent pays each member v with v / (1 - d) = 1 + d / (1 - d) (W / S) v and keeps 1 - v.
    """
    return 1 - (1 - patience) / (1 - patience * coalition)


def best_public_good(coalition: float) -> float:
    """Share of a budget of 1 that goes to the public good where x maximises sqrt(x) + sqrt((1 - x) / W)."""
    if not coalition > 0:
        raise ValueError(f"the coalition is above 0, not {coalition}")
    return coalition / (1 + coalition)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share that rulers keep for themselves as the circle they need grows narrow.

    Reduction: the mean cause is narrowness, 1 - W/S.

    On a citizen: what rulers keep whose circle is as narrow as he sees it.
    """
    (patience,) = shape.own
    return stretched_mean(lambda a: share_kept(1 - a, patience), causes, present)


SELECTORATE = Form(
    "bueno-de-mesquita-2003",
    "kept = 1 - (1 - d) / (1 - d W/S); here W/S = 1 - a (a reduced form)",
    "after Bueno de Mesquita, Smith, Siverson and Morrow (2003), The Logic of Political Survival",
    act,
    "share of revenue kept",
    (Number("patience", 0.5, 0.9, "discount factor", "how much members value staying in the coalition"),),
)
