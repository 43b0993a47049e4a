"""People give way to others only so far and stay tied to where they began."""

from typing import Any

import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.linear import mean_cause


def next_opinions(weights: Any, openness: Any, opinions: Any, first: Any) -> Any:
    """Opinions (people,) a period later: x' = L W x + (I - L) x(0), openness the diagonal of L, in [0, 1]."""
    return openness * (weights @ opinions) + (1 - openness) * first


def limit(weights: np.ndarray, openness: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Where opinions (people,) come to rest: (I - L W)^-1 (I - L) x(0).

    Raises ValueError where nobody is tied to a first opinion, so that the equation has no single answer.
    """
    system = np.eye(len(first)) - openness[:, None] * weights
    if np.linalg.matrix_rank(system) < len(first):
        raise ValueError("everyone in some group is wholly open, so first opinions do not settle where it ends")
    return np.linalg.solve(system, (1 - openness) * first)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the part of the sources' opinion that people tied to their first one (0) end up with.

    Reduction: alike people with openness l hear themselves with weight s and the sources (at a) with 1 - s, for ever:
    x = l (1 - s) a / (1 - l s). Not stretched to 1, since being held back is what the model says.

    On a citizen: where he ends, tied to his first opinion, if what he hears stays as it is; the equation as stated.
    """
    openness, self_weight = shape.own
    return openness * (1 - self_weight) / (1 - openness * self_weight) * mean_cause(causes, present)


FRIEDKIN_JOHNSEN = Form(
    "friedkin-johnsen-1990",
    "x = (I - L W)^-1 (I - L) x(0); here d = l (1 - s) a / (1 - l s)",
    "Friedkin and Johnsen (1990), Social influence and opinions, J. Math. Sociology 15",
    act,
    "opinion in [0, 1]",
    (
        Number("openness", 0.5, 1.0, "share", "how far people give way to others"),
        Number("self-weight", 0.0, 0.6, "share", "how much of what people hear is themselves"),
    ),
)
