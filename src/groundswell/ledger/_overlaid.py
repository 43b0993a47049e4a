"""A case as a rival would have it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from ._case import Case


def overlaid(case: Case, rival_id: str) -> Case:
    """Return the case with a rival's mechanisms in place of those that it drops.

    What a rival adds counts as its premises, so it stands among the mechanisms of the ledger and not among the
    assumptions; conditions follow the mechanisms. Setting, priors, claims, predictions and explananda stay as they
    are. What the rival sets is in `standing_changes`, to be made in every run of it, with or without an arm.
    Raises KeyError where the case has no such overlay.
    """
    overlay = case.overlays[rival_id]
    ledger = replace(case.ledger, mechanisms=_exchanged(case.ledger.mechanisms, overlay.drops, overlay.adds))
    return replace(
        case,
        ledger=ledger,
        assumptions=_exchanged(case.assumptions, overlay.drops, {}),
        conditions=_exchanged(case.conditions, overlay.drops, overlay.conditions),
        rival=rival_id,
        standing_changes=overlay.sets,
    )


def _exchanged(entries: Mapping[str, Any], drops: tuple[str, ...], adds: Mapping[str, Any]) -> Mapping[str, Any]:
    kept = {name: entry for name, entry in entries.items() if name not in drops}
    return MappingProxyType({**kept, **adds})
