"""Watts (2002): one node can set off a cascade on a random graph if it is neither too thin nor too dense."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.complex_contagion import cascade_window, early_adopters

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(**given: Any) -> dict[str, Any]:
    """Return between which mean degrees one seed can set off a cascade, and how far one did on a finite graph."""
    window = cascade_window(given["share_needed"])
    shares = np.linspace(0.1, 0.3, 41)
    windows = [cascade_window(float(share)) or (np.nan, np.nan) for share in shares]
    return {
        **given,
        "window": window or "none",
        "reach": reached(given),
        "multiplier": early_adopters(given["mean_degree"], given["share_needed"]),
        "shares": shares,
        "windows": np.array(windows),
    }


def reached(given: Mapping[str, Any]) -> float:
    """Return the largest share of a random graph that one seed turned on, over some seeds."""
    luck = np.random.default_rng(given["seed"])
    nodes, ties = given["nodes"], luck.poisson(given["nodes"] * given["mean_degree"] / 2)
    ends = luck.integers(nodes, size=(ties, 2))
    ends = ends[ends[:, 0] != ends[:, 1]]
    one, other = np.concatenate([ends, ends[:, ::-1]]).T
    degree = np.bincount(one, minlength=nodes)
    return max(_cascade(int(seed), one, other, degree, given["share_needed"]) for seed in luck.integers(nodes, size=10))


def _cascade(seed: int, one: np.ndarray, other: np.ndarray, degree: np.ndarray, share_needed: float) -> float:
    on = np.zeros(len(degree), bool)
    on[seed] = True
    while True:
        around = np.bincount(one, weights=on[other], minlength=len(degree))
        after = on | ((around >= share_needed * degree - 1e-9) & (around > 0))
        if (after == on).all():
            return float(on.mean())
        on = after


def picture(result: Mapping[str, Any]) -> str:
    """Draw the window of mean degrees by the share of neighbours needed, as the article does."""
    shares, windows = result["shares"], result["windows"]
    return line_chart(
        "Where one seed can set off a cascade",
        [Series("upper edge", shares, windows[:, 1]), Series("lower edge", shares, windows[:, 0])],
        x="share of neighbours needed",
        y="mean degree",
    )


REPLICATION = Replication(
    id="watts-2002",
    title="A simple model of global cascades on random networks",
    source="Watts 2002, PNAS 99(9)",
    says="One seed can set off a cascade only where a random network is neither too thin nor too dense.",
    parameters=(
        Parameter("share_needed", 0.18, "share", "of on neighbours that turns a node on", above=0, at_most=1),
        Parameter("mean_degree", 4.0, "neighbours", "of the finite graph", above=0, at_most=1000),
        Parameter("nodes", 2000, "nodes", "of the finite graph", at_least=2, at_most=1_000_000),
        Parameter("seed", 0, "", "which graph and seeds", at_least=0),
    ),
    rows=(
        Row("T2", {}, "window", (1.0207, 5.7647), 1e-4, "derived", note="equation of the cascade condition"),
        Row("T2-article", {}, "window", (1.02, 5.75), 0.02, "published", note="read off by the article"),
    ),
    model=said(model),
    picture=picture,
)
