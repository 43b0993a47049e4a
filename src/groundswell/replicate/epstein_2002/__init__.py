"""Epstein (2002): citizens with grievances, and cops, on a torus; model I a regime, model II two groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from .._chart import Series, cell_picture, line_chart
from .._replication import Replication
from ._model import model
from ._parameters import PARAMETERS
from ._runs import ROWS, RUNS

KINDS = (
    ("empty", "#f4f4f4"), ("quiet", "#7fb3d8"), ("quiet, second group", "#8fcfb6"), ("active", "#d55e00"),
    ("active, second group", "#cc79a7"), ("cop", "#1a1a1a"), ("jailed", "#b9b9b9"),
)  # fmt: skip

__all__ = ["REPLICATION", "RUNS"]


def picture(result: Mapping[str, Any]) -> str:
    """Draw the first society: its actives over time, or with two groups its last board."""
    if result["groups"] == 2:
        title = f"Tick {result['times'][0]:,}: {'one group is alone' if result['genocides'] else 'both groups live'}"
        return cell_picture(title, result["board"], KINDS)
    active, jailed = result["active"][0], result["in_jail"][0]
    shown = slice(0, min(len(active), 1001))
    ticks = np.arange(len(active))[shown]
    return line_chart(
        f"Legitimacy {result['legitimacy']:g}, ratio of cops to actives: {result['ratio']}",
        [Series("active", ticks, active[shown]), Series("jailed", ticks, jailed[shown])],
        x="tick",
        y="citizens",
    )


REPLICATION = Replication(
    id="epstein-2002",
    title="Modeling civil violence: an agent-based computational approach",
    source="Epstein 2002, PNAS 99 suppl. 3, 7243-7250, pmc.ncbi.nlm.nih.gov/articles/PMC128592",
    says="Aggrieved citizens who weigh the risk of arrest rebel in sudden outbursts with long quiet between them.",
    parameters=PARAMETERS,
    rows=ROWS,
    model=model,
    picture=picture,
)
