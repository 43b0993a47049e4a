"""Acemoglu and Robinson (2000, 2001, 2006): elites give the vote where no promise of redistribution is believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.acemoglu_robinson import Society, least_tax, regime

from ._chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Axis, frame, text, whole
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said

REGIMES = {
    "nothing": "#bbbbbb",
    "concession": "#56b4e9",
    "democracy": "#009e73",
    "repression": "#d55e00",
    "revolution": "#cc79a7",
}


def model(**given: Any) -> dict[str, Any]:
    """Return what the elite does under threat, the tax, and every threshold."""
    society = Society(given["rich_income"], given["rich"], given["patience"], given["threat"])
    of_total = given["repression_of"] == "total"
    name, tax = regime(society, given["cost"], given["repression"], of_total)
    cells = grid(society, of_total)
    found = society.thresholds
    if of_total:
        found["repression"] *= society.rich_income
    thresholds = {f"threshold_{key}" if key != "best_tax" else key: value for key, value in found.items()}
    return {
        **given,
        "regime": name,
        "tax": tax,
        "least_tax": least_tax(society, given["cost"]),
        **thresholds,
        "regimes": cells,
    }


def grid(society: Society, of_total: bool, size: int = 40) -> np.ndarray:
    """Return regimes by number on a grid: cost of repression upward, cost of revolution across, both in (0, 1)."""
    names, ends = list(REGIMES), (np.arange(size) + 0.5) / size
    return np.array([[names.index(regime(society, mu, kappa, of_total)[0]) for mu in ends] for kappa in ends])


def picture(result: Mapping[str, Any]) -> str:
    """Draw which regime follows from the two costs."""
    cells = result["regimes"]
    across, upward = Axis(0, 1, LEFT, WIDTH - RIGHT), Axis(0, 1, HEIGHT - BOTTOM, TOP + 18)
    wide, tall = (across(1) - across(0)) / len(cells), (upward(0) - upward(1)) / len(cells)
    sites = [
        f'<rect x="{across(col / len(cells)):.1f}" y="{upward((row + 1) / len(cells)):.1f}" width="{wide + 0.3:.1f}" '
        f'height="{tall + 0.3:.1f}" fill="{list(REGIMES.values())[kind]}"/>'
        for row, line in enumerate(cells)
        for col, kind in enumerate(line)
    ]
    names = [
        f'<rect x="{LEFT + 110 * n:.0f}" y="36" width="10" height="10" fill="{colour}"/>'
        + text(name, LEFT + 15 + 110 * n, 46)
        for n, (name, colour) in enumerate(REGIMES.items())
    ]
    axes = frame(across, upward, "cost of revolution, share of income", "cost of repression, share")
    return whole(f"Under threat: {result['regime']}", axes, *sites, *names)


_GAME = {"rich_income": 0.65, "rich": 0.2, "patience": 0.8, "threat": 0.4}
REPLICATION = Replication(
    id="acemoglu-robinson-2000",
    title="Why did the West extend the franchise?; A theory of political transitions; Economic origins, ch. 5-6",
    source="Acemoglu and Robinson 2000, QJE 115(4); 2001, AER 91(4); 2006, Economic Origins",
    says="Elites under threat grant, repress, or share power where no promise to redistribute is believed.",
    parameters=(
        Parameter("rich_income", 0.65, "share of income", "what the rich hold", above=0, below=1),
        Parameter("rich", 0.2, "share of people", "how many are rich", above=0, below=1),
        Parameter("patience", 0.8, "discount factor", "what the next period is worth", at_least=0, below=1),
        Parameter("threat", 0.4, "chance a period", "how often revolution is possible", above=0, at_most=1),
        Parameter("cost", 0.6, "share of income", "what a revolution destroys", at_least=0, at_most=1),
        Parameter("repression", 0.9, "share", "what repressing costs in a threatened period", at_least=0),
        Parameter("repression_of", "rich", "", "whose income that is a share of", choices=("rich", "total")),
    ),
    rows=(
        Row("A1", _GAME, "best_tax", 0.5625, 1e-5, "derived"),
        Row("A2", _GAME, "threshold_redistribution", 0.584188, 1e-6, "derived"),
        Row("A3", _GAME, "threshold_democracy", 0.523438, 1e-6, "derived"),
        Row("A4", _GAME, "threshold_binds", 0.65, 1e-6, "derived"),
        Row("A6", _GAME, "threshold_repression", 0.842502, 1e-6, "derived"),
    ),
    model=said(model),
    picture=picture,
)
