"""After Gandhi and Przeworski (2006): rulers in need of help give policy, threatened ones add rents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.cooptation import bargain

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row

POINTS = 20


def model(need: float, threat: float, seed: int) -> dict[str, Any]:
    """Return concession and rents, and whether the four signs of the article hold at random points need < threat."""
    concession, rents = bargain(need, threat)
    threats = np.linspace(0, 2, 101)
    policies, shares = bargain(need, threats)
    return {
        "need": need, "threat": threat, "concession": concession, "rents": rents,
        "signs": signs(np.random.default_rng(seed)),
        "threats": threats, "concessions_by_threat": policies, "rents_by_threat": shares,
    }  # fmt: skip


def signs(luck: np.random.Generator, by: float = 1e-6) -> tuple[int, int, int, int]:
    """Return the signs of ds/dneed, dr/dneed, ds/dthreat, dr/dthreat, each 0 where points disagree."""
    threat = luck.uniform(0.1, 2, POINTS)
    need = threat * luck.uniform(0.05, 0.95, POINTS)
    here = bargain(need, threat)
    more_need, more_threat = bargain(need + by, threat), bargain(need, threat + by)
    slopes = [after - before for arm in (more_need, more_threat) for after, before in zip(arm, here, strict=True)]
    found = [int(np.sign(one[0])) if len(set(np.sign(one))) == 1 else 0 for one in slopes]
    return found[0], found[1], found[2], found[3]


def picture(result: Mapping[str, Any]) -> str:
    """Draw concession and rents by threat."""
    threats = result["threats"]
    return line_chart(
        f"Concession and rents where the need for help is {result['need']:g}",
        [
            Series("policy concession", threats, result["concessions_by_threat"]),
            Series("rents", threats, result["rents_by_threat"]),
        ],
        x="threat of rebellion",
        y="size",
    )


REPLICATION = Replication(
    id="gandhi-przeworski-2006",
    title="Cooperation, cooptation, and rebellion under dictatorships (reduced form)",
    source="after Gandhi and Przeworski 2006, Economics & Politics 18(1)",
    says="More need of cooperation brings more policy concessions and fewer rents; more threat brings more of both.",
    parameters=(
        Parameter("need", 0.5, "concessions", "how much the ruler needs cooperation", at_least=0),
        Parameter("threat", 1.0, "concessions", "what keeps the challengers quiet", at_least=0),
        Parameter("seed", 0, "", "which twenty points the signs are read at", at_least=0),
    ),
    rows=(Row("C0", {}, "signs", (1, -1, 1, 1), 0, "derived", note="signs at 20 points; the row tests signs only"),),
    model=model,
    picture=picture,
)
