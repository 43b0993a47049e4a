"""Risky or contested acts spread only where several of one's neighbours have gone first."""

import math
from typing import Any

import numpy as np
from jax import Array

from groundswell.forms._form import Form, Number, Shape
from groundswell.forms.published._curve import stretched_mean

AROUND = 8
"""Neighbours on a square lattice, corners counting."""
VIEWS = {
    "moore": [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1) if (i, j) != (0, 0)],
    "von neumann": [(-1, 0), (1, 0), (0, -1), (0, 1)],
}


def spread_on_lattice(on: np.ndarray, need: int, view: str = "moore") -> np.ndarray:
    """Sites (rows, columns) of a torus that are on in the end: on for good once `need` neighbours are on."""
    if view not in VIEWS:
        raise ValueError(f"the view is one of {', '.join(VIEWS)}, not {view}")
    while True:
        around = sum(np.roll(on, shift, (0, 1)).astype(int) for shift in VIEWS[view])
        after = on | (around >= need)
        if (after == on).all():
            return after
        on = after


def early_adopters(mean_degree: Any, share_needed: float) -> Any:
    """z Pr(Poisson(z) <= K - 2), K = floor(1 / phi): above 1 one seed can set off a cascade on a random graph."""
    most = math.floor(1 / share_needed + 1e-9) - 2
    logs = np.log(mean_degree)
    return mean_degree * sum(np.exp(k * logs - mean_degree - math.lgamma(k + 1)) for k in range(most + 1))


def cascade_window(share_needed: float) -> tuple[float, float] | None:
    """Mean degrees between which one seed can set off a cascade, by halving; None where there are none.

    share_needed: phi in (0, 1], the share of on neighbours that turns a node on. Raises ValueError outside of that.
    """
    if not 0 < share_needed <= 1:
        raise ValueError(f"the share of neighbours needed lies in (0, 1], not at {share_needed}")
    grid = np.geomspace(1e-3, 40 / share_needed, 4000)
    above = early_adopters(grid, share_needed) > 1
    if not above.any():
        return None
    first, last = int(above.argmax()), len(grid) - 1 - int(above[::-1].argmax())
    return _crossing(grid[first - 1], grid[first], share_needed), _crossing(grid[last + 1], grid[last], share_needed)


def _crossing(below: float, above: float, share_needed: float) -> float:
    for _ in range(60):
        middle = (below + above) / 2
        below, above = (below, middle) if early_adopters(middle, share_needed) > 1 else (middle, above)
    return (below + above) / 2


def at_least(share: Array, need: int) -> Array:
    """Chance that at least `need` of eight neighbours are on where each is with this chance."""
    return sum(math.comb(AROUND, k) * share**k * (1 - share) ** (AROUND - k) for k in range(need, AROUND + 1))  # type: ignore[return-value]


def act(causes: Array, present: Array, shape: Shape) -> Array:
    """The drive is the share of people of whose eight neighbours enough are on, where a share a of all are.

    Reduction: neighbours are independent draws at the mean cause; a part of the people needs four, the rest two.

    On a citizen: the chance that enough of eight neighbours are on where his own causes say how many are; not his
    listed ties.
    """
    (wary,) = shape.own
    return stretched_mean(lambda a: (1 - wary) * at_least(a, 2) + wary * at_least(a, 4), causes, present)


COMPLEX_CONTAGION = Form(
    "centola-macy-2007",
    "on once m neighbours are on; here d = Pr(Bin(8, a) >= m), m = 2 or 4",
    "Centola and Macy (2007), Complex contagions, AJS 113(3); Watts (2002), PNAS 99(9); Morris (2000), RES 67",
    act,
    "share of people whom enough neighbours reach",
    (Number("wary", 0.0, 1.0, "share of people", "who need four neighbours rather than two"),),
)
