"""Predictions as consequences of the theory: what comes out of runs without any arm."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from groundswell.language import Node, nodes_of
from groundswell.ledger import Case, PredictionTest
from groundswell.verdict._admissible import effective_size
from groundswell.verdict._semantics import margin
from groundswell.verdict._words import VACUOUS, interval, weighted_share, word


@dataclass(frozen=True)
class PredictionResult:
    """One prediction. met: share of readings in which its condition holds; share: of those, in which it comes true;
    null_share: the same under shuffled theories, where that was asked for."""

    id: str
    verdict: str
    share: float | None
    interval: tuple[float, float] | None
    met: float | None
    effective: float
    null_share: float | None = None


Traces = Mapping[Node, Any]


def predicted(case: Case, traces: Traces, weight: np.ndarray, scales: Mapping[str, str]) -> dict[str, PredictionResult]:
    """Judge every prediction of a case on weighted runs {node: (readings, months)}."""
    return {id: _predicted(case, id, test, traces, weight, scales) for id, test in case.predictions.items()}


def _predicted(case: Case, id: str, test: PredictionTest, traces: Traces, weight, scales) -> PredictionResult:
    if test.untestable is not None:
        return PredictionResult(id, "untestable", None, None, None, 0.0)
    met = held(case, test.condition_formula, traces, scales) if test.condition_formula else np.ones(len(weight), bool)
    share_met = weighted_share(weight, met)
    if share_met <= 1 - VACUOUS:
        return PredictionResult(id, "vacuous", None, None, share_met, 0.0)
    inside = weight * met
    share = weighted_share(inside / inside.sum(), held(case, test.then_formula, traces, scales))
    size = effective_size(inside)
    return PredictionResult(id, word(share), share, interval(share, size), share_met, size)


def against_nulls(
    found: Mapping[str, PredictionResult], nulls: Mapping[str, PredictionResult]
) -> dict[str, PredictionResult]:
    """The same results with the share that shuffled theories reach beside each."""
    return {id: replace(one, null_share=nulls[id].share) for id, one in found.items()}


def held(case: Case, formula, traces: Traces, scales: Mapping[str, str]) -> np.ndarray:
    """(readings,) whether a formula that looks at no baseline holds on runs {node: (readings, months)}."""
    calendar = case.setting.calendar
    months = calendar.end.index(calendar.start) + 1
    wanted = {node: traces[node] for node in nodes_of(formula)}
    told = {"tolerance": case.claims.tolerance}
    return np.asarray(margin(formula, wanted, scales, (calendar.start, months), told)) > 0


def dumb_predictions(
    case: Case, traces: Traces, weight: np.ndarray, scales: Mapping[str, str], trend: bool
) -> dict[str, PredictionResult]:
    """Judge the predictions on runs that, after the claims' last month, stand still or follow the last two years."""
    calendar = case.setting.calendar
    last = calendar.claims_until.index(calendar.start)
    made = {node: _carried_on(values, last, scales[node.name], trend) for node, values in traces.items()}
    return predicted(case, made, weight, scales)


def _carried_on(values: np.ndarray, last: int, scale: str, trend: bool) -> np.ndarray:
    """Values after month `last` replaced by the last one, or by its trend on the unbounded coordinate."""
    to, back = _COORDINATES.get(scale, _COORDINATES["unit01"])
    z = to(values[:, : last + 1].astype(float))
    slope = (z[:, -1] - z[:, -25]) / 24 if trend else np.zeros(len(z))
    ahead = np.arange(1, values.shape[1] - last)
    return np.concatenate([values[:, : last + 1], back(z[:, -1:] + slope[:, None] * ahead)], axis=1)


def _logit(unit: np.ndarray) -> np.ndarray:
    unit = np.clip(unit, 1e-6, 1 - 1e-6)
    return np.log(unit / (1 - unit))


def _unit(z: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-z))


_COORDINATES = {
    "unit01": (_logit, _unit),
    "signed01": (lambda v: _logit((v + 1) / 2), lambda z: 2 * _unit(z) - 1),
    **{scale: (lambda v: np.log(np.maximum(v, 1e-6)), np.exp) for scale in ("level", "count", "days")},
}
