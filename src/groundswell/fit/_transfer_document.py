"""A transfer as data for machines; docs/fit.md describes every field."""

from __future__ import annotations

from typing import Any

from groundswell.fit._fit_document import plain
from groundswell.fit._transfer import Transfer

SCHEMA = "groundswell.transfer/1"


def transfer_document(found: Transfer) -> dict[str, Any]:
    """Return a transfer as plain data."""
    return plain({
        "schema": SCHEMA,
        "left_out": {
            one.case: {
                "log_evidence": _with_noise(one.plain), "log_evidence_taught": _with_noise(one.taught),
                "gain": one.gain, "word": one.word, "shared_numbers": one.shared,
            } for one in found.left_out
        },
        "strengths": [
            {
                "mechanism": one.mechanism, "effect": one.effect,
                "factors": {
                    case: dict(zip(("middle", "low", "high"), factor, strict=True))
                    for case, factor in one.factors.items()
                },
                "apart": [list(pair) for pair in one.apart], "everywhere": one.everywhere,
            } for one in found.strengths
        ],
        "other_strengths_everywhere": sorted({s.mechanism for s in found.strengths if s.apart and s.everywhere}),
        "other_strengths_somewhere": sorted({s.mechanism for s in found.strengths if s.apart}),
    })  # fmt: skip


def _with_noise(one: tuple[float, float]) -> dict[str, float]:
    return {"mean": one[0], "deviation": one[1]}
