"""After Kydd and Walter (2002): an attack ends talks when the moderates are thought able to prevent it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.spoilers import talks_end, trust_after

from ._chart import Series, line_chart
from ._faults import ReplicateError
from ._parameters import Parameter
from ._replication import Replication, Row


def model(prior: float, if_sincere: float, if_not: float, required: float) -> dict[str, Any]:
    """Return trust after an attack and after a time without one, and whether the talks end."""
    if if_sincere == if_not and if_not in (0, 1):
        raise ReplicateError("An attack that is certain or impossible whoever is there says nothing about trust.")
    attack, quiet = trust_after(prior, if_sincere, if_not), trust_after(prior, 1 - if_sincere, 1 - if_not)
    chances = np.linspace(0.001, 0.999, 200)
    return {
        "trust_after_attack": attack,
        "trust_after_quiet": quiet,
        "talks_end_after_attack": bool(talks_end(attack, required)),
        "talks_end_after_quiet": bool(talks_end(quiet, required)),
        "required": required,
        "chances": chances,
        "trust_by_chance": trust_after(prior, chances, if_not) if if_not else np.ones_like(chances),
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw trust after an attack by how able the moderates are thought to prevent one."""
    able, ends = 1 - result["chances"], np.full(2, result["required"])
    return line_chart(
        "Trust after an attack",
        [Series("trust", able, result["trust_by_chance"]), Series("required for talks", [0, 1], ends, "dashed")],
        x="chance that sincere moderates prevent an attack",
        y="trust that they are sincere",
        y_range=(0, 1),
    )


REPLICATION = Replication(
    id="kydd-walter-2002",
    title="Sabotaging the peace: the politics of extremist violence (reduced form)",
    source="after Kydd and Walter 2002, International Organization 56(2)",
    says="Attacks derail a peace when the moderates are thought strong, and not when they are thought weak.",
    parameters=(
        Parameter("prior", 0.6, "chance", "trust before", above=0, below=1),
        Parameter("if_sincere", 0.2, "chance", "of an attack if the moderates are sincere", at_least=0, at_most=1),
        Parameter("if_not", 0.8, "chance", "of an attack if they are not", at_least=0, at_most=1),
        Parameter("required", 0.5, "chance", "trust below which the other side leaves", at_least=0, at_most=1),
    ),
    rows=(
        Row("C4", {"if_sincere": 0.2}, "trust_after_attack", 0.272727, 1e-6, "derived", note="strong moderates"),
        Row("C5", {"if_sincere": 0.7}, "trust_after_attack", 0.567568, 1e-6, "derived", note="weak moderates"),
    ),
    model=model,
    picture=picture,
)
