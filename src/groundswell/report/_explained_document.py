"""What stands behind one verdict, in the published shape."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from groundswell.ledger import Case
from groundswell.report._explained_words import (
    bound_words,
    flip_sentence,
    flips,
    needed_sentence,
    standing_sentence,
    variance_sentence,
)
from groundswell.verdict import Box, ClaimVerdict, Premises


def explained_document(claim: ClaimVerdict, case: Case) -> dict[str, Any] | None:
    """Return premises, box, peeling, variance and flips of a claim; None where the study did not ask for them."""
    found = claim.explained
    if found is None:
        return None
    variance = [asdict(part) for part in found.variance]
    return {
        "premises": _premises(found.premises, claim),
        "turns": found.turns,
        "box": _box(found.box, case) if found.box else None,
        "peeling": [
            {"bounds": len(box.bounds), "coverage": box.coverage, "density": box.density, "mass": box.mass}
            for box in found.peeling
        ],
        "variance": variance,
        "variance_says": variance_sentence(variance) or None,
        "flips": [
            {"choice": one.says, "share_with": one.share_with, "share_without": one.share_without,
             "says": flip_sentence(one)}
            for one in flips(claim)
        ],
    }  # fmt: skip


def _premises(found: Premises | None, claim: ClaimVerdict) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "players": [
            {"id": one.id, "value": one.value, "interval": one.interval, "added": one.id.startswith("X")}
            for one in found.players
        ],
        "whole": found.whole, "none": found.none, "exact": found.exact,
        "needed": found.needed, "fails_under": found.fails_under,
        "text_alone": found.text_alone, "enough": found.enough,
        "standing": standing_sentence(found, claim), "needed_says": needed_sentence(found),
    }  # fmt: skip


def _box(box: Box, case: Case) -> dict[str, Any]:
    return {
        "bounds": [
            {"name": one.name, "says": bound_words(one, case), "low": one.low, "high": one.high} for one in box.bounds
        ],
        "coverage": box.coverage, "density": box.density, "mass": box.mass,
    }  # fmt: skip
