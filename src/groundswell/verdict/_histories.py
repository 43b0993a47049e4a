"""Histories of nodes as series of the record read them, and formulas over runs that can be answered by them.

A node's history is read off its series where it has one: support from polls and ballots, out of all who were asked; an
index at the middle of its stated ends. Between two readings it is a straight line, before the first and after the last
there is nothing. A formula is answered only where every month that it names lies inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.language import Formula, Node, months_of, nodes_of, parts
from groundswell.ledger import Case
from groundswell.record import Evidence, Numbers, Polls
from groundswell.verdict._horizon import is_open
from groundswell.verdict._semantics import margin


@dataclass(frozen=True)
class History:
    """The history of one node as far as it was read: months, from 0, and values on its own scale."""

    months: tuple[int, ...]
    values: tuple[float, ...]

    def along(self, length: int) -> np.ndarray:
        """(length,) values, straight lines between readings."""
        return np.interp(np.arange(length), self.months, self.values)


def histories(case: Case, evidence: Evidence) -> dict[Node, History]:
    """Every node that the near side of the record reads, with its history."""
    found: dict[Node, dict[int, list[float]]] = {}
    for block in evidence.blocks:
        for node, month, value in _readings(case, block):
            found.setdefault(node, {}).setdefault(month, []).append(value)
    return {
        node: History(tuple(sorted(by_month)), tuple(float(np.mean(by_month[m])) for m in sorted(by_month)))
        for node, by_month in found.items()
    }


def _readings(case: Case, block: Polls | Numbers) -> list[tuple[Node, int, float]]:
    if isinstance(block, Polls):
        answers = zip(block.answers, block.shares, strict=True)
        return [(one.node, one.month, float(value)) for one, value in answers if one.nobody == 1.0]
    entry = block.series.entry
    if entry.model != "index" or entry.at_zero is None or entry.at_one is None:
        return []
    values = np.array([one.value for one in block.series.observations])
    low, high = sum(entry.at_zero) / 2, sum(entry.at_one) / 2
    level = np.clip((values - low) / (high - low), 0.01, 0.99)
    own = {"signed01": 2 * level - 1, "unit01": level}.get(block.scale, level / (1 - level))
    return [(block.series.node, (a + b) // 2, float(v)) for (a, b), v in zip(block.spans, own, strict=True)]


def lacking(case: Case, formula: Formula, known: dict[Node, History]) -> str | None:
    """Why the record cannot answer a formula; None where it can."""
    nodes = nodes_of(formula)
    missing = sorted(str(node) for node in nodes if node not in known)
    if missing:
        return f"no series up to the split reads {_listed(missing)}"
    start = case.setting.calendar.start
    months = [month.index(start) for month in months_of(formula)]
    first, last = max(known[n].months[0] for n in nodes), min(known[n].months[-1] for n in nodes)
    if not months or min(months) < first or max(months) > last or any(is_open(part) for part in parts(formula)):
        return "it speaks of months that no reading up to the split covers"
    return None


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def comes_true(case: Case, formula: Formula, known: dict[Node, History]) -> bool:
    """Whether a formula over runs holds on the histories of its nodes."""
    calendar = case.setting.calendar
    length = calendar.end.index(calendar.start) + 1
    scales = {one.id.removeprefix("v_"): one.scale for one in case.ledger.variables.values()}
    traces = {node: known[node].along(length)[None, :] for node in nodes_of(formula)}
    told = {"tolerance": case.claims.tolerance}
    found = margin(formula, traces, scales, (calendar.start, length), told)  # type: ignore[arg-type]
    return bool(np.asarray(found)[0] > 0)
