"""Skaperdas (1996): if only the ratio of efforts matters, chances are shares of efforts raised to a power."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.tullock import win_chances

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(efforts: tuple[float, ...], decisiveness: float, scale: float) -> dict[str, Any]:
    """Return chances to win, and how much they change when every effort is multiplied or a side drops out."""
    chances = win_chances(np.array(efforts), decisiveness)
    first_two = win_chances(np.array(efforts[:2]), decisiveness)
    return {
        "chances": chances,
        "chances_moved": float(np.abs(win_chances(np.array(efforts) * scale, decisiveness) - chances).max()),
        "moved_without_others": float(np.abs(chances[:2] / chances[:2].sum() - first_two).max()),
        "curves": {m: win_chances(np.stack([GRID, 1 - GRID], 1), m)[:, 0] for m in (0.5, 1.0, 2.0, 4.0)},
    }


GRID = np.linspace(0.001, 0.999, 200)


def picture(result: Mapping[str, Any]) -> str:
    """Draw the chance to win by the share of effort for several powers."""
    lines = [Series(f"m = {power:g}", GRID, chance) for power, chance in result["curves"].items()]
    return line_chart("Chance to win by share of effort", lines, x="share of all effort", y="chance to win")


REPLICATION = Replication(
    id="skaperdas-1996",
    title="Contest success functions",
    source="Skaperdas 1996, Economic Theory 7",
    says="Where only the ratio of efforts matters, the chance to win is a share of efforts raised to a power.",
    parameters=(
        Parameter("efforts", (0.4, 0.2, 0.1), "effort", "of each side", at_least=0),
        Parameter("decisiveness", 1.5, "power", "m, how much more effort decides", above=0),
        Parameter("scale", 10.0, "ratio", "what every effort is multiplied by", above=0),
    ),
    rows=(Row("F13", {}, ("chances_moved", "moved_without_others"), (0, 0), 1e-12, "derived"),),
    model=said(model),
    picture=picture,
)
