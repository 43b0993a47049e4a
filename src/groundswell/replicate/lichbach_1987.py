"""After Lichbach (1987): repressing peaceful dissent lowers it and raises violence where one replaces the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.two_tactics import mix

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row


def model(peaceful_price: float, violent_price: float, elasticity: float, before: float) -> dict[str, Any]:
    """Return peaceful and violent acts at these prices, and how they changed with the price of peaceful ones."""
    peaceful, violent = mix(peaceful_price, violent_price, elasticity)
    earlier = mix(before, violent_price, elasticity)
    prices = np.linspace(1, 3, 101)
    acts = mix(prices, violent_price, elasticity)
    return {
        "peaceful": peaceful,
        "violent": violent,
        "all_acts": peaceful + violent,
        "change_peaceful": peaceful - earlier[0],
        "change_violent": violent - earlier[1],
        "elasticity": elasticity,
        "prices": prices,
        "peaceful_by_price": acts[0],
        "violent_by_price": acts[1],
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw both tactics by the price that repression puts on peaceful dissent."""
    prices = result["prices"]
    lines = [
        Series("peaceful", prices, result["peaceful_by_price"]),
        Series("violent", prices, result["violent_by_price"]),
    ]
    title = f"Tactics under repression of peaceful dissent, elasticity {result['elasticity']:g}"
    return line_chart(title, lines, x="price of peaceful dissent", y="acts a budget")


_DEARER = {"peaceful_price": 1.5, "violent_price": 1.0, "before": 1.0}
REPLICATION = Replication(
    id="lichbach-1987",
    title="Deterrence or escalation? The puzzle of aggregate studies of repression and dissent (reduced form)",
    source="after Lichbach 1987, Journal of Conflict Resolution 31(2)",
    says="Repressing peaceful dissent lowers it, and raises violence where tactics replace each other readily.",
    parameters=(
        Parameter("peaceful_price", 1.5, "budget", "of one peaceful act", above=0),
        Parameter("violent_price", 1.0, "budget", "of one violent act", above=0),
        Parameter("elasticity", 2.0, "ratio", "how readily tactics replace each other", above=0, at_most=50),
        Parameter("before", 1.0, "budget", "price of a peaceful act before repression", above=0),
    ),
    rows=(
        Row("X7", {**_DEARER, "elasticity": 2.0}, ("peaceful", "violent"), (0.266667, 0.6), 1e-6, "derived"),
        Row("X8", {**_DEARER, "elasticity": 2.0}, ("change_peaceful", "change_violent"), (-0.233333, 0.1), 1e-6,
            "derived"),
        Row("X9", tuple({**_DEARER, "elasticity": e} for e in (1.0, 0.5)), "change_violent", (0, -0.050510), 1e-5,
            "derived"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
