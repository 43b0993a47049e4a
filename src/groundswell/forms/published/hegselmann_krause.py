"""People heed only those whose opinion is near their own, and so settle into camps."""

from typing import Any

import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean

SLACK = 1e-12
"""Distances over the bound by no more than this count as within it."""


def next_opinions(opinions: np.ndarray, confidence: float) -> np.ndarray:
    """Sorted opinions (people,) a period later: each to the mean of all within `confidence`, itself included."""
    first = np.searchsorted(opinions, opinions - confidence - SLACK, "left")
    last = np.searchsorted(opinions, opinions + confidence + SLACK, "right")
    sums = np.concatenate([[0.0], np.cumsum(opinions)])
    return (sums[last] - sums[first]) / (last - first)


def next_opinions_in_turn(opinions: np.ndarray, confidence: float) -> np.ndarray:
    """The same, one person after another, each seeing those before as they are by now."""
    found = opinions.copy()
    for person in range(len(found)):
        found[person] = found[np.abs(found - found[person]) <= confidence + SLACK].mean()
    return found


def clusters(opinions: np.ndarray, gap: float = 1e-6) -> list[np.ndarray]:
    """The camps: sorted opinions, split where neighbours are more than `gap` apart."""
    ordered = np.sort(opinions)
    return np.split(ordered, np.flatnonzero(np.diff(ordered) > gap) + 1)


def pull(committed: Any, confidence: Any) -> Any:
    """Weight of a committed camp among the opinions that one of its neighbours heeds, in [0, 1].

    The camp holds a share of the people at one point; the rest are even over [0, 1], and 2 eps of them within reach.
    """
    return committed / (committed + (1 - committed) * 2 * confidence)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the weight of the camp that the causes speak for in what its neighbours average over.

    Reduction: the mean cause is the share of people committed to one end, the others lie evenly between; a neighbour's
    step is the mean of all within eps, so the camp's part in it is a / (a + (1 - a) 2 eps).

    On a citizen: the camp's weight in what he averages over, where his own causes say how large the camp is.
    """
    (confidence,) = shape.own
    return stretched_mean(lambda a: pull(a, confidence), causes, present)


HEGSELMANN_KRAUSE = Form(
    "hegselmann-krause-2002",
    "x_i' = mean of x_j with |x_i - x_j| <= eps; here d = a / (a + (1 - a) 2 eps)",
    "Hegselmann and Krause (2002), Opinion dynamics and bounded confidence, JASSS 5(3)",
    act,
    "share of what a neighbour averages over",
    (Number("confidence", 0.05, 0.45, "opinion", "distance up to which others are heeded"),),
)
