"""Each person's next opinion is a weighted mean of the opinions that person listens to."""

from typing import Any

import jax.numpy as jnp
import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape, total


def checked_weights(weights: Any) -> np.ndarray:
    """Weights (people, people) as rows that sum to 1; raises ValueError that names the first bad row."""
    found = np.asarray(weights, float)
    if found.ndim != 2 or found.shape[0] != found.shape[1] or not found.size:
        raise ValueError(f"weights are a square table, a row a person; these have the shape {found.shape}")
    if not np.isfinite(found).all() or (found < 0).any():
        raise ValueError("every weight is a finite number, 0 or more")
    wrong = np.flatnonzero(np.abs(found.sum(1) - 1) > 1e-9)
    if wrong.size:
        raise ValueError(f"row {wrong[0]} of the weights sums to {found[wrong[0]].sum():.6g}, not to 1")
    return found


def next_opinions(weights: np.ndarray, opinions: np.ndarray) -> np.ndarray:
    """Opinions (people,) a period later: x' = W x."""
    return weights @ opinions


def influence(weights: np.ndarray) -> np.ndarray:
    """How much each person's first opinion counts in the end, summing to 1: the left unit eigenvector of W.

    Raises ValueError where the end depends on more than that (several separate groups).
    """
    values, vectors = np.linalg.eig(weights.T)
    ones = np.flatnonzero(np.abs(values - 1) < 1e-9)
    if len(ones) != 1:
        raise ValueError("the people fall into groups that never hear each other, so there is no one influence")
    found = np.real(vectors[:, ones[0]])
    return found / found.sum()


def error_factor(weights: np.ndarray) -> float:
    """Share of the distance to agreement that is left a period later, in the long run: second largest |eigenvalue|."""
    return float(np.sort(np.abs(np.linalg.eigvals(weights)))[-2]) if len(weights) > 1 else 0.0


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the influence-weighted mean of the causes: where opinions that feed on each other come to rest.

    Reduction: each cause is a source whose influence is a fixed multiple of the one before it, so that a reading may
    hear some more than others.

    On a citizen: the mean of what he himself hears, which is the equation as its author states it.
    """
    (lean,) = shape.own
    places = jnp.arange(len(causes), dtype=causes.dtype).reshape(-1, *[1] * (causes.ndim - 1))
    weights = jnp.exp(lean * places) * present
    return total(weights * causes) / jnp.maximum(total(weights), 1e-6)


DEGROOT = Form(
    "degroot-1974",
    "x' = W x, rows of W sum to 1, limit w.x; here d = sum w a / sum w, w = exp(s place)",
    "DeGroot (1974), Reaching a consensus, JASA 69",
    act,
    "opinion in [0, 1]",
    (Number("lean", -1.0, 1.0, "log ratio", "how much more the next source counts than the one before"),),
)
