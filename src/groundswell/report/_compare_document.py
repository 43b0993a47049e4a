"""From a comparison of theories to `compare.json`: plain numbers, texts and lists in the published shape."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from groundswell.ledger import Case, Prediction, RivalOverlay
from groundswell.report._document import plain
from groundswell.report._manifest import provenance
from groundswell.report._theories_document import theories_document
from groundswell.verdict import THRESHOLDS, Cell, Comparison, Telling, TheoryResult

COMPARE_SCHEMA = "groundswell.compare/1"

CORRECTION = (
    "A score is the mean over every reading drawn from the priors, and not the best of them. Freedom that a theory"
    " does not need spreads its readings and earns it nothing, so no further correction is made."
)


def compare_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a comparison; fields may be added within its version."""
    source = resources.files("groundswell.report") / "compare.schema.json"
    return json.loads(source.read_text(encoding="utf-8"))


def comparison_document(found: Comparison) -> dict[str, Any]:
    """Return a comparison, finished or not, in the shape of `compare_schema()`.

    The same case, readings and seed give the same document; nothing in it tells when or how fast it was made.
    """
    case: Case = found.case  # type: ignore[assignment]  # the verdict room keeps it as a plain object
    return plain({
        "schema": COMPARE_SCHEMA,
        "case": case.id,
        "title": case.title,
        "complete": found.complete,
        "seed": found.seed,
        "readings": found.drawn,
        "tolerance": case.claims.tolerance,
        "thresholds": dict(THRESHOLDS),
        "correction": CORRECTION,
        "claims": [_claim(case, id) for id in found.asked],
        "predictions": [_prediction(case, id) for id in case.predictions],
        "explananda": [{"id": one.id, "says": one.says} for one in case.explananda],
        "theories": {theory.id: _theory(theory, case) for theory in found.theories},
        "pairs": [
            {"one": pair.one, "other": pair.other, "opposed": pair.opposed, "apart": pair.apart}
            for pair in found.pairs
        ],
        "rivals": {told.rival: _telling(told, found, case) for told in found.tellings},
        "record": theories_document(found.given),  # type: ignore[arg-type]  # plain in the verdict room
        "manifest": provenance(case),
    })  # fmt: skip


def _claim(case: Case, id: str) -> dict[str, Any]:
    claim = case.ledger.claims[id]
    return {"id": id, "says": claim.paraphrase, "paragraphs": claim.paragraphs}


def _prediction(case: Case, id: str) -> dict[str, Any]:
    told: Prediction = case.ledger.predictions[id]
    return {"id": id, "says": told.paraphrase, "paragraphs": told.paragraphs, "window": case.predictions[id].window}


def _theory(theory: TheoryResult, case: Case) -> dict[str, Any]:
    overlay = case.overlays.get(theory.id)
    return {
        "name": _name(theory, overlay, case),
        "says": theory.says,
        "kind": theory.kind,
        "rival": overlay.rival if overlay else None,
        "stronger": bool(overlay and overlay.stronger),
        "drops": overlay.drops if overlay else (),
        "adds": [{"id": id, "says": one.paraphrase} for id, one in overlay.adds.items()] if overlay else [],
        "score": theory.score,
        "effective": theory.effective if theory.score is not None else None,
        "free_choices": theory.free_choices if theory.score is not None else None,
        "explananda": {one.id: {"raw_share": one.raw, "weighted_share": one.weighted} for one in theory.explananda},
        "claims": {id: _cell(cell) for id, cell in theory.claims.items()},
        "predictions": {id: _cell(cell) | {"met_share": cell.met} for id, cell in theory.predictions.items()},
    }


NAMES = {"null": "shuffled theories", "still": "nothing changes", "trend": "the last trend goes on"}


def _name(theory: TheoryResult, overlay: RivalOverlay | None, case: Case) -> str:
    if overlay is None:
        return NAMES.get(theory.id, "the text")
    name = case.ledger.rivals[overlay.rival].name.replace("_", " ")
    return f"{name}, stronger form" if overlay.stronger else name


def _cell(cell: Cell) -> dict[str, Any]:
    found: dict[str, Any] = {"verdict": cell.verdict, "share": cell.share, "interval": cell.interval}
    return {**found, "words": dict(cell.words)} if cell.words else found


def _telling(told: Telling, found: Comparison, case: Case) -> dict[str, Any]:
    stated = case.overlays[told.rival].discriminating
    ours, theirs = (found.theory(id).observations.get(told.rival) for id in ("text", told.rival))
    return {
        "observation": stated.observation,
        "formula": told.formula,
        "reason": stated.reason,
        "under_text": _cell(ours) if ours else None,
        "under_rival": _cell(theirs) if theirs else None,
        "formula_parts": told.parts,
        "turns_on": told.named,
        "telling": told.telling,
        "discriminates": told.discriminates,
    }
