"""One claim and its verdict in the published shape."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from groundswell.ledger import Case
from groundswell.report._explained_document import explained_document
from groundswell.verdict import ArmVerdict, ClaimVerdict

NOT_TESTED = frozenset({"untestable", "no route"})
"""Words that say that no share was measured."""

_COUNTED = ("share", "interval", "raw_share", "null_share", "null_interval", "vacuous_share")


def claim_document(claim: ClaimVerdict, tolerance: float, case: Case) -> dict[str, Any]:
    """Return a claim's verdict; numbers that mean nothing for its verdict word are null."""
    tested = claim.verdict not in NOT_TESTED
    return {
        **{name: getattr(claim, name) for name in ("id", "says", "paragraphs", "verdict", "flags")},
        **{name: getattr(claim, name) if tested else None for name in _COUNTED},
        "n_readings": claim.n_readings,
        "effective": claim.effective if claim.n_readings else None,
        "tolerance": tolerance,
        "sensitivity": [{"tolerance": at, "share": share} for at, share in claim.sensitivity] if tested else [],
        "settling": [
            {"readings": readings, "share": share, "low": low, "high": high}
            for readings, share, low, high in claim.settling
        ]
        if tested
        else [],
        "without_own": _worded(claim.without_own),
        **{name: getattr(claim, name) for name in ("outcome", "window", "reason")},
        "arms": [_arm(arm) for arm in claim.arms],
        "mechanisms": claim.mechanisms,
        "assumptions": claim.assumptions,
        "without_assumptions": _worded(claim.without_assumptions),
        "hangs_on": [{"id": id, "share": share, "verdict": word} for id, share, word in claim.hangs_on],
        "divides": [
            {"choice": one.says, "share_with": one.share_with, "share_without": one.share_without}
            for one in claim.divides
        ],
        "explained": explained_document(claim, case),
        "muted": claim.muted,
        "untestable": claim.untestable,
    }


def _arm(arm: ArmVerdict) -> dict[str, Any]:
    median, low, high = arm.effect
    found = {**asdict(arm), "effect": {"median": median, "low": low, "high": high}}
    if not arm.route:
        found |= {"share": None, "effect": None, "moved_share": None}
    return {**found, "route": "yes" if arm.route else "none"}


def _worded(found: tuple[float, str] | None) -> dict[str, Any] | None:
    return None if found is None else {"share": found[0], "verdict": found[1]}
