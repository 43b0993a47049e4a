"""Hegselmann and Krause (2002): people who heed only those near them settle into camps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from groundswell.forms.published import hegselmann_krause as form

from ._chart import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Axis, frame, whole
from ._parameters import Parameter
from ._replication import Replication, Row
from ._result import Result

STILL = 1e-10
"""Opinions that move by no more than this rest."""


def model(**given: Any) -> Result:
    """Return the path of opinions from one start, and the mean number of camps over several."""
    luck = np.random.default_rng(given["seed"])
    starts = [start(given, luck) for _ in range(given["runs"])]
    return Result(
        given,
        {
            ("path", "clusters", "last_movement"): lambda: told(settled(starts[0], given)),
            ("mean_clusters",): lambda: {
                "mean_clusters": float(np.mean([len(form.clusters(settled(one, given)[-1])) for one in starts]))
            },
        },
    )


def start(given: Mapping[str, Any], luck: np.random.Generator) -> np.ndarray:
    """Return first opinions, sorted: i / (n - 1), or even draws on (0, 1)."""
    people = given["people"]
    if given["start"] == "random":
        return np.sort(luck.random(people))
    return np.arange(people) / max(people - 1, 1)


def settled(opinions: np.ndarray, given: Mapping[str, Any]) -> np.ndarray:
    """Return the path (periods, people) until nobody moves any more."""
    follow = form.next_opinions if given["update"] == "all at once" else form.next_opinions_in_turn
    path = [opinions]
    for _ in range(given["most_periods"]):
        path.append(follow(path[-1], given["confidence"]))
        if np.abs(path[-1] - path[-2]).max() <= STILL:
            break
    return np.array(path)


def told(path: np.ndarray) -> dict[str, Any]:
    """Return the camps at the end of a path, and the last period in which somebody still moved."""
    moved = np.abs(np.diff(path, axis=0)).max(axis=1) > STILL
    return {"path": path, "clusters": len(form.clusters(path[-1])), "last_movement": int(moved.sum())}


def picture(result: Mapping[str, Any]) -> str:
    """Draw everybody's opinion over time, as the article does (about sixty of them where there are more)."""
    path = result["path"][:, :: max(1, result["path"].shape[1] // 60)]
    camps = result["clusters"]
    return _lines(f"{camps} camp{'s' if camps != 1 else ''} at confidence {result['confidence']:g}", path)


def _lines(title: str, path: np.ndarray) -> str:
    across = Axis(0, max(len(path) - 1, 1), LEFT, WIDTH - RIGHT)
    upward = Axis(0, 1, HEIGHT - BOTTOM, TOP)
    drawn = [
        '<polyline fill="none" stroke="#0072b2" stroke-width="1" stroke-opacity="0.7" points="'
        + " ".join(f"{across(t):.1f},{upward(float(x)):.1f}" for t, x in enumerate(column))
        + '"/>'
        for column in path.T
    ]
    return whole(title, frame(across, upward, "period", "opinion"), *drawn)


_SAMPLED = {"people": 625, "start": "random", "runs": 50}
REPLICATION = Replication(
    id="hegselmann-krause-2002",
    title="Opinion dynamics and bounded confidence: models, analysis and simulation",
    source="Hegselmann and Krause 2002, Journal of Artificial Societies and Social Simulation 5(3)",
    says="People who heed only those whose opinion is near end in one, two or many camps, by how near it must be.",
    parameters=(
        Parameter("people", 50, "persons", "how many", at_least=1, at_most=100_000),
        Parameter("confidence", 0.2, "opinion", "distance up to which others are heeded", at_least=0),
        Parameter("start", "regular", "", "first opinions", choices=("regular", "random")),
        Parameter("update", "all at once", "", "who moves when", choices=("all at once", "in turn")),
        Parameter("runs", 1, "", "starts that the mean is taken over", at_least=1, at_most=10_000),
        Parameter("seed", 0, "", "which random starts", at_least=0),
        Parameter("most_periods", 1000, "periods", "when to stop at the latest", at_least=1, at_most=1_000_000),
    ),
    rows=(
        Row("O6", {}, ("clusters", "last_movement"), (2, 7), 0, "published", note="still from period 8"),
        Row("O7", {"people": 100, "confidence": 0.25}, "clusters", 1, 0, "published"),
        Row(
            "O10", tuple({**_SAMPLED, "confidence": bound} for bound in (0.01, 0.15, 0.25)),
            "mean_clusters", (37.8, 2.6, 1.0), (1.9, 0.35, 0.35), "replication",
            note="the article shows one run each: 38, 2, 1",
        ),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
