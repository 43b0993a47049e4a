"""What is read from societies: outbursts, tipping, genocide, and the closed forms beside them."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Outburst:
    """From the first tick above the level to the last one not below it; `activation` sums the actives."""

    start: int
    end: int
    activation: int


def outbursts(active: np.ndarray, level: int) -> list[Outburst]:
    """Return the finished outbursts of one society: actives pass above the level, until they are below it."""
    found, start = [], None
    for tick, count in enumerate(active.tolist()):
        if start is None and count > level:
            start = tick
        elif start is not None and count < level:
            found.append(Outburst(start, tick - 1, int(active[start:tick].sum())))
            start = None
    return found


def bursts(actives: list[np.ndarray], level: int) -> dict[str, float]:
    """Return how often outbursts come, how long the wait is between them, and how large they are."""
    each = [outbursts(active, level) for active in actives]
    sizes = [one.activation for found in each for one in found]
    waits = [later.start - one.end for found in each for one, later in pairwise(found)]
    ticks = sum(len(active) - 1 for active in actives)
    return {
        "outbursts_per_1000": 1000 * len(sizes) / ticks,
        "mean_wait": _mean(waits),
        "sd_wait": _spread(waits),
        "mean_activation": _mean(sizes),
        "sd_activation": _spread(sizes),
    }


def passing(actives: list[np.ndarray], cops: list[np.ndarray], level: int) -> dict[str, Any]:
    """Return in how many societies actives ever pass the level, how many cops there are then, and the highest count."""
    first = [int(np.argmax(active > level)) if (active > level).any() else None for active in actives]
    left = [int(count[tick]) for count, tick in zip(cops, first, strict=True) if tick is not None]
    return {
        "societies_passing": len(left),
        "cops_when_passing": _mean(left),
        "highest": max(int(active.max()) for active in actives),
    }


def genocide(groups: list[tuple[np.ndarray, np.ndarray]]) -> dict[str, Any]:
    """Return in how many societies one group is left alone, which, and after how many ticks (all, where it is not)."""
    ends = [(int(first[-1]), int(second[-1]), len(first) - 1) for first, second in groups]
    over = [(first, second) for first, second, _ in ends if not first or not second]
    return {
        "genocides": len(over),
        "won_by_first": sum(first > 0 for first, _ in over),
        "mean_time": _mean([ticks for _, _, ticks in ends]),
        "times": tuple(ticks for _, _, ticks in ends),
    }


def share_active(legitimacy: float, threshold: float, risk: float) -> float:
    """Return the share of citizens active at one perceived risk, for hardship and aversion even on (0, 1)."""
    reach = (1 - legitimacy) - threshold  # how far the most aggrieved is above the threshold
    if reach <= 0:
        return 0.0
    scale = 1 - legitimacy
    if threshold < 0:  # even those without hardship are above it, and the corner is cut off
        return _sloped(scale, threshold, risk)
    if risk <= 0:
        return reach / scale
    return reach**2 / (2 * scale * risk) if reach <= risk else (reach - risk / 2) / scale


def _sloped(scale: float, threshold: float, risk: float) -> float:
    """Return the same where the threshold is negative, by the middles of many thin slices of hardship."""
    hardship = (np.arange(100_000) + 0.5) / 100_000
    margin = hardship * scale - threshold
    return float(np.mean(np.clip(margin / risk, 0, 1) if risk > 0 else margin > 0))


def closed_forms(given: Mapping[str, Any]) -> dict[str, float]:
    """Return the arrest risks and active shares that need no society."""
    level, threshold, sharpness = given["legitimacy"], given["threshold"], given["sharpness"]
    ratio = 1 / given["actives_a_cop"]
    taken = {"down": math.floor, "literal": float, "nearest": round}[given["ratio"]](ratio)
    crowded = 1 - math.exp(-sharpness * taken)
    return {
        "sharpness_for_nine_tenths": math.log(10),
        "risk_one_to_one": 1 - math.exp(-sharpness),
        "share_active_unseen": share_active(level, threshold, 0.0),
        "risk_crowded": crowded,
        "share_active_crowded": share_active(level, threshold, crowded),
    }


def sampled_unseen(given: Mapping[str, Any], people: int = 1_000_000) -> dict[str, float]:
    """Return the share active with no cop in view among drawn citizens."""
    hardship = np.random.default_rng([given["seed"], 3]).random(people)
    return {"share_active_unseen_sampled": float(np.mean(hardship * (1 - given["legitimacy"]) > given["threshold"]))}


def _mean(values: list[int]) -> float:
    return float(np.mean(values)) if values else math.nan


def _spread(values: list[int]) -> float:
    return float(np.std(values, ddof=1)) if len(values) > 1 else math.nan
