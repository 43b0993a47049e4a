"""Fans for the page: quantiles over the kept readings, month by month, for each claim's arms."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from groundswell.ensemble import month_names, scale_of
from groundswell.language import Node, Quantity, months_of, nodes_of, parse_quantity
from groundswell.ledger import Case
from groundswell.report._fan import QUANTILES
from groundswell.verdict import Study

AT = (0.05, 0.25, 0.5, 0.75, 0.95)
MOST_DRAWS = 1024
MOST_HISTORIES = 10
MOST_OF_ONE_KIND = 2

Bands = dict[str, list[float]]


def study_fans(study: Study) -> dict[str, Any]:
    """Return claim -> arm -> fan, and under `_histories` the baseline of the nodes that most depends on."""
    case: Case = study.case  # type: ignore[assignment]  # the verdict room keeps it as a plain object
    drawn = resampled(study.weight)
    fans: dict[str, Any] = {claim.id: _of_claim(study, case, claim.id, drawn) for claim in study.claims}
    fans["_histories"] = {
        str(node): {
            "dates": month_names(case, study.histories[str(node)].shape[-1]), "scale": scale_of(case, node),
            "baseline": bands(study.histories[str(node)], drawn),
        }
        for node in telling_nodes(study, case)
    }  # fmt: skip
    return fans


def resampled(weight: np.ndarray) -> np.ndarray:
    """Return places of readings, as often as they weigh: one systematic resample, without chance."""
    number = min(max(len(weight), 200), MOST_DRAWS)
    along = (np.arange(number) + 0.5) / number
    return np.minimum(np.searchsorted(np.cumsum(weight / weight.sum()), along), len(weight) - 1)


def bands(values: np.ndarray, drawn: np.ndarray) -> Bands:
    """Return the quantiles of values (readings, months) over the readings drawn, by name, month by month."""
    columns = np.sort(np.ascontiguousarray(values.T[:, drawn]), axis=1)
    places = np.round(np.array(AT) * (len(drawn) - 1)).astype(int)
    found = columns[:, places].T
    return {name: [round(float(v), 5) for v in row] for name, row in zip(QUANTILES, found, strict=True)}


def _of_claim(study: Study, case: Case, claim: str, drawn: np.ndarray) -> dict[str, Any]:
    test, seen = case.claims.claims[claim], study.traces.get(claim, {})
    if test.outcome_formula is None or "" not in seen:
        return {}
    node = nodes_of(test.outcome_formula)[0]
    before = bands(seen[""][node], drawn)
    return {
        arm.id: {
            "node": str(node), "scale": scale_of(case, node), "window": _window(test.outcome_formula),
            "dates": month_names(case, seen[""][node].shape[-1]),
            "baseline": before, "arm": bands(seen[arm.id][node], drawn),
        }
        for arm in test.arms if arm.id in seen
    }  # fmt: skip


def _window(outcome: Quantity) -> list[str] | None:
    months = months_of(outcome)
    return [str(min(months)), str(max(months))] if months else None


def telling_nodes(study: Study, case: Case) -> list[Node]:
    """Return the nodes that explananda and outcomes name most, few of one variable, so that the pictures differ."""
    tests = [test for test in case.claims.claims.values() if test.untestable is None]
    trees = [one.formula_parsed for one in case.explananda] + [test.outcome_formula for test in tests]
    named = Counter(str(node) for tree in trees if tree is not None for node in nodes_of(tree))
    found: list[Node] = []
    for name in sorted(named, key=lambda name: (-named[name], name)):
        node = parse_quantity(name)
        alike = [one for one in found if isinstance(node, Node) and one.name == node.name]
        if isinstance(node, Node) and name in study.histories and len(alike) < MOST_OF_ONE_KIND:
            found.append(node)
    return found[:MOST_HISTORIES]
