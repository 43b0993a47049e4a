"""Checks of rivals as overlays: as the ledger has them, whole, and free of contradictions."""

from __future__ import annotations

from typing import Any

from ._chains import repeated
from ._changes import Remove, Sweep
from ._check_claims import check_change
from ._check_conditions import check_condition
from ._check_ledger import check_roles
from ._check_names import check_words
from ._check_predictions import check_alone
from ._folder import Files
from ._ledger import Ledger
from ._overlays import AddedMechanism, RivalOverlay
from ._tree import Document


def check_overlays(files: Files) -> None:
    """Check the rivals' overlays against the ledger; a case need not have any."""
    made: dict[str, RivalOverlay] | None = files.objects.get("rivals.yaml")
    if made is None:
        return
    document = files.documents["rivals.yaml"]
    missing = [name for name in files.declared["rival"] if document.find(name) is document.root]
    if missing:
        document.fault(
            document.root,
            f"rivals of the ledger without an overlay here: {', '.join(missing)}.",
            "Each says what it drops, adds and sets.",
        )
    for overlay in made.values():
        if files.knows("rival", overlay.rival):
            _against_ledger(files, document, overlay)
        else:
            message = f"the ledger has no rival `{overlay.rival}`."
            document.fault(document.key(overlay.id), message, None, overlay.id)
        _whole(files, document, overlay)
        _contradictions(files, document, overlay)


def _against_ledger(files: Files, document: Document, overlay: RivalOverlay) -> None:
    ledger: Ledger | None = files.objects["ledger.yaml"]
    rival = ledger.rivals.get(overlay.rival) if ledger else None
    if rival is None:
        return
    name = overlay.id
    check_words(document, (name, "says"), rival.paraphrase, overlay.says, name)
    seen = (name, "discriminating", "observation")
    check_words(document, seen, rival.discriminating_observation, overlay.discriminating.observation, name)
    if overlay.stronger != name.endswith("s"):
        document.fault(
            document.key(name, "stronger"),
            "the id of a stronger form ends in `s`, and no other does.",
            f"The stronger form of {overlay.rival} is {overlay.rival}s.",
            name,
        )
    theirs, ours = set(rival.drops), set(overlay.drops)
    if not all(files.knows("mechanism", dropped) for dropped in theirs):
        return  # told in the ledger already
    if not overlay.stronger and theirs != ours:
        message, hint = "these are not the mechanisms that the ledger's rival drops.", f"They are: {_list(theirs)}."
        document.fault(document.key(name, "drops"), message, hint, name)
    if overlay.stronger and not ours < theirs:
        message = "a stronger form drops some of what the ledger's rival drops, and not all."
        document.fault(document.key(name, "drops"), message, f"The ledger's are: {_list(theirs)}.", name)


def _list(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _whole(files: Files, document: Document, overlay: RivalOverlay) -> None:
    name = overlay.id
    if not overlay.adds and not overlay.sets:
        hint = "Give what it says a mechanism under `adds`, or a change under `sets`."
        document.fault(document.key(name), "the rival adds nothing and sets nothing.", hint, name)
    for mechanism in overlay.adds.values():
        _addition(files, document, overlay, mechanism)
    for condition in overlay.conditions.values():
        if condition.id not in overlay.adds:
            where = document.key(name, "conditions", condition.id)
            document.fault(where, f"the rival adds no mechanism `{condition.id}`.", None, name)
    told = overlay.discriminating
    if told.formula is None and not told.claims:
        document.fault(
            document.key(name, "discriminating"),
            "neither a formula nor a claim says how the observation could be told.",
            "Add `formula:`, or `claims:` with the claims and predictions that it turns on.",
            name,
        )
    check_alone(files, document, (name, "discriminating", "formula"), told.formula_parsed, name)


def _addition(files: Files, document: Document, overlay: RivalOverlay, mechanism: AddedMechanism) -> None:
    where = (overlay.id, "adds", mechanism.id)
    check_roles(document, where, mechanism)
    if mechanism.id[:-1] != overlay.id:
        hint = f"Additions of this rival are numbered {overlay.id}a, {overlay.id}b and on."
        document.fault(document.find(*where, "id"), f"`{mechanism.id}` is another rival's id.", hint, mechanism.id)
    if mechanism.stated != "added":
        hint = "Write `stated: added`."
        document.fault(
            document.find(*where, "stated"), "what a rival adds is not stated by the text.", hint, mechanism.id
        )
    if mechanism.reason is None:
        hint = "Add `reason:` with the rival's words that it stands for."
        document.fault(document.find(*where), "the added mechanism gives no reason.", hint, mechanism.id)
    condition = overlay.conditions.get(mechanism.id)
    below = (overlay.id, "conditions", mechanism.id)
    if condition is not None:
        check_condition(files, document, below, mechanism, condition)
    elif document.find(*below) is document.find(*below[:-1]):
        hint = "It has its words, its gate and its months under `conditions`."
        document.fault(document.find(*where), "the added mechanism has no condition.", hint, mechanism.id)


def _contradictions(files: Files, document: Document, overlay: RivalOverlay) -> None:
    name = overlay.id
    for number, dropped in repeated(overlay.drops):
        document.fault(document.find(name, "drops", number), f"`{dropped}` is dropped twice.", None, name)
    for number, dropped in enumerate(overlay.drops):
        if dropped in overlay.adds:
            message = f"the rival adds `{dropped}` and drops it."
            document.fault(document.find(name, "drops", number), message, "Keep one of the two.", name)
    held: dict[str, Any] = {}
    for number, change in enumerate(overlay.sets):
        where = (name, "sets", number)
        check_change(files, document, where, change, name)
        _change(document, where, overlay, change)
        node = getattr(change, "quantity", None)
        if node is not None and _overlap(held.setdefault(str(node), change), change):
            message = f"`{node}` is set twice for the same months."
            document.fault(document.find(*where), message, "Keep one of the two.", name)


def _change(document: Document, where: tuple[str | int, ...], overlay: RivalOverlay, change: Any) -> None:
    mechanism = getattr(change, "mechanism", None)
    if isinstance(change, Sweep):
        message = "a rival says one thing, and a sweep goes over several."
        document.fault(document.find(*where), message, "Write `set:` and one value.", overlay.id)
    elif isinstance(change, Remove):
        message = f"`{mechanism}` is removed by a change."
        document.fault(document.find(*where), message, "What a rival does without stands under `drops`.", overlay.id)
    elif mechanism is not None and mechanism in overlay.drops:
        message = f"the rival drops `{mechanism}` and changes it."
        document.fault(document.find(*where), message, "Keep one of the two.", overlay.id)


def _overlap(before: Any, change: Any) -> bool:
    """Whether two changes of one node act in some month together."""
    if before is change or before.since is None or change.since is None:
        return False
    first, second = sorted((before, change), key=lambda one: one.since)
    return first.until is None or second.since <= first.until
