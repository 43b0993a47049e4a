"""Tullock (1980): rivals for a prize burn much of it in the contest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.tullock import equal_effort, has_pure_equilibrium, two_efforts, win_chances

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(decisiveness: float, prizes: tuple[float, ...], sides: int) -> dict[str, Any]:
    """Return efforts, chances and payoffs: of two sides with their own prizes, and of many alike ones with the first.

    Where there is no equilibrium without chance, efforts solve the first-order conditions and `pure` is false.
    """
    if len(prizes) != 2:
        raise ValueError(f"prizes are two numbers, the prize of either side, not {len(prizes)}")
    first, second = two_efforts(decisiveness, *prizes)
    chances = win_chances([first, second], decisiveness)
    each = equal_effort(decisiveness, prizes[0], sides)
    counts = np.arange(2, 13)
    return {
        "efforts": (first, second),
        "chances": chances,
        "payoffs": (chances[0] * prizes[0] - first, chances[1] * prizes[1] - second),
        "each": each,
        "payoff_each": prizes[0] / sides - each,
        "pure": has_pure_equilibrium(decisiveness, sides),
        "most_decisive": sides / (sides - 1),
        "counts": counts,
        "burnt": counts * equal_effort(decisiveness, 1.0, counts),
        "decisiveness": decisiveness,
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw the share of the prize that is burnt by the number of sides."""
    counts = result["counts"]
    return line_chart(
        f"Share of the prize that rivals burn, decisiveness {result['decisiveness']:g}",
        [Series("burnt", counts, result["burnt"]), Series("the whole prize", [2, 12], [1, 1], "dashed")],
        x="sides",
        y="efforts over prize",
    )


_TWO = {"prizes": (1.0, 1.0)}
REPLICATION = Replication(
    id="tullock-1980",
    title="Efficient rent seeking",
    source="Tullock 1980, in Toward a Theory of the Rent-Seeking Society",
    says="Rivals for a prize burn much of it in the contest, the more so the more they are.",
    parameters=(
        Parameter("decisiveness", 1.0, "power", "m, how much more effort decides", above=0),
        Parameter("prizes", (1.0, 1.0), "prize", "what winning is worth to either of two sides", above=0),
        Parameter("sides", 2, "sides", "how many alike sides, each with the first prize", at_least=2),
    ),
    rows=(
        Row("F1", _TWO, "efforts", (0.25, 0.25), 1e-5, "derived"),
        Row("F2", {**_TWO, "decisiveness": 0.5}, "efforts", (0.125, 0.125), 1e-5, "derived"),
        Row("F3", {"prizes": (2.0, 1.0)}, "efforts", (0.444444, 0.222222), 1e-5, "derived"),
        Row("F5", {**_TWO, "sides": 5}, "each", 0.16, 1e-9, "derived"),
        Row("F6", {**_TWO, "sides": 4, "decisiveness": 4 / 3}, "payoff_each", 0, 1e-9, "derived"),
    ),
    model=said(model),
    picture=picture,
)
