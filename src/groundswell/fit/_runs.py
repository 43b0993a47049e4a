"""Runs of a theory for a forecast: what its readings say about some nodes, and how admissible each reading is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.language import Formula, Month, Node, months_of, nodes_of, parts
from groundswell.ledger import Case
from groundswell.model import Theory, baseline, compile_theory
from groundswell.verdict import is_open, margin, weigh

ROUND = 2048
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Runs:
    """Traces of nodes over readings, and the readings' log weights before any poll is looked at.

    traces: node -> (readings, months), own scales. admissible: by all explananda; blind: by those alone that speak of
    no month after the split. peeking: ids of the explananda that the blind weights leave out.
    """

    traces: dict[Node, np.ndarray]
    admissible: np.ndarray
    blind: np.ndarray
    peeking: tuple[str, ...]


def run_theory(
    case: Case, nodes: Sequence[Node], readings: int, seed: int, until: date | None,
    progress: Progress = lambda stage, done, total: None,
) -> Runs:  # fmt: skip
    """Run so many readings of a case and weigh them by its explananda."""
    theory = compile_theory(case)
    return run_ensemble(Ensemble(theory, seed), theory, nodes, readings, until, progress)


def run_ensemble(
    ensemble: Ensemble, theory: Theory, nodes: Sequence[Node], readings: int, until: date | None, progress: Progress,
    stage: str = "drawing readings",
) -> Runs:  # fmt: skip
    """Run so many readings of an ensemble and weigh them by the case's explananda."""
    case, seen = theory.layout.case, []
    wanted = sorted({*nodes, *(node for one in case.explananda for node in nodes_of(one.formula_parsed))})
    for begin in range(0, readings, ROUND):
        index = np.arange(begin, min(begin + ROUND, readings))
        seen.append(ensemble.run(baseline(theory.layout), wanted, index))
        ensemble.forget()
        progress(stage, int(index[-1]) + 1, readings)
    traces = dict(zip(wanted, np.concatenate(seen, axis=1), strict=True))
    told = _margins(theory, traces)
    tolerance = np.array([one.tolerance for one in case.explananda])
    fair = np.array([not looks_past(one.formula_parsed, until) for one in case.explananda], bool)
    return Runs(
        {node: traces[node] for node in nodes},
        weigh(told, tolerance),
        weigh(told[fair], tolerance[fair]) if fair.any() else np.zeros(readings),
        tuple(one.id for one, ok in zip(case.explananda, fair, strict=True) if not ok),
    )


def _margins(theory: Theory, traces: dict[Node, Any]) -> np.ndarray:
    """Margins (explananda, readings) of the case's explananda on runs."""
    case = theory.layout.case
    scales = {one.id.removeprefix("v_"): one.scale for one in case.ledger.variables.values()}
    calendar = (case.setting.calendar.start, theory.layout.months)
    return np.stack([
        np.asarray(margin(one.formula_parsed, {n: traces[n] for n in nodes_of(one.formula_parsed)}, scales, calendar))
        for one in case.explananda
    ])  # fmt: skip


def looks_past(formula: Formula, until: date | None) -> bool:
    """Whether a formula may look at a month after `until`: it names one, or is open to the end of the run."""
    if until is None:
        return False
    last = Month(until.year, until.month)
    return any(month > last for month in months_of(formula)) or any(is_open(part) for part in parts(formula))
