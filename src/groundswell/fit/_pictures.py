"""Histories as readings have them before and after the record, in the units of what was read, with what was read.

Support is out of all people; a question about a vote leaves out some of those who back nobody, so its answers lie
higher. Indices and counts are drawn at the middle of the stated ends of their scale, counts by year.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.ensemble import month_names
from groundswell.language import Node
from groundswell.ledger import Case
from groundswell.record import Answer, Evidence, Numbers, Polls

AT = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
DAYS = 30.44
Bands = Mapping[str, np.ndarray]


@dataclass(frozen=True)
class Point:
    """One value that was read: `at` in months from the first of the run, by whom, and whether of all people."""

    at: float
    value: float
    by: str
    question: str
    of_all: bool


@dataclass(frozen=True)
class Picture:
    """One node, or one series: quantiles by month (months,) before and after the record, and what was read."""

    id: str
    says: str
    unit: str
    dates: tuple[str, ...]
    prior: Bands
    posterior: Bands
    points: tuple[Point, ...]


def pictures(case: Case, evidence: Evidence, before: Mapping, after: Mapping) -> tuple[Picture, ...]:
    """Draw each node that polls read and each other series, from traces {node: (runs, months)} before and after."""
    found = []
    for block in evidence.blocks:
        found += (
            _polls(case, block, before, after) if isinstance(block, Polls) else [_series(case, block, before, after)]
        )
    return tuple(found)


def _polls(case: Case, block: Polls, before: Mapping, after: Mapping) -> list[Picture]:
    by_node: dict[Node, list[Answer]] = {}
    for one in block.answers:
        by_node.setdefault(one.node, []).append(one)
    return [
        Picture(
            str(node), f"support: {named(case, node)}", "share", _dates(case, before[node]), bands(before[node]),
            bands(after[node]), tuple(_point(one) for one in sorted(some, key=lambda one: one.asked.day)),
        )
        for node, some in sorted(by_node.items(), key=lambda item: (-len(item[1]), str(item[0])))
    ]  # fmt: skip


def _point(one: Answer) -> Point:
    at = one.month + (one.asked.day.day - 1) / DAYS
    return Point(at, float(one.share or 0.0), one.asked.pollster or "ballot", one.asked.question, one.nobody == 1.0)


def _series(case: Case, block: Numbers, before: Mapping, after: Mapping) -> Picture:
    series = block.series
    runs = [expected(block, traces[series.node]) for traces in (before, after)]
    counted = series.entry.model == "count"
    points = tuple(
        Point((a + b + 1) / 2, one.value / (years if counted else 1.0), one.pollster or one.source, one.question, True)
        for one, (a, b), years in zip(series.observations, block.spans, block.years, strict=True)
    )
    unit = f"{series.observations[0].unit} a year" if counted else series.observations[0].unit
    says = f"{series.entry.quantity}{f', {series.region}' if series.region else ''}"
    return Picture(series.id, says, unit, _dates(case, runs[0]), bands(runs[0]), bands(runs[1]), points)


def expected(block: Numbers, values: np.ndarray) -> np.ndarray:
    """Values (runs, months) of a node as its series would read them, at the middle of the stated ends."""
    level = {"signed01": (values + 1) / 2, "unit01": values}.get(block.scale, values / (1 + values))
    zero, one = block.series.entry.at_zero, block.series.entry.at_one
    assert zero is not None and one is not None
    if block.series.entry.model == "index":
        return (1 - level) * sum(zero) / 2 + level * sum(one) / 2
    low, high = (float(np.mean(np.log(np.maximum(ends, 1e-3)))) for ends in (zero, one))
    return np.exp((1 - level) * low + level * high)


def bands(values: np.ndarray) -> dict[str, np.ndarray]:
    """Quantiles over runs of values (runs, months), month by month."""
    found = np.quantile(np.asarray(values, float), list(AT.values()), axis=0)
    return dict(zip(AT, found, strict=True))


def named(case: Case, node: Node) -> str:
    """A node's actor, and its place, by name."""
    known = [case.ledger.actors.get(name) for name in (node.actor, node.place) if name is not None]
    return ", ".join(one.name for one in known if one is not None)


def _dates(case: Case, values: np.ndarray) -> tuple[str, ...]:
    return tuple(month_names(case, values.shape[1]))


def unread(case: Case, evidence: Evidence) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Variables that some series reads, and those that none does, by id."""
    read = {f"v_{node.name}" for block in evidence.blocks for node in _own(block)}
    used = [name for name in case.ledger.variables if name not in read]
    return tuple(sorted(read)), tuple(used)


def _own(block: Polls | Numbers) -> Sequence[Node]:
    return [one.node for one in block.answers] if isinstance(block, Polls) else [block.series.node]
