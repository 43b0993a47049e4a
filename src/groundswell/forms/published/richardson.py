"""Each side arms against the other's arms, tires of its own, and acts on old grievances."""

import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.linear import mean_cause


def system(k: float, l: float, alpha: float, beta: float) -> np.ndarray:  # noqa: E741  # the author's letters
    """The matrix of x' = k y - alpha x + g, y' = l x - beta y + h, rates a year."""
    found = np.array([[-alpha, k], [l, -beta]], float)
    if not np.isfinite(found).all():
        raise ValueError("all four rates are finite numbers")
    return found


def rest(matrix: np.ndarray, grievances: np.ndarray) -> np.ndarray:
    """Arms (2,) at which neither side changes; raises ValueError where reaction and fatigue cancel out."""
    if abs(np.linalg.det(matrix)) < 1e-12:
        raise ValueError("k l equals alpha beta, so arms have no single rest point")
    return np.linalg.solve(matrix, -grievances)


def is_stable(matrix: np.ndarray) -> bool:
    """Whether arms settle: fatigue outweighs reaction, k l < alpha beta (with both fatigues above 0)."""
    return bool(np.linalg.eigvals(matrix).real.max() < 0)


def discrete_radius(matrix: np.ndarray, step: float) -> float:
    """Largest |eigenvalue| of the map x + step (A x + g); below 1 arms settle."""
    return float(np.abs(np.linalg.eigvals(np.eye(2) + step * matrix)).max())


def increase_line(totals: np.ndarray) -> tuple[float, float]:
    """Yearly increase of both sides' total on the mean of the two years: slope a year, and total without increase."""
    mean, more = (totals[1:] + totals[:-1]) / 2, np.diff(totals)
    slope, at_zero = np.polyfit(mean, more, 1)
    return float(slope), float(-at_zero / slope)


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the level that a side comes to rest at against an opponent who stands at a.

    Reduction: x = k a / alpha, the mean cause being the other's arms; a straight line, held back by fatigue, and not
    stretched to 1, since that is all that the equation says.

    On a citizen: the level he comes to rest at against what he sees of the other side.
    """
    (reaction,) = shape.own
    return reaction * mean_cause(causes, present)


RICHARDSON = Form(
    "richardson-1960",
    "x' = k y - alpha x + g; here x at rest for y = a, as d = (k / alpha) a",
    "Richardson (1960), Arms and Insecurity",
    act,
    "arms, as a share of the opponent's at full cause",
    (Number("reaction", 0.5, 1.0, "ratio", "reaction k over fatigue alpha"),),
)
