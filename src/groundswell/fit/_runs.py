"""Runs of a theory for a forecast: what its readings say about some nodes, and how admissible each reading is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.language import Month, Node, months_of
from groundswell.ledger import Case
from groundswell.model import Theory, baseline, compile_theory
from groundswell.verdict import explained, weigh

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


def month_of(case: Case, day: date) -> int:
    """Number of a day's month in the run, from 0; it may lie outside the run."""
    return Month(day.year, day.month).index(case.setting.calendar.start)


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
    case, seen, margins = theory.layout.case, [], []
    for begin in range(0, readings, ROUND):
        index = np.arange(begin, min(begin + ROUND, readings))
        seen.append(ensemble.run(baseline(theory.layout), nodes, index))
        margins.append(explained(ensemble, index))
        ensemble.forget()
        progress(stage, int(index[-1]) + 1, readings)
    traces = np.concatenate(seen, axis=1)
    told = np.concatenate(margins, axis=1)
    tolerance = np.array([one.tolerance for one in case.explananda])
    fair = np.array([not _after(one.formula_parsed, until) for one in case.explananda], bool)
    return Runs(
        dict(zip(nodes, traces, strict=True)),
        weigh(told, tolerance),
        weigh(told[fair], tolerance[fair]) if fair.any() else np.zeros(readings),
        tuple(one.id for one, ok in zip(case.explananda, fair, strict=True) if not ok),
    )


def _after(formula, until: date | None) -> bool:
    if until is None:
        return False
    last = Month(until.year, until.month)
    return any(month > last for month in months_of(formula))
