"""Lanchester (1916): under aimed fire strength goes with the square of numbers, under area fire with numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from groundswell.forms.published.lanchester import aimed_survivors, area_survivors, battle

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(**given: Any) -> dict[str, Any]:
    """Return survivors in closed form and by following the fight, with its length and path."""
    numbers = given["first"], given["second"], given["first_kills"], given["second_kills"]
    closed = (aimed_survivors if given["law"] == "aimed" else area_survivors)(*numbers)
    times, forces = battle(*numbers, given["law"], given["step"], given["until"])
    return {
        **given,
        "survivors": closed,
        "first_left": closed[0],
        "first_left_followed": float(forces[-1, 0]),
        "second_left_followed": float(forces[-1, 1]),
        "ended": bool(forces[-1].min() <= 0),
        "length": float(times[-1]),
        "time": times,
        "forces": forces,
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw both forces over time."""
    time, forces = result["time"], result["forces"]
    every = slice(None, None, max(1, len(time) // 400))
    return line_chart(
        f"{result['law'].capitalize()} fire: {result['first_left']:.4g} of the first are left",
        [Series("first", time[every], forces[every, 0]), Series("second", time[every], forces[every, 1])],
        x="time",
        y="force",
    )


_AIMED = {"law": "aimed", "first": 100.0, "second": 60.0, "first_kills": 0.04, "second_kills": 0.09}
_AREA = {
    "law": "area", "first": 200.0, "second": 60.0, "first_kills": 0.0004, "second_kills": 0.0009,
    "until": 1000.0, "step": 0.1,
}  # fmt: skip
REPLICATION = Replication(
    id="lanchester-1916",
    title="Aircraft in warfare: the dawn of the fourth arm",
    source="Lanchester 1916, Aircraft in Warfare",
    says="Under aimed fire strength goes with the square of numbers, under fire over an area with numbers themselves.",
    parameters=(
        Parameter("law", "aimed", "", "how fire finds its mark", choices=("aimed", "area")),
        Parameter("first", 100.0, "force", "of the first side at the start", above=0),
        Parameter("second", 60.0, "force", "of the second side at the start", above=0),
        Parameter("first_kills", 0.04, "per unit of time", "a, what one of the first kills (area: of each)", above=0),
        Parameter("second_kills", 0.09, "per unit of time", "b, what one of the second kills", above=0),
        Parameter("step", 0.005, "time", "step of the numerical route", above=0),
        Parameter("until", 200.0, "time", "when to stop at the latest", above=0),
    ),
    rows=(
        Row("L1", _AIMED, ("first_left", "first_left_followed"), (43.589, 43.589), 1e-3, "derived"),
        Row("L3", _AREA, ("first_left", "first_left_followed"), (65, 65), 1e-3, "derived"),
    ),
    model=said(model),
    picture=picture,
)
