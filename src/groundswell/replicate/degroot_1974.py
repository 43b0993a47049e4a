"""DeGroot (1974): people who keep averaging over those they listen to come to agree."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published import degroot

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said
from ._weights import THREE, weights_of


def model(**given: Any) -> dict[str, Any]:
    """Return the path of opinions, each person's influence, and how fast differences go."""
    opinions = np.array(given["opinions"], float)
    weights = weights_of(given["weights"], given["ties"], len(opinions))
    path = [opinions]
    for _ in range(given["periods"]):
        path.append(degroot.next_opinions(weights, path[-1]))
    influence = degroot.influence(weights)
    return {
        **given,
        "weights": weights,
        "path": np.array(path),
        "influence": influence,
        "error_factor": degroot.error_factor(weights),
        "limit": round(float(influence @ opinions), 12),
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw everybody's opinion over time."""
    path = result["path"]
    people = [Series(f"person {n + 1}", np.arange(len(path)), path[:, n]) for n in range(min(path.shape[1], 7))]
    return line_chart(f"All come to agree at {result['limit']:.3g}", people, x="period", y="opinion")


REPLICATION = Replication(
    id="degroot-1974",
    title="Reaching a consensus",
    source="DeGroot 1974, Journal of the American Statistical Association 69",
    says="People who keep averaging over those they listen to come to agree, and some count for more than others.",
    parameters=(
        Parameter("weights", THREE, "share", "who listens to whom; rows sum to 1", at_least=0, at_most=1),
        Parameter("ties", (), "", "pairs that hear each other, with equal weights; replaces weights", at_least=0),
        Parameter("opinions", (1.0, 0.0, -1.0), "", "first opinions"),
        Parameter("periods", 12, "periods", "how long the path is", at_least=1, at_most=100_000),
    ),
    rows=(
        Row("O1", {}, "influence", (0.25, 0.5, 0.25), 1e-9, "derived"),
        Row("O3", {}, "error_factor", 0.5, 1e-9, "derived"),
    ),
    model=said(model),
    picture=picture,
)
