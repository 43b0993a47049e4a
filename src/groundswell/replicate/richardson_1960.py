"""Richardson (1960): two sides that react to each other's arms settle, or race without end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published import richardson as form
from groundswell.forms.published._rates import follow

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said

BUDGETS = (199.2, 204.8, 214.9, 238.7, 289.0)


def model(**given: Any) -> dict[str, Any]:
    """Return where arms rest, whether they settle, their path, and the line through the budgets."""
    matrix = form.system(given["k"], given["l"], given["alpha"], given["beta"])
    grievances = np.array([given["g"], given["h"]])
    time, path = follow(lambda x: matrix @ x + grievances, np.array(given["start"]), 0.02, given["until"])
    if len(given["budgets"]) < 3:
        raise ValueError("budgets are those of three years or more")
    slope, at_zero = form.increase_line(np.array(given["budgets"]))
    values = np.linalg.eigvals(matrix)
    return {
        **given,
        "rest": form.rest(matrix, grievances),
        "eigenvalues": values,
        "largest_eigenvalue": float(values.real.max()),
        "stable": form.is_stable(matrix),
        "discrete_radius": form.discrete_radius(matrix, given["step"]),
        "time": time,
        "path": path,
        "increase_slope": slope,
        "total_at_rest": at_zero,
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw the yearly increase of both blocs' budgets against their mean, as Richardson did."""
    totals = np.array(result["budgets"])
    mean, more = (totals[1:] + totals[:-1]) / 2, np.diff(totals)
    ends = np.array([result["total_at_rest"], mean.max() * 1.02])
    return line_chart(
        f"Both blocs 1909-13: slope {result['increase_slope']:.3f} a year",
        [
            Series("two years", mean, more, "points"),
            Series("line of least squares", ends, result["increase_slope"] * (ends - ends[0])),
        ],
        x="mean of two years' budgets, million pounds",
        y="increase, million pounds a year",
    )


_RACE = {"k": 0.9, "l": 1.0, "alpha": 1.2, "beta": 1.1, "g": 0.3, "h": 0.2}
REPLICATION = Replication(
    id="richardson-1960",
    title="Arms and insecurity",
    source="Richardson 1960, Arms and Insecurity",
    says="Two sides that react to each other's arms settle where fatigue outweighs reaction and race otherwise.",
    parameters=(
        Parameter("k", 0.9, "per year", "reaction of the first side"),
        Parameter("l", 1.0, "per year", "reaction of the second side"),
        Parameter("alpha", 1.2, "per year", "fatigue of the first side"),
        Parameter("beta", 1.1, "per year", "fatigue of the second side"),
        Parameter("g", 0.3, "arms a year", "grievance of the first side"),
        Parameter("h", 0.2, "arms a year", "grievance of the second side"),
        Parameter("step", 0.9, "years", "length of a discrete step", above=0),
        Parameter("start", (0.0, 0.0), "arms", "of both sides at the start"),
        Parameter("until", 20.0, "years", "how long the path is", above=0, at_most=1000),
        Parameter("budgets", BUDGETS, "million pounds", "of both blocs, year by year from 1909", at_least=0),
    ),
    rows=(
        Row("R1", _RACE, "rest", (1.214286, 1.285714), 1e-6, "derived"),
        Row("R2", _RACE, "largest_eigenvalue", -0.2, 1e-9, "derived"),
        Row("R4", _RACE, "discrete_radius", 0.89, 1e-9, "derived"),
        Row("R5", {}, "increase_slope", 0.731, 0.005, "unconfirmed", note="Richardson has .73"),
        Row("R6", {}, "total_at_rest", 194.9, 1, "unconfirmed", note="Richardson has 194"),
    ),
    model=said(model),
    picture=picture,
)
