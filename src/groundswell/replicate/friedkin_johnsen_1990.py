"""Friedkin and Johnsen (1990): people tied to their first opinion never quite agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published import friedkin_johnsen

from ._chart import Series, line_chart
from ._faults import ReplicateError
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said
from ._weights import THREE, weights_of


def model(**given: Any) -> dict[str, Any]:
    """Return the path of opinions, where they come to rest, and how much of their spread is left there."""
    first, openness = np.array(given["opinions"], float), np.array(given["openness"], float)
    if len(openness) != len(first):
        raise ReplicateError(f"There are {len(first)} opinions, but openness of {len(openness)} people.")
    weights = weights_of(given["weights"], given["ties"], len(first))
    path = [first]
    for _ in range(given["periods"]):
        path.append(friedkin_johnsen.next_opinions(weights, openness, path[-1], first))
    limit = friedkin_johnsen.limit(weights, openness, first)
    spread = float(first.std())
    return {
        **given,
        "path": np.array(path),
        "limit": limit,
        "spread_left": float(limit.std()) / spread if spread else 0.0,
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw everybody's opinion over time."""
    path = result["path"]
    people = [Series(f"person {n + 1}", np.arange(len(path)), path[:, n]) for n in range(min(path.shape[1], 7))]
    return line_chart(f"{result['spread_left']:.0%} of the spread is left", people, x="period", y="opinion")


_TABLE = {"openness": (0.9, 0.5, 0.2)}
REPLICATION = Replication(
    id="friedkin-johnsen-1990",
    title="Social influence and opinions",
    source="Friedkin and Johnsen 1990, Journal of Mathematical Sociology 15",
    says="People who stay tied to where they began come nearer to each other and never quite agree.",
    parameters=(
        Parameter("weights", THREE, "share", "who listens to whom; rows sum to 1", at_least=0, at_most=1),
        Parameter("ties", (), "", "pairs that hear each other, with equal weights; replaces weights", at_least=0),
        Parameter("openness", (0.9, 0.5, 0.2), "share", "how far each gives way to others", at_least=0, at_most=1),
        Parameter("opinions", (1.0, 0.0, -1.0), "", "first opinions"),
        Parameter("periods", 20, "periods", "how long the path is", at_least=1, at_most=100_000),
    ),
    rows=(
        Row("O4", _TABLE, "limit", (0.0677291, -0.139442, -0.904382), 1e-6, "derived"),
        Row("O5", _TABLE, "spread_left", 0.512031, 1e-6, "derived"),
    ),
    model=said(model),
    picture=picture,
)
