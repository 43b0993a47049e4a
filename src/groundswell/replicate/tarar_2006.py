"""After Tarar (2006): leaders fight to stay in office only if the foreigner cannot buy them off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.diversion import Crisis

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(office: float, **given: Any) -> dict[str, Any]:
    """Return whether there is war at this value of office, and from which value there is."""
    crisis = Crisis(**given)
    least, values = crisis.least_office, np.linspace(0, 3, 121)
    return {
        "war": crisis.is_war(office),
        "demand": crisis.demand(office),
        "most_offered": min(crisis.win + crisis.foreign_cost, 1.0),
        "least_office": "never" if least is None else least,
        "values": values,
        "demands": np.array([crisis.demand(float(value)) for value in values]),
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw what home asks for and what the foreigner offers, by the value of office."""
    values, least = result["values"], result["least_office"]
    said_so = "never war" if least == "never" else f"war where office is worth more than {least:.3g}"
    return line_chart(
        f"Bargaining before a diversionary war: {said_so}",
        [
            Series("least that home accepts", values, result["demands"]),
            Series("most that is offered", [0, 3], [result["most_offered"]] * 2, "dashed"),
        ],
        x="value of office, in goods",
        y="share of the good",
    )


REPLICATION = Replication(
    id="tarar-2006",
    title="Diversionary incentives and the bargaining approach to war (reduced form)",
    source="after Tarar 2006, International Studies Quarterly 50(1)",
    says="A foreigner can appease a leader in trouble unless office is worth much against the costs of war.",
    parameters=(
        Parameter("office", 1.0, "goods", "what office is worth against the good in dispute", at_least=0),
        Parameter("win", 0.6, "chance", "that home wins a war", at_least=0, at_most=1),
        Parameter("home_cost", 0.1, "goods", "of war at home", at_least=0),
        Parameter("foreign_cost", 0.1, "goods", "of war to the foreigner", at_least=0),
        Parameter("after_win", 0.8, "chance", "of keeping office after a victory", at_least=0, at_most=1),
        Parameter("after_loss", 0.1, "chance", "of keeping office after a defeat", at_least=0, at_most=1),
        Parameter("in_peace", 0.3, "chance", "of keeping office in peace", at_least=0, at_most=1),
    ),
    rows=(
        Row("D1", {}, "least_office", 0.909091, 0.002, "derived"),
        Row("D2", {"in_peace": 0.6}, "least_office", "never", 0, "derived"),
    ),
    model=said(model),
    picture=picture,
)
