"""Predictions as consequences of the theory, in the published shape."""

from __future__ import annotations

from typing import Any

from groundswell.ledger import Case
from groundswell.report._record_document import given_of, record_of
from groundswell.verdict import Study


def predictions_document(study: Study, case: Case) -> list[dict[str, Any]]:
    """Return one object for each prediction of the case, in the ledger's order."""
    return [_prediction(study, case, id) for id in case.predictions if id in study.predictions]


def _prediction(study: Study, case: Case, id: str) -> dict[str, Any]:
    entry, test, found = case.ledger.predictions[id], case.predictions[id], study.predictions[id]
    return {
        "id": id,
        "says": entry.paraphrase,
        "paragraphs": entry.paragraphs,
        "modal": entry.modal,
        "verdict": found.verdict,
        "share": found.share,
        "interval": found.interval,
        "null_share": found.null_share,
        "met_share": found.met,
        "effective": found.effective if found.share is not None else None,
        "window": test.window,
        "condition": _line(test.condition),
        "formula": _line(test.then),
        "mechanisms": entry.mechanisms,
        "reason": test.reason,
        "untestable": test.untestable,
        "record": record_of(study.recorded, id),
        "given_record": given_of(study, "predictions", id),
    }


def _line(formula: str | None) -> str | None:
    return None if formula is None else " ".join(formula.split())
