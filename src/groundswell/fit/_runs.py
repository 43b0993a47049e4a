"""Runs of a theory for a forecast: what its readings say about some nodes, and how admissible each reading is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.language import Formula, Month, Node, months_of, nodes_of, parts
from groundswell.ledger import Case, Explanandum
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
    field = run_field(ensemble, theory, nodes, readings, progress, stage)
    return Runs(field.traces, field.admissible, field.blind(until), field.peeking(until))


@dataclass(frozen=True)
class Field:
    """Traces of nodes over readings (readings, months), and by how much each meets each explanandum: margins
    (explananda, readings). It can be weighed for any split."""

    traces: dict[Node, np.ndarray]
    explananda: tuple[Explanandum, ...]
    margins: np.ndarray

    @property
    def admissible(self) -> np.ndarray:
        """Log weights (readings,) by all explananda."""
        return self._weighed(np.ones(len(self.explananda), bool))

    def blind(self, until: date | None) -> np.ndarray:
        """Log weights (readings,) by those explananda alone that speak of no month after a split."""
        return self._weighed(np.array([not looks_past(one.formula_parsed, until) for one in self.explananda], bool))

    def peeking(self, until: date | None) -> tuple[str, ...]:
        """Ids of the explananda that the blind weights leave out."""
        return tuple(one.id for one in self.explananda if looks_past(one.formula_parsed, until))

    def _weighed(self, which: np.ndarray) -> np.ndarray:
        if not which.any():
            return np.zeros(len(next(iter(self.traces.values()))))
        return weigh(self.margins[which], np.array([one.tolerance for one in self.explananda])[which])


def run_field(
    ensemble: Ensemble, theory: Theory, nodes: Sequence[Node], readings: int, progress: Progress,
    stage: str = "drawing readings",
) -> Field:  # fmt: skip
    """Run so many readings of an ensemble and hold them against the case's explananda."""
    case, seen = theory.layout.case, []
    wanted = sorted({*nodes, *(node for one in case.explananda for node in nodes_of(one.formula_parsed))})
    for begin in range(0, readings, ROUND):
        index = np.arange(begin, min(begin + ROUND, readings))
        seen.append(ensemble.run(baseline(theory.layout), wanted, index))
        ensemble.forget()
        progress(stage, int(index[-1]) + 1, readings)
    traces = dict(zip(wanted, np.concatenate(seen, axis=1), strict=True))
    return Field({node: traces[node] for node in nodes}, case.explananda, _margins(theory, traces))


def _margins(theory: Theory, traces: dict[Node, Any]) -> np.ndarray:
    """Margins (explananda, readings) of the case's explananda on runs."""
    case = theory.layout.case
    if not case.explananda:
        return np.zeros((0, len(next(iter(traces.values())))))
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
