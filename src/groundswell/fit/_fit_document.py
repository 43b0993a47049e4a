"""A fit as data for machines; docs/fit.md describes every field."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from groundswell.fit._fit import Fit
from groundswell.fit._given import GivenRecord, Side
from groundswell.fit._pictures import Picture, unread
from groundswell.fit._shift import Shift
from groundswell.record import gaps

SCHEMA = "groundswell.fit/1"


def fit_document(found: Fit) -> dict[str, Any]:
    """Return a fit as plain data."""
    cloud, record = found.cloud, found.record
    return plain({
        "schema": SCHEMA,
        "case": found.case.id,
        "seed": found.seed,
        "until": str(record.until),
        "hashes": dict(found.case.hashes),
        "explananda": {"which": found.target.premises, "used": [one.id for one in found.target.explananda]},
        "rows": {
            "fitted": sum(len(series.observations) for series in record.series),
            "held_out": sum(one.rows for one in record.held_out.values()), "held_out_read": 0,
        },
        "particles": {
            "count": cloud.particles.count, "effective": found.effective,
            "ancestors": len(set(cloud.ancestor.tolist())),
        },
        "log_evidence": cloud.log_evidence, "log_evidence_noise": cloud.evidence_noise,
        "moves": cloud.moves, "alike": cloud.alike,
        "temperatures": [
            {
                "temperature": s.temperature, "effective": s.effective, "moves": s.moves, "taken": dict(s.taken),
                "alike": s.alike, "distinct": s.distinct,
            } for s in cloud.steps
        ],
        "agreement": None if found.agreement is None else {
            "r_hat": dict(found.agreement.r_hat), "effective": dict(found.agreement.effective),
            "worst": found.agreement.worst[0], "apart": list(found.agreement.apart),
        },
        "mechanisms": {one.id: _shift(one) for one in found.shifts if one.of_theory},
        "beginnings": {one.id: _shift(one) for one in found.shifts if not one.of_theory},
        "silent": list(found.silent),
        "series": {
            one.id: {
                "values": one.values, "log_likelihood_prior": found.by_block[one.id][0],
                "log_likelihood": found.by_block[one.id][1], "inside_90_prior": one.inside_prior,
                "inside_90": one.inside, "tail_prior": one.tail_prior, "tail": one.tail,
                "surprising": one.surprising,
            } for one in found.checks
        },
        "pictures": [_picture(one) for one in found.pictures],
        "variables": dict(zip(("read", "unread"), unread(found.case, found.target.evidence), strict=True)),
        "gaps": {one.id: [[str(a), str(b)] for a, b in gaps(one.observations)] for one in record.series},
        "claims": {one.id: _given(one) for one in found.given if one.kind == "claim"},
        "predictions": {one.id: _given(one) for one in found.given if one.kind == "prediction"},
    })  # fmt: skip


def _shift(one: Shift) -> dict[str, Any]:
    return {
        "says": one.says, "word": one.word, "sentence": one.sentence, "nats": one.nats, "noise": one.noise,
        "strength": None if one.strength is None else dict(zip(("middle", "low", "high"), one.strength, strict=True)),
        "strength_prior": None if one.strength_prior is None else dict(
            zip(("low", "high"), one.strength_prior, strict=True)
        ),
        "forms": {name: {"prior": before, "posterior": after} for name, (before, after) in one.forms.items()},
        "standing": None if one.standing is None else {"prior": one.standing[0], "posterior": one.standing[1]},
        "draws": [
            {"name": d.name, "mean": d.mean, "deviation": d.deviation, "nats": d.nats} for d in one.moved[:5]
        ],
    }  # fmt: skip


def _picture(one: Picture) -> dict[str, Any]:
    return {
        "id": one.id, "says": one.says, "unit": one.unit, "dates": one.dates,
        "prior": {name: np.round(values, 4) for name, values in one.prior.items()},
        "posterior": {name: np.round(values, 4) for name, values in one.posterior.items()},
        "points": [
            {"at": p.at, "value": p.value, "by": p.by, "question": p.question, "of_all": p.of_all} for p in one.points
        ],
    }  # fmt: skip


def _given(one: GivenRecord) -> dict[str, Any]:
    return {
        "says": one.says, "share": one.without.share, "share_given_record": one.given.share,
        "interval": one.without.interval, "interval_given_record": one.given.interval,
        "verdict": one.without.verdict, "verdict_given_record": one.given.verdict, "moved": one.moved,
        "record_says": one.record.word, "record_reason": one.record.why, "record_held_out": one.record.held_out,
    }  # fmt: skip


def side_words(one: Side) -> str:
    """A share in words for a table."""
    return "" if one.share is None else f"{one.share:.0%}"


def plain(value: Any) -> Any:
    """Plain data: no arrays, no numbers that JSON lacks."""
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    if hasattr(value, "tolist"):
        return plain(value.tolist())
    if isinstance(value, float):
        return round(value, 6) if math.isfinite(value) else None
    return value
