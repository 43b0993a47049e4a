"""What the baseline alone shows: nodes that stick at an end, explananda and what they need, predictions."""

from collections.abc import Callable

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.ledger import Case, Remove
from groundswell.model import arm_of, baseline
from groundswell.verdict._admissible import Admissible, explained, scales
from groundswell.verdict._nulls import EACH, THEORIES
from groundswell.verdict._predict import PredictionResult, against_nulls, predicted
from groundswell.verdict._result import ExplanandumResult

AT_BOUND = 0.001
"""How near an end of its scale a node must stay, month after month, to sit at a bound."""


class Baseline:
    """The baseline of weighed readings; `few` are places of some of them among the kept, for side questions."""

    def __init__(self, case: Case, ensemble: Ensemble, nulls: Ensemble, weighed: Admissible, few: np.ndarray):
        self.case, self.ensemble, self.nulls, self.weighed, self.few = case, ensemble, nulls, weighed, few

    def at_bound(self) -> tuple[tuple[str, float], ...]:
        """Nodes that sit at an end of their scale before the first claim's window, in which share of readings."""
        layout = self.ensemble.theory.layout
        months = min((e.since for e in layout.events if not e.explained and e.since > 0), default=12)
        seen = self.ensemble.run_stored(baseline(layout), self.weighed.index[self.few], max(months, 12))
        found = []
        for key, values in zip(layout.nodes, seen, strict=True):
            unit = {"signed01": (values + 1) / 2, "unit01": values}.get(layout.scale(key), values / (1 + values))
            stuck = ((unit < AT_BOUND) | (unit > 1 - AT_BOUND)).all(axis=1)
            if stuck.any():
                found.append((str(key), float(stuck.mean())))
        return tuple(sorted(found, key=lambda one: -one[1]))

    def explananda(self, told: Callable[[int, int], None]) -> tuple[ExplanandumResult, ...]:
        """How often each explanandum comes out, and which of the mechanisms thought needed it really needs."""
        layout, few = self.ensemble.theory.layout, self.weighed.index[self.few]
        asked = sorted({m for e in self.case.explananda for m in e.about})
        base = explained(self.ensemble, few) > 0
        without = {}
        for number, mechanism in enumerate(asked):
            without[mechanism] = explained(self.ensemble, few, arm_of(layout, (Remove(mechanism),))) > 0
            told(number + 1, len(asked))
        found = []
        for row, wanted in enumerate(self.case.explananda):
            needs = tuple(m for m in wanted.about if base[row].mean() - without[m][row].mean() > 0.2)
            drawn = self.weighed.margins[row]
            raw = float((drawn[~np.isnan(drawn)] > 0).mean())
            kept = self.weighed.margins[row][self.weighed.index] > 0
            found.append(ExplanandumResult(wanted.id, raw, self.weighed.mean(kept), needs, raw < 0.25))
        return tuple(found)

    def predictions(self, traces: dict) -> dict[str, PredictionResult]:
        """What follows from the theory for the case's predictions, and what shuffled theories say of them."""
        if not self.case.predictions:
            return {}
        index, known = np.arange(THEORIES * EACH), scales(self.ensemble)
        seen = self.nulls.run(baseline(self.ensemble.theory.layout), tuple(traces), index)
        weight = np.full(len(index), 1 / len(index))
        nulls = predicted(self.case, dict(zip(traces, seen, strict=True)), weight, known)
        return against_nulls(predicted(self.case, traces, self.weighed.weight, known), nulls)
