"""A case that holds the text's theory and all its rivals at once, so that one compiled model can run them all."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from ._case import Case


def together(case: Case) -> Case:
    """Return the case with the mechanisms of every rival beside its own; which of them act is for the runner to say."""
    added = {id: mechanism for overlay in case.overlays.values() for id, mechanism in overlay.adds.items()}
    conditions = {id: condition for overlay in case.overlays.values() for id, condition in overlay.conditions.items()}
    return replace(
        case,
        ledger=replace(case.ledger, mechanisms=MappingProxyType({**case.ledger.mechanisms, **added})),
        conditions=MappingProxyType({**case.conditions, **conditions}),
    )


def absent(case: Case, rival_id: str | None) -> frozenset[str]:
    """Return what is absent from one theory of a case that holds all of them: the text's own (None) or a rival's."""
    added = {id for overlay in case.overlays.values() for id in overlay.adds}
    if rival_id is None:
        return frozenset(added)
    overlay = case.overlays[rival_id]
    return frozenset((added - set(overlay.adds)) | set(overlay.drops))
