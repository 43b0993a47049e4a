"""From a study to `verdicts.json`: plain numbers, texts and lists in the published shape."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from groundswell.ledger import Case
from groundswell.report._claim_document import claim_document
from groundswell.report._forms_document import forms_document
from groundswell.report._happenings import happenings
from groundswell.report._ledger_document import ledger_document
from groundswell.report._manifest import provenance
from groundswell.report._prediction_document import predictions_document
from groundswell.report._record_document import given_of, record_of, record_section
from groundswell.report._schema import SCHEMA
from groundswell.verdict import THRESHOLDS, Study


def verdicts_document(study: Study) -> dict[str, Any]:
    """Return a study, finished or not, in the shape of `verdicts_schema()`.

    The same case, readings and seed give the same document; nothing in it tells when or how fast it was made.
    """
    case: Case = study.case  # type: ignore[assignment]  # the verdict room keeps it as a plain object
    return plain({
        "schema": SCHEMA,
        "case": case.id,
        "title": case.title,
        "complete": study.complete,
        "seed": study.seed,
        "resolution": study.resolution,
        "step": study.step,
        "tolerance": study.tolerance,
        "thresholds": dict(THRESHOLDS),
        "claims_until": str(case.setting.calendar.claims_until),
        "readings": {
            "drawn": study.drawn, "admissible_share": study.admissible_share,
            "kept": len(study.kept), "effective": study.effective,
            "until_width": study.until_width, "most": study.most if study.until_width else None,
            "too_wide": study.too_wide,
            "set_aside": len(study.set_aside), "overflows": [asdict(one) for one in study.overflows],
        },
        "forms": forms_document(study),
        "nulls": {"theories": study.nulls[0], "readings": study.nulls[1] // max(study.nulls[0], 1)},
        "explananda": _explananda(study, case),
        "at_bound": [{"node": node, "share": share} for node, share in study.at_bound],
        "claims": [
            claim_document(claim, study.tolerance, case)
            | {"record": record_of(study.recorded, claim.id), "given_record": given_of(study, "claims", claim.id)}
            for claim in study.claims
        ],
        "predictions": predictions_document(study, case),
        "conditions": _conditions(case),
        "assumptions": _assumptions(study, case),
        "events": happenings(study, case),
        "record": record_section(study),
        "text": ledger_document(case, study.recorded),
        "manifest": provenance(case),
    })  # fmt: skip


def _explananda(study: Study, case: Case) -> list[dict[str, Any]]:
    stated = {one.id: one for one in case.explananda}
    return [
        {
            "id": found.id, "says": stated[found.id].says, "paragraphs": stated[found.id].paragraphs,
            "formula": " ".join(stated[found.id].formula.split()), "tolerance": stated[found.id].tolerance,
            "raw_share": found.raw_share, "weighted_share": found.weighted_share,
            "needs": found.needs, "hard": found.hard,
        }
        for found in study.explananda
    ]  # fmt: skip


def _conditions(case: Case) -> dict[str, Any]:
    stated = [one for one in case.conditions.values() if one.words != "None."]
    left_out = [one for one in stated if one.not_modelled is not None]
    return {
        "modelled": sum(one.gate is not None for one in stated),
        "not_modelled": [{"id": one.id, "reason": one.not_modelled} for one in left_out],
    }


def _assumptions(study: Study, case: Case) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id, "says": one.paraphrase, "reason": one.reason or "",
            "claims": [claim.id for claim in study.claims if one.id in claim.assumptions],
        }
        for one in case.assumptions.values()
    ]  # fmt: skip


def plain(value: Any) -> Any:
    """Return a value as JSON knows it: numbers without NaN (null stands for it), lists, objects with text keys."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
