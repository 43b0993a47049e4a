"""Granovetter (1978): who riots depends on how many do already, so nearly equal crowds end far apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from ._chart import Series, line_chart
from ._normal import below, density, root
from ._parameters import Parameter
from ._replication import Replication, Row
from ._result import Result


def model(**given: Any) -> Result:
    """Return the listed crowd, the normal crowd without end, crowds drawn from both, and the two asides."""
    crowd = np.array(given["thresholds"], float)
    return Result(
        given,
        {
            ("path", "rest"): lambda: listed_crowd(crowd),
            ("normal_path", "rest_percent"): lambda: normal_crowd(given["mean"], given["sd"]),
            ("critical_sd", "critical_rest_percent"): lambda: critical_spread(given["mean"]),
            ("drawn_percent", "drawn_percent_median"): lambda: drawn_crowds(given),
            ("nobody", "exactly_one", "at_most_one"): lambda: drawn_cities(given),
            ("share_seen",): lambda: {"share_seen": share_seen(given)},
            ("nobody_starts",): lambda: {"nobody_starts": (1 - given["instigators"]) ** given["gathering"]},
        },
    )


def listed_crowd(thresholds: np.ndarray) -> dict[str, Any]:
    """Return the number acting round by round, from nobody, until nobody joins.

    A threshold is a number of others; below 0 it counts as 0. Counts are whole, so that a threshold that is just met
    is met.
    """
    acting, path = np.zeros(len(thresholds), bool), [0]
    while len(path) < 2 or path[-1] != path[-2]:
        acting |= acting.sum() - acting >= np.maximum(thresholds, 0)
        path.append(int(acting.sum()))
    return {"path": np.array(path[:-1]), "rest": path[-1]}


def normal_crowd(mean: float, sd: float) -> dict[str, Any]:
    """Return r(t+1) = F(r(t)) in per cent, from 0, for thresholds that are normal in a crowd without end."""
    path = [0.0]
    while len(path) < 2 or path[-1] - path[-2] > 1e-11:
        path.append(100 * below((path[-1] - mean) / sd))
    return {"normal_path": np.array(path), "rest_percent": path[-1]}


def critical_spread(mean: float) -> dict[str, float]:
    """Return the spread at which the low rest point touches F and is lost, and the share acting there.

    With z the threshold at rest in units of the spread: F(r) = r and F'(r) = 1 give sd = phi(z) and
    Phi(z) - z phi(z) = mean.
    """
    if not 0 < mean < 50:
        return {"critical_sd": float("nan"), "critical_rest_percent": float("nan")}
    z = root(lambda z: below(z) - z * density(z) - mean / 100, -8.0, 0.0)
    return {"critical_sd": 100 * density(z), "critical_rest_percent": 100 * below(z)}


def rest(counts: np.ndarray, size: int) -> np.ndarray:
    """Return how many act in the end, for each crowd of whole thresholds (crowds, size).

    From nobody upward the crowd stops at the first n that at most n thresholds reach.
    """
    crowds = len(counts)
    held = np.clip(counts, 0, size).astype(np.int64) + (size + 1) * np.arange(crowds)[:, None]
    reached = np.bincount(held.ravel(), minlength=crowds * (size + 1)).reshape(crowds, size + 1).cumsum(axis=1)
    return np.argmax(np.minimum(reached, size) <= np.arange(size + 1), axis=1)


def drawn_crowds(given: Mapping[str, Any]) -> dict[str, float]:
    """Return the mean and median per cent acting in drawn crowds; thresholds are shares of the others or of all."""
    size = given["size"]
    luck = np.random.default_rng([given["seed"], 1])
    shares = luck.normal(given["mean"], given["sd"], (given["crowds"], size)) / 100
    counts = shares * (size if given["denominator"] == "all" else size - 1)
    whole = {"exact": np.ceil, "floor": np.floor, "nearest": np.rint}[given["rounding"]](counts)
    # a share above 1 is never reached; a count of `size` or more says the same
    percent = 100 * rest(np.where(shares > 1, size, whole), size) / size
    return {"drawn_percent": float(percent.mean()), "drawn_percent_median": float(np.median(percent))}


def drawn_cities(given: Mapping[str, Any]) -> dict[str, float]:
    """Return how often crowds drawn from a city with thresholds 0, 1, .. , one of each, have no rioter or one."""
    size = given["size"]
    luck = np.random.default_rng([given["seed"], 2])
    rests = np.concatenate(
        [rest(luck.integers(0, size, (part, size)), size) for part in _parts(given["crowds"], 5_000)]
    )
    nobody, one = float(np.mean(rests == 0)), float(np.mean(rests == 1))
    return {"nobody": nobody, "exactly_one": one, "at_most_one": nobody + one}


def _parts(total: int, most: int) -> list[int]:
    return [min(most, total - begun) for begun in range(0, total, most)]


def share_seen(given: Mapping[str, Any]) -> float:
    """Return the share acting as one person sees it who counts friends more than once."""
    weight = given["friend_weight"]
    seen = weight * given["friends_acting"] + given["others_acting"]
    return seen / (weight * given["friends"] + given["others"])


def picture(result: Mapping[str, Any]) -> str:
    """Draw who would act against who acts already, with the path from nobody to rest."""
    mean, sd, path = result["mean"], result["sd"], result["normal_path"]
    share = np.linspace(0, 100, 201)
    climb = np.repeat(path, 2)
    return line_chart(
        f"Normal thresholds, mean {mean:g}, sd {sd:g}: {result['rest_percent']:.4g} % act in the end",
        [
            Series("threshold at or below", share, [100 * below((r - mean) / sd) for r in share]),
            Series("as many as act", share, share, "dashed"),
            Series("path from nobody", climb[:-1], climb[1:]),
        ],
        x="acting now, %",
        y="acting next, %",
        x_range=(0, 100),
        y_range=(0, 100),
    )


_NORMAL = {"mean": 25.0}
REPLICATION = Replication(
    id="granovetter-1978",
    title="Threshold models of collective behavior",
    source="Granovetter 1978, American Journal of Sociology 83(6), 1420-1443, doi 10.1086/226707",
    says="Two crowds with nearly the same thresholds can end with nobody or with everybody acting.",
    parameters=(
        Parameter("thresholds", tuple(range(100)), "persons", "others who must act first, person by person"),
        Parameter("mean", 25.0, "per cent", "mean threshold of a normal crowd"),
        Parameter("sd", 12.2, "per cent", "spread of the thresholds of a normal crowd", above=0),
        Parameter("size", 100, "persons", "size of a drawn crowd and of its city", at_least=2, at_most=10_000),
        Parameter("crowds", 2_000, "", "number of drawn crowds", at_least=1, at_most=10_000_000),
        Parameter("denominator", "others", "", "what a drawn threshold is a share of", choices=("others", "all")),
        Parameter("rounding", "exact", "", "how a drawn threshold becomes a count",
            choices=("exact", "floor", "nearest")),
        Parameter("friend_weight", 2.0, "", "how often a friend's act counts", at_least=0),
        Parameter("friends", 20, "persons", "friends that one person sees", at_least=0),
        Parameter("friends_acting", 15, "persons", "friends seen acting", at_least=0),
        Parameter("others", 80, "persons", "strangers that one person sees", at_least=1),
        Parameter("others_acting", 33, "persons", "strangers seen acting", at_least=0),
        Parameter("instigators", 0.1, "", "share of people whose threshold is 0", at_least=0, at_most=1),
        Parameter("gathering", 10, "persons", "size of a small gathering", at_least=0),
        Parameter("seed", 0, "", "which draws", at_least=0),
    ),
    rows=(
        Row("G1", {}, "rest", 100, 0, "published"),
        Row("G2", {"thresholds": (0, 2, *range(2, 100))}, "rest", 1, 0, "published"),
        Row("G3", _NORMAL, "critical_sd", 12.2221, 0.002, "published", note="the article says 12.2"),
        Row("G4", _NORMAL, "critical_rest_percent", 6.2, 0.001, "published", note="the article says about 6"),
        Row(
            "G5", tuple({"mean": 25.0, "sd": sd} for sd in (5.0, 10.0, 12.0, 12.2)), "rest_percent",
            (0.00003, 0.7696, 4.0211, 5.4792), 0.001, "derived",
        ),
        Row(
            "G5-wide", tuple({"mean": 25.0, "sd": sd} for sd in (12.3, 15.0, 30.0, 50.0, 100.0, 1000.0)),
            "rest_percent", (100, 100, 99.34, 90.49, 65.86, 51.04), 0.06, "replication",
        ),
        Row("G6", {"mean": 25.0, "sd": 1e6}, "rest_percent", 50, 0.01, "published"),
        Row("G9", {"crowds": 200_000}, "nobody", 0.366032, 0.005, "published", note="the article says .37"),
        Row("G10", {"crowds": 200_000}, "exactly_one", 0.135326, 0.006, "published", note="the article says .14"),
        Row("G11", {"crowds": 200_000}, "at_most_one", 0.501358, 0.012, "published", note="the article says .51"),
        Row("G12", {}, "share_seen", 0.525, 1e-12, "published"),
        Row("G13", {}, "nobody_starts", 0.348678, 0.002, "published", note="the article says .35"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
