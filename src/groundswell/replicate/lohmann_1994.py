"""A reduced form after Lohmann (1994): how many turn out tells the others what the regime is like."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row


def model(people: int, joining: int, joins_if_bad: float, joins_if_good: float) -> dict[str, Any]:
    """Return what a turnout says about the regime, and the turnout that says nothing."""
    for_joining = math.log(joins_if_bad / joins_if_good)
    for_staying = math.log((1 - joins_if_good) / (1 - joins_if_bad))
    weight = for_joining + for_staying
    neutral = people * for_staying / weight if weight else float("nan")
    return {
        "log_odds_shift": joining * for_joining - (people - joining) * for_staying,
        "neutral_turnout": neutral,
        "people": people,
        "weight": weight,
        "constant": -people * for_staying,
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw the shift of belief against the turnout."""
    turnout = np.linspace(0, min(result["people"], 2.5 * abs(result["neutral_turnout"])), 101)
    return line_chart(
        f"A turnout of {result['neutral_turnout']:.4g} of {result['people']:,} says nothing",
        [
            Series("belief", turnout, result["constant"] + result["weight"] * turnout),
            Series("no news", turnout, np.zeros(len(turnout)), "dashed"),
        ],
        x="people who turn out",
        y="shift of the log odds that the regime is bad",
    )


REPLICATION = Replication(
    id="lohmann-1994",
    title="Turnout as news: a reduced form after The dynamics of informational cascades",
    source="after Lohmann 1994, World Politics 47(1); the reduced form is ours",
    says="A turnout above the expected one is news against the regime, and one below it news in its favour.",
    parameters=(
        Parameter("people", 1000, "persons", "who could join", at_least=1),
        Parameter("joining", 100, "persons", "who do join", at_least=0),
        Parameter("joins_if_bad", 0.12, "", "chance that a person joins if the regime is bad", above=0, below=1),
        Parameter("joins_if_good", 0.08, "", "chance that a person joins if it is good", above=0, below=1),
    ),
    rows=(
        Row(
            "B4", {"people": 1000, "joins_if_bad": 0.12, "joins_if_good": 0.08},
            "neutral_turnout", 98.7999, 1e-4, "derived",
        ),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
