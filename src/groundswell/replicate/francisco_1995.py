"""After Tsebelis and Sprague (1989) and Francisco (1995): protest and repression chase each other or settle."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published import repression as form
from groundswell.forms.published._rates import follow

from ._chart import Series, line_chart
from ._parameters import Parameter
from ._replication import Replication, Row
from ._said import said


def model(**given: Any) -> dict[str, Any]:
    """Return the path, the rest point with its eigenvalues, the period of small swings, and what a cycle keeps."""
    rates = given["a"], given["b"], given["c"], given["d"]
    ceiling = None if np.isinf(given["ceiling"]) else given["ceiling"]
    start = np.array(given["start"], float)
    if start.shape != (2,) or start.min() <= 0:
        raise ValueError("start is protest and repression, both above 0")
    rest = form.rest(*rates, ceiling)
    values = np.linalg.eigvals(form.slopes(rest, *rates, ceiling))
    time, path = follow(lambda x: form.rates(x, *rates, ceiling), start, given["step"], given["until"])
    swing = float(np.abs(values.imag).max())
    return {
        **given,
        "rest": rest,
        "eigenvalues": values,
        "stable": bool(values.real.max() < -1e-12),
        "period": 2 * np.pi / swing if swing else float("inf"),
        "kept": float(form.kept(start, *rates)),
        "kept_at_end": float(form.kept(path[-1], *rates)),
        "time": time,
        "path": path,
        "end": path[-1],
    }


def picture(result: Mapping[str, Any]) -> str:
    """Draw protest against repression, and where they rest."""
    path, rest = result["path"], result["rest"]
    every = slice(None, None, max(1, len(path) // 1500))
    return line_chart(
        "Protest and repression" + (" settle" if result["stable"] else " chase each other"),
        [Series("path", path[every, 0], path[every, 1]), Series("rest", rest[:1], rest[1:], "points")],
        x="protest",
        y="repression",
    )


_INPUTS = {"a": 1.0, "b": 0.5, "c": 0.8, "d": 0.25, "start": (6.0, 1.0)}
_CYCLE = {**_INPUTS, "ceiling": float("inf")}
REPLICATION = Replication(
    id="francisco-1995",
    title="The relationship between coercion and protest (reduced form)",
    source="after Tsebelis and Sprague 1989, Mathematical and Computer Modelling 12; Francisco 1995, JCR 39(2)",
    says="Protest brings repression and repression lowers protest; under a ceiling on protest the swings die out.",
    parameters=(
        Parameter("a", 1.0, "per month", "growth of protest", above=0),
        Parameter("b", 0.5, "per month and repression", "loss of protest to repression", above=0),
        Parameter("c", 0.8, "per month", "decay of repression", above=0),
        Parameter("d", 0.25, "per month and protest", "growth of repression by protest", above=0),
        Parameter(
            "ceiling", 10.0, "protest", "most protest there can be (inf: a cycle)", above=0, may_be_infinite=True
        ),
        Parameter("start", (6.0, 1.0), "", "protest and repression at the start", above=0),
        Parameter("step", 0.01, "months", "step of the numerical route", above=0, at_most=1),
        Parameter("until", 100.0, "months", "how long the path is", above=0, at_most=10_000),
    ),
    rows=(
        Row("X1", _CYCLE, "rest", (3.2, 2), 1e-9, "derived"),
        Row("X2", _CYCLE, "period", 7.02481, 0.005, "derived"),
        Row("X3", _CYCLE, ("kept", "kept_at_end"), (0.566592, 0.566592), 1e-6, "derived"),
        Row("X6", {**_INPUTS, "ceiling": 10.0}, "end", (3.2, 1.36), 1e-4, "derived"),
    ),
    model=said(model),
    picture=picture,
)
