"""Two people who meet come nearer if they are near enough to begin with."""

from typing import Any

import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean


def meet(one: float, other: float, bound: float, step: float) -> tuple[float, float]:
    """Opinions of two people after they met: both move `step` times the gap if it is below the bound, strictly."""
    gap = other - one
    if abs(gap) >= bound:
        return one, other
    return one + step * gap, other - step * gap


def sweeps(opinions: list[float], pairs: np.ndarray, bound: float, step: float) -> list[float]:
    """Opinions after the meetings in `pairs` (meetings, 2), one after another."""
    found = list(opinions)
    for one, other in pairs.tolist():
        gap = found[other] - found[one]
        if -bound < gap < bound:
            found[one] += step * gap
            found[other] -= step * gap
    return found


def majors(sizes: np.ndarray, least: float = 0.01) -> int:
    """How many clusters hold at least this share of the people."""
    return int((sizes >= least * sizes.sum()).sum())


def concentration(sizes: np.ndarray) -> float:
    """Chance that two people are of one cluster: sum s^2 / (sum s)^2, in (0, 1]."""
    return float((sizes**2).sum() / sizes.sum() ** 2)


def approach(committed: Any, bound: Any, step: Any, meetings: Any) -> Any:
    """Share of the way to a committed camp that an average person has gone after so many meetings, in [0, 1]."""
    return 1 - (1 - step * bound * committed) ** meetings


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is how far a month of meetings with a committed camp has brought people towards it.

    Reduction: a meeting is with the camp with chance a (the mean cause); of people even over [0, 1] a share d is near
    enough to move, by mu of the gap: d = 1 - (1 - mu d a)^n.

    On a citizen: how far an average person who meets the camp as often as he does has gone towards it.
    """
    bound, step, meetings = shape.own
    return stretched_mean(lambda a: approach(a, bound, step, meetings), causes, present)


DEFFUANT = Form(
    "deffuant-2000",
    "if |x - y| < d: x += mu (y - x), y -= mu (y - x); here d = 1 - (1 - mu d a)^n",
    "Deffuant, Neau, Amblard and Weisbuch (2000), Mixing beliefs among interacting agents, Adv. Complex Systems 3",
    act,
    "share of the way to the camp",
    (
        Number("bound", 0.2, 0.6, "opinion", "gap below which people move"),
        Number("step", 0.2, 0.5, "share of the gap", "how far each moves"),
        Number("meetings", 4.0, 30.0, "a month", "meetings a person has in a month"),
    ),
)
