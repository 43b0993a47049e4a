"""What the record itself says, without any theory, about formulas over runs: holds, fails, or no data.

A node's history is read off its series where it has one: support from polls and ballots, out of all who were asked; an
index at the middle of its stated ends. Between two readings it is a straight line, before the first and after the last
there is nothing. A formula is answered only where every month that it names lies inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from groundswell.fit._replicate import read
from groundswell.language import Formula, Node, months_of, nodes_of
from groundswell.ledger import Case, ClaimTest, PredictionTest
from groundswell.record import Evidence, Numbers, Polls
from groundswell.verdict import margin

HOLDS, FAILS, NO_DATA = "holds", "fails", "no data"


@dataclass(frozen=True)
class Said:
    """What the record says, in a word, and why."""

    word: str
    reason: str


@dataclass(frozen=True)
class Told:
    """The history of one node as far as it was read: months, from 0, and values on its own scale."""

    months: tuple[int, ...]
    values: tuple[float, ...]

    def along(self, length: int) -> np.ndarray:
        """(length,) values, straight lines between readings."""
        return np.interp(np.arange(length), self.months, self.values)


def histories(case: Case, evidence: Evidence) -> dict[Node, Told]:
    """Every node that the near side of the record reads, with its history."""
    found: dict[Node, dict[int, list[float]]] = {}
    values = read(evidence)
    for block in evidence.blocks:
        for node, month, value in _readings(case, block, values[block.id]):
            found.setdefault(node, {}).setdefault(month, []).append(value)
    return {
        node: Told(tuple(sorted(by_month)), tuple(float(np.mean(by_month[m])) for m in sorted(by_month)))
        for node, by_month in found.items()
    }


def _readings(case: Case, block: Polls | Numbers, values: np.ndarray) -> list[tuple[Node, int, float]]:
    if isinstance(block, Polls):
        answers = zip(block.answers, values, strict=True)
        return [(one.node, one.month, float(value)) for one, value in answers if one.nobody == 1.0]
    entry = block.series.entry
    if entry.model != "index" or entry.at_zero is None or entry.at_one is None:
        return []
    low, high = sum(entry.at_zero) / 2, sum(entry.at_one) / 2
    level = np.clip((values - low) / (high - low), 0.01, 0.99)
    own = {"signed01": 2 * level - 1, "unit01": level}.get(block.scale, level / (1 - level))
    return [(block.series.node, (a + b) // 2, float(v)) for (a, b), v in zip(block.spans, own, strict=True)]


def said_of_claim(test: ClaimTest, known: dict[Node, Told]) -> Said:
    """A claim compares the world with one that was otherwise; the record holds one world."""
    if test.untestable is not None:
        return Said(NO_DATA, test.untestable)
    outcome = test.outcome_formula
    seen = outcome is not None and all(node in known for node in nodes_of(outcome))
    more = "its outcome was read as it was" if seen else "and no series reads its outcome"
    return Said(NO_DATA, f"the claim speaks of a world that was otherwise; the record holds one world, {more}")


def said_of_prediction(case: Case, test: PredictionTest, known: dict[Node, Told]) -> Said:
    """What the near side of the record says about a prediction's condition and consequence."""
    if test.untestable is not None:
        return Said(NO_DATA, test.untestable)
    formulas = [f for f in (test.condition_formula, test.then_formula) if f is not None]
    why = next((why for f in formulas if (why := lacking(case, f, known)) is not None), None)
    if why is not None:
        return Said(NO_DATA, why)
    if test.condition_formula is not None and not _true(case, test.condition_formula, known):
        return Said(NO_DATA, "its condition did not come about")
    assert test.then_formula is not None
    return Said(HOLDS if _true(case, test.then_formula, known) else FAILS, "read off the series of the record")


def lacking(case: Case, formula: Formula, known: dict[Node, Told]) -> str | None:
    """Why the record cannot answer a formula; None where it can."""
    nodes = nodes_of(formula)
    missing = sorted(str(node) for node in nodes if node not in known)
    if missing:
        return f"no series up to the split reads {_listed(missing)}"
    start = case.setting.calendar.start
    months = [month.index(start) for month in months_of(formula)]
    first, last = max(known[n].months[0] for n in nodes), min(known[n].months[-1] for n in nodes)
    if not months or min(months) < first or max(months) > last:
        return "it speaks of months that no reading up to the split covers"
    return None


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} and {len(names) - 1} more"


def _true(case: Case, formula: Formula, known: dict[Node, Told]) -> bool:
    calendar = case.setting.calendar
    length = calendar.end.index(calendar.start) + 1
    scales = {one.id.removeprefix("v_"): one.scale for one in case.ledger.variables.values()}
    traces = {node: jnp.asarray(known[node].along(length)[None, :]) for node in nodes_of(formula)}
    told = {"tolerance": case.claims.tolerance}
    return bool(np.asarray(margin(formula, traces, scales, (calendar.start, length), told))[0] > 0)
