"""Hirshleifer (1989, 1991): chances by the difference of efforts, and guns against butter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.hirshleifer import (
    best_reply,
    difference_chance,
    difference_equilibria,
    guns_and_butter,
    paradox_bound,
)

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(**given: Any) -> dict[str, Any]:
    """Return the fight over what both produce, and the contest by difference with its best replies and equilibria."""
    fought, share = guns_and_butter(given["first"], given["second"], given["decisiveness"])
    sharpness, prize = given["sharpness"], given["prize"]
    one, other, shift = given["effort"], given["other_effort"], given["shift"]
    ratios, grid = np.geomspace(1, 10, 60), np.linspace(0, 2, 101)
    chance = difference_chance(one, other, sharpness)
    return {
        **given,
        "fighting": fought,
        "income_share": share,
        "incomes": tuple(np.array([share, 1 - share]) * (given["first"] + given["second"] - sum(fought))),
        "paradox_bound": paradox_bound(given["decisiveness"]),
        "chance": chance,
        "chance_moved": difference_chance(one + shift, other + shift, sharpness) - chance,
        "grid": grid,
        "best_replies": np.array([best_reply(float(effort), sharpness, prize) for effort in grid]),
        "equilibria": difference_equilibria(sharpness, prize),
        "ratios": ratios,
        "shares_by_ratio": np.array([guns_and_butter(r, 1.0, given["decisiveness"])[1] for r in ratios]),
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw the richer side's share of income by its share of resources."""
    ratios = result["ratios"]
    return line_chart(
        f"Paradox of power: incomes are equal up to a ratio of {result['paradox_bound']:.3g}",
        [
            Series("share of income", ratios, result["shares_by_ratio"]),
            Series("share of resources", ratios, ratios / (1 + ratios), "dashed"),
        ],
        x="resources of the richer over the poorer side",
        y="share of the richer side",
    )


REPLICATION = Replication(
    id="hirshleifer-1989",
    title="Conflict and rent-seeking success functions; The paradox of power",
    source="Hirshleifer 1989, Public Choice 63; 1991, Economics & Politics 3",
    says="The poorer side fights more, so incomes are equal up to a bound however unequal resources are.",
    parameters=(
        Parameter("first", 1.0, "resources", "of the first side", above=0),
        Parameter("second", 1.0, "resources", "of the second side", above=0),
        Parameter("decisiveness", 1.0, "power", "m of the ratio form", above=0),
        Parameter("sharpness", 6.0, "per unit of effort", "k of the difference form", above=0),
        Parameter("prize", 1.0, "effort", "what winning is worth in the difference form", above=0),
        Parameter("effort", 0.4, "effort", "of the first side in the difference form", at_least=0),
        Parameter("other_effort", 0.2, "effort", "of the second side there", at_least=0),
        Parameter("shift", 3.0, "effort", "added to both efforts there", at_least=0),
    ),
    rows=(
        Row("F9", {}, "fighting", (0.5, 0.5), 1e-4, "derived"),
        Row("F11", {}, "paradox_bound", 3, 1e-9, "derived"),
        Row("F11-at", {"first": 3.0}, "income_share", 0.5, 1e-9, "derived", note="incomes at the bound itself"),
        Row("F13-difference", {}, "chance_moved", 0, 1e-12, "derived"),
    ),
    model=said(model),
    picture=picture,
)
