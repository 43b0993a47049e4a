"""Kuran (1989, 1991): people hide what they think until enough others show it, so a regime can fall as a surprise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ._chart import Series, line_chart
from ._faults import ReplicateError
from ._parameters import Parameter
from ._replication import Replication, Row
from ._result import Result

CROWD = (0, 20, 20, 30, 40, 50, 60, 70, 80, 100)


def model(**given: Any) -> Result:
    """Return where a listed crowd comes to rest before and after one threshold changes, and the continuous crowd."""
    crowd = thresholds_of(given)
    person = given["person"]
    if not 1 <= person <= len(crowd):
        raise ReplicateError(f"`person` is {person}, but the crowd has persons 1 to {len(crowd)}.")
    changed = crowd.copy()
    changed[person - 1] = given["changed_to"]
    rule = given["strict"], given["own_act_counts"]
    return Result(
        {**given, "crowd": crowd, "changed_crowd": changed},
        {
            ("before", "after"): lambda: {"before": opposing(crowd, 0, *rule), "after": opposing(changed, 0, *rule)},
            ("rest_points", "reached_from"): lambda: rest_points(crowd, *rule),
            ("path", "rest"): lambda: continuous(given["activists"], given["lowest"]),
        },
    )


def thresholds_of(given: Mapping[str, Any]) -> np.ndarray:
    """Return the thresholds in per cent: as listed, or (1991) liking for the regime plus cost to one's name."""
    if not given["liking"]:
        return np.array(given["thresholds"], float)
    return np.clip(np.array(given["liking"], float) + given["cost"], 0, None)


def step(acting: np.ndarray, crowd: np.ndarray, strict: bool, own_act_counts: bool) -> np.ndarray:
    """Return who opposes in public next, given who does now."""
    if own_act_counts:
        seen = np.full(len(crowd), 100 * acting.sum()) / len(crowd)
    else:
        seen = 100 * (acting.sum() - acting) / max(len(crowd) - 1, 1)
    return seen > crowd if strict else seen >= crowd


def opposing(crowd: np.ndarray, start: int, strict: bool, own_act_counts: bool) -> float:
    """Return the per cent opposing at rest, where the `start` readiest begin; nan where it goes to and fro for ever."""
    acting = np.zeros(len(crowd), bool)
    acting[np.argsort(crowd, kind="stable")[:start]] = True
    for _ in range(2 * len(crowd) + 2):
        following = step(acting, crowd, strict, own_act_counts)
        if (following == acting).all():
            return 100 * float(acting.mean())
        acting = following
    return float("nan")


def rest_points(crowd: np.ndarray, strict: bool, own_act_counts: bool) -> dict[str, Any]:
    """Return every per cent at which the crowd can rest, and from which starts (counts of people) it gets there."""
    ends = [opposing(crowd, start, strict, own_act_counts) for start in range(len(crowd) + 1)]
    points = sorted({end for end in ends if end == end})
    return {
        "rest_points": tuple(points),
        "reached_from": tuple(tuple(start for start, end in enumerate(ends) if end == point) for point in points),
    }


def continuous(activists: float, lowest: float) -> dict[str, Any]:
    """Return the opposing share of a crowd without end; all but activists have thresholds even from `lowest` to 1."""
    path = [activists]
    while len(path) < 2 or path[-1] - path[-2] > 1e-12:
        ready = max(0.0, (path[-1] - lowest) / (1 - lowest))
        path.append(min(1.0, activists + (1 - activists) * ready))
    return {"path": np.array(path), "rest": path[-1]}


def picture(result: Mapping[str, Any]) -> str:
    """Draw the threshold curve of both crowds against the line where as many oppose as are ready to."""
    share = np.linspace(0, 100, 401)
    curves = [
        Series(name, share, [100 * float(np.mean(result[crowd] <= r)) for r in share], "steps")
        for name, crowd in (("after one change", "changed_crowd"), ("before", "crowd"))
    ]
    return line_chart(
        f"One threshold changes: {result['before']:g} % oppose before, {result['after']:g} % after",
        [*curves, Series("as many as oppose", share, share, "dashed")],
        x="opposing in public, %",
        y="ready to oppose, %",
        x_range=(0, 100),
        y_range=(0, 100),
    )


_CHANGE = {"person": 2, "changed_to": 10.0}
REPLICATION = Replication(
    id="kuran-1989",
    title="Sparks and prairie fires: a theory of unanticipated political revolution",
    source="Kuran 1989, Public Choice 61; 1991, World Politics 44(1)",
    says="A slight change in one threshold can turn a quiet society into one where nearly all oppose in public.",
    parameters=(
        Parameter("thresholds", CROWD, "per cent", "opposing share at which each person joins", at_least=0),
        Parameter("liking", (), "per cent", "private liking for the regime (1991); replaces thresholds"),
        Parameter("cost", 0.0, "per cent", "cost to one's name of opposing, added to liking (1991)"),
        Parameter("person", 2, "", "whose threshold changes, counted from 1", at_least=1),
        Parameter("changed_to", 10.0, "per cent", "threshold of that person afterwards", at_least=0),
        Parameter("strict", False, "", "whether the share must exceed the threshold rather than reach it"),
        Parameter("own_act_counts", True, "", "whether one's own act is part of the share one sees"),
        Parameter("activists", 0.13, "share", "people who oppose whatever others do", at_least=0, at_most=1),
        Parameter("lowest", 0.12, "share", "lowest threshold among the others", at_least=0, below=1),
    ),
    rows=(
        Row("K1", _CHANGE, ("before", "after"), (10, 90), 0, "unconfirmed"),
        Row(
            "K2", {"thresholds": (0, 20, 30, 30, 40, 50, 60, 70, 80, 100), **_CHANGE},
            ("before", "after"), (10, 20), 0, "unconfirmed",
        ),
        Row("K5", {"activists": 0.13, "lowest": 0.12}, "rest", 1, 1e-6, "derived"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
