"""After Bueno de Mesquita (2005): concessions win over the moderate and leave the extreme in charge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published.conciliation import help_needed, mean_of_rest, violence

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row


def model(concession: float, help_given: float, violence_is: str) -> dict[str, Any]:
    """Return the mean militancy of those who fight on, violence against before, and the help that makes it fall."""
    grid = np.linspace(0, 0.99, 100)
    return {
        "concession": concession,
        "mean_of_rest": mean_of_rest(concession),
        "violence": violence(concession, help_given, violence_is == "sum"),
        "help_needed": help_needed(concession),
        "grid": grid,
        "by_mean": violence(grid, help_given),
        "by_sum": violence(grid, help_given, True),
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw violence by the size of the concession, counted in both ways."""
    return line_chart(
        "Violence after a concession, as a multiple of before",
        [
            Series("mean militancy of the rest", result["grid"], result["by_mean"]),
            Series("sum over the rest", result["grid"], result["by_sum"]),
        ],
        x="concession (share of members who accept it)",
        y="violence",
    )


REPLICATION = Replication(
    id="bueno-de-mesquita-2005",
    title="Conciliation, counterterrorism, and patterns of terrorist violence (reduced form)",
    source="after Bueno de Mesquita 2005, International Organization 59(1)",
    says="Moderates accept, extremists take over and violence may rise, unless former militants help against the rest.",
    parameters=(
        Parameter("concession", 0.4, "militancy", "who is less militant than this accepts", at_least=0, below=1),
        Parameter("help_given", 0.0, "share", "violence that former militants help to prevent", at_least=0, at_most=1),
        Parameter("violence_is", "mean", "", "violence as mean militancy or summed", choices=("mean", "sum")),
    ),
    rows=(
        Row("C1", {"concession": 0.4}, "mean_of_rest", 0.7, 1e-9, "derived"),
        Row("C2", {"concession": 0.4}, "help_needed", 0.285714, 1e-6, "derived"),
        Row("C3", {"concession": 0.4, "violence_is": "sum"}, "violence", 0.84, 1e-9, "derived"),
    ),
    model=model,
    picture=picture,
)
