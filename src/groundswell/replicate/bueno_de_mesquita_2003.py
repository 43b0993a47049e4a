"""After Bueno de Mesquita and others (2003): leaders who need few keep much and give private goods."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.selectorate import best_public_good, share_kept

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row


def model(patience: float, loyalty: float, coalition: float) -> dict[str, Any]:
    """Return the share of revenue that the incumbent keeps, and the share of a budget that goes to the public good."""
    grid = np.linspace(0.005, 1, 200)
    budget = np.linspace(0, 1, 10_001)
    worth = np.sqrt(budget) + np.sqrt((1 - budget) / coalition)
    return {
        "kept": share_kept(loyalty, patience),
        "public_good": best_public_good(coalition),
        "public_good_searched": float(budget[worth.argmax()]),
        "patience": patience,
        "grid": grid,
        "kept_by_coalition": share_kept(grid, patience),
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw what the incumbent keeps by the size of the winning coalition."""
    return line_chart(
        f"What an incumbent keeps, discount factor {result['patience']:g}",
        [Series("share kept", result["grid"], result["kept_by_coalition"])],
        x="winning coalition over selectorate, W/S",
        y="share of revenue kept",
        y_range=(0, 1),
    )


REPLICATION = Replication(
    id="bueno-de-mesquita-2003",
    title="The logic of political survival (reduced form)",
    source="after Bueno de Mesquita, Smith, Siverson and Morrow 2003, The Logic of Political Survival",
    says="Leaders who need few supporters out of many keep more for themselves and give fewer public goods.",
    parameters=(
        Parameter("patience", 0.9, "discount factor", "what the next period is worth", at_least=0, below=1),
        Parameter("loyalty", 0.1, "share", "W/S, winning coalition over selectorate", above=0, at_most=1),
        Parameter("coalition", 0.5, "price", "W, members who share a private good, against the public one", above=0),
    ),
    rows=(
        Row("W1", tuple({"patience": 0.9, "loyalty": w} for w in (0.1, 0.5)), "kept", (0.890110, 0.818182), 1e-6,
            "derived"),
        Row("W2", tuple({"coalition": w} for w in (0.5, 2.0)), "public_good", (0.333333, 0.666667), 1e-5, "derived"),
        Row("W2-searched", tuple({"coalition": w} for w in (0.5, 2.0)), "public_good_searched",
            (0.333333, 0.666667), 1e-4, "derived", note="by trying ten thousand budgets"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
