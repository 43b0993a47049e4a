"""Deitchman (1962): guerrillas who see and are not seen can beat much larger forces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.lanchester import battle

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(regulars: float, guerrillas: float, aimed: float, blind: float, step: float, until: float) -> dict[str, Any]:
    """Return who is left, by the law of the fight and by following it.

    Kept throughout: beta r^2 / 2 - alpha g; above 0 the regulars win.
    """
    times, forces = battle(regulars, guerrillas, blind, aimed, "deitchman", step, until)
    kept = blind * forces[:, 0] ** 2 / 2 - aimed * forces[:, 1]
    start = blind * regulars**2 / 2 - aimed * guerrillas
    return {
        "regulars_left": float(np.sqrt(max(start, 0) * 2 / blind)),
        "guerrillas_left": max(-start, 0) / aimed,
        "followed": tuple(float(force) for force in forces[-1]),
        "kept_moved": float(np.abs(kept - start).max() / abs(aimed * guerrillas)),
        "regulars_needed": float(np.sqrt(2 * aimed * guerrillas / blind)),
        "time": times,
        "forces": forces,
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw both forces over time."""
    time, forces = result["time"], result["forces"]
    every = slice(None, None, max(1, len(time) // 400))
    return line_chart(
        f"Regulars would need {result['regulars_needed']:.4g} to win",
        [Series("regulars", time[every], forces[every, 0]), Series("guerrillas", time[every], forces[every, 1])],
        x="time",
        y="force",
    )


REPLICATION = Replication(
    id="deitchman-1962",
    title="A Lanchester model of guerrilla warfare",
    source="Deitchman 1962, Operations Research 10(6)",
    says="Guerrillas who see and are not seen can beat regulars who are many times as many.",
    parameters=(
        Parameter("regulars", 200.0, "force", "in view of the guerrillas", above=0),
        Parameter("guerrillas", 50.0, "force", "shot at over an area", above=0),
        Parameter("aimed", 0.1, "per unit of time", "alpha, regulars killed by each guerrilla", above=0),
        Parameter("blind", 0.0002, "per unit of time", "beta, killed of each guerrilla by each regular", above=0),
        Parameter("step", 0.01, "time", "step of the numerical route", above=0),
        Parameter("until", 500.0, "time", "when to stop at the latest", above=0),
    ),
    rows=(
        Row("L5", {}, ("guerrillas_left", "kept_moved"), (10, 0), (1e-9, 1e-4), "derived",
            note="closed form beta r^2/2 - alpha g, kept along the numerical route"),
        Row("L5-followed", {}, "followed", (0, 10), 1e-3, "derived"),
    ),
    model=said(model),
    picture=picture,
)  # fmt: skip
