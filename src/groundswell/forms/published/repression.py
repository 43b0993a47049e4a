"""Protest brings repression and repression lowers protest: they chase each other, or settle under a ceiling."""

from typing import Any

import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import array_of, stretched_mean


def rates(state: Any, a: float, b: float, c: float, d: float, ceiling: float | None) -> np.ndarray:
    """P' = a P (1 - P / K) - b P R (without K: a P - b P R), R' = -c R + d P R; state (P, R), rates a month."""
    protest, repression = state
    growth = a * protest if ceiling is None else a * protest * (1 - protest / ceiling)
    return np.array([growth - b * protest * repression, (d * protest - c) * repression])


def rest(a: float, b: float, c: float, d: float, ceiling: float | None) -> np.ndarray:
    """Protest and repression at which both stay; a ceiling below c / d leaves protest at it and no repression."""
    protest = c / d
    if ceiling is None:
        return np.array([protest, a / b])
    if ceiling <= protest:
        return np.array([ceiling, 0.0])
    return np.array([protest, a / b * (1 - protest / ceiling)])


def slopes(state: np.ndarray, a: float, b: float, c: float, d: float, ceiling: float | None) -> np.ndarray:
    """The Jacobian at a state; its eigenvalues say whether swings die out."""
    protest, repression = state
    own = a if ceiling is None else a * (1 - 2 * protest / ceiling)
    return np.array([[own - b * repression, -b * protest], [d * repression, d * protest - c]])


def kept(state: Any, a: float, b: float, c: float, d: float) -> Any:
    """What never changes along a cycle: d P - c ln P + b R - a ln R."""
    protest, repression = state
    return d * protest - c * np.log(protest) + b * repression - a * np.log(repression)


def growth(protest: Any, strength: Any) -> Any:
    """How much repression grows in a spell of protest, as a multiple of itself: exp(d P t) - 1."""
    return array_of(protest, strength).exp(strength * protest) - 1


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is how much coercion has grown after a spell of protest at this level.

    Reduction: R' = (d P - c) R with protest held at the mean cause gives R(t) = R(0) exp((d a - c) t); its growth over
    the spell, against that without protest, is exp(d a t) - 1.

    On a citizen: how much coercion grows against protest at the level around him.
    """
    (strength,) = shape.own
    return stretched_mean(lambda a: growth(a, strength), causes, present)


REPRESSION = Form(
    "francisco-1995",
    "P' = a P (1 - P/K) - b P R, R' = -c R + d P R; here d = exp(s a) - 1, stretched (a reduced form)",
    "after Tsebelis and Sprague (1989), Math. Comput. Modelling 12, and Francisco (1995), JCR 39(2)",
    act,
    "growth of coercion",
    (Number("strength", 0.5, 3.0, "log ratio", "growth of coercion over a spell of full protest"),),
)
