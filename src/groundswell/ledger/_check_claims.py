"""Checks of claims and explananda: nothing left out, arms as the ledger has them, formulas that read."""

from __future__ import annotations

from typing import Any

from . import _formulas
from ._arguments import Claim
from ._chains import repeated
from ._changes import Freeze, ScaleNode, SetNode, Sweep
from ._check_names import check_nodes, check_words
from ._folder import Files
from ._ledger import Ledger
from ._tests import Arm, ClaimTest
from ._tree import Document

UNTESTABLE = 3  # claims that may end without a test, each with a reason
EXPLANANDA = 10  # fewest things that the text takes as given


def check_claims(files: Files) -> None:
    """Check the tests of the claims against the ledger, then the explananda."""
    ledger: Ledger | None = files.objects["ledger.yaml"]
    made = files.objects["claims.yaml"]
    if made is not None:
        document = files.documents["claims.yaml"]
        missing = [name for name in files.declared["claim"] if document.find("claims", name) is document.find("claims")]
        if missing:
            document.fault(
                document.key("claims"),
                f"claims of the ledger without a test here: {', '.join(missing)}.",
                "Each has its arms, or `untestable:` with the reason.",
            )
        for test in made.claims.values():
            _claim(files, document, ledger.claims.get(test.id) if ledger else None, test)
        _few_untestable(document, made.claims)
    _explananda(files)


def _claim(files: Files, document: Document, claim: Claim | None, test: ClaimTest) -> None:
    where = ("claims", test.id)
    if not files.knows("claim", test.id):
        document.fault(document.key(*where), f"the ledger has no claim `{test.id}`.", None, test.id)
        return
    if claim is not None and test.says is not None:
        check_words(document, (*where, "says"), claim.paraphrase, test.says, test.id)
    check_nodes(files, document, document.find(*where, "outcome"), test.outcome_formula, test.id)
    if test.untestable is not None:
        if test.arms:
            document.fault(
                document.key(*where, "untestable"),
                "the claim is called untestable and has arms.",
                "Keep one of the two.",
                test.id,
            )
        return
    for name in ("outcome", "window", "reason"):
        if getattr(test, name) is None:
            document.fault(document.key(*where), f"the key `{name}` is missing.", "A claim with arms has it.", test.id)
    if claim is not None:
        _arms(document, claim, test)
    for number, name in repeated(arm.id for arm in test.arms):
        document.fault(document.find(*where, "arms", number, "id"), f"the arm `{name}` is given twice.", None, test.id)
    for number, arm in enumerate(test.arms):
        _arm(files, document, test, number, arm)


def _arms(document: Document, claim: Claim, test: ClaimTest) -> None:
    stated = claim.test.arms
    if len(stated) != len(test.arms):
        document.fault(
            document.key("claims", test.id, "arms"),
            f"the ledger tests this claim by {len(stated)} arms, and {len(test.arms)} stand here.",
            None,
            test.id,
        )
    for number, (theirs, ours) in enumerate(zip(stated, test.arms, strict=False)):
        if theirs.expect != ours.expect:
            document.fault(
                document.find("claims", test.id, "arms", number, "expect"),
                f"the ledger expects `{theirs.expect}` of this arm.",
                None,
                test.id,
            )


def _arm(files: Files, document: Document, test: ClaimTest, number: int, arm: Arm) -> None:
    where = ("claims", test.id, "arms", number)
    check_nodes(files, document, document.find(*where, "then"), arm.then_formula, test.id)
    if not arm.changes:
        document.fault(document.key(*where, "change"), "the arm changes nothing.", None, test.id)
    for place, change in enumerate(arm.changes):
        check_change(files, document, (*where, "change", place), change, test.id)


_WRITTEN = {SetNode: "set", Freeze: "freeze", ScaleNode: "scale", Sweep: "sweep"}


def check_change(files: Files, document: Document, where: tuple[str | int, ...], change: Any, entry: str) -> None:
    """Check that a change acts on one known node, ends after it begins, and sweeps over more than one value."""
    since, until = getattr(change, "since", None), getattr(change, "until", None)
    if since is not None and until is not None and until < since:
        document.fault(
            document.find(*where, "until"), f"the change ends in {until}, before it begins in {since}.", None, entry
        )
    if isinstance(change, Sweep) and len(change.over) < 2:
        document.fault(document.find(*where, "over"), "a sweep goes over at least two values.", None, entry)
    if type(change) not in _WRITTEN:
        return
    node = document.find(*where, _WRITTEN[type(change)])
    check_nodes(files, document, node, change.quantity, entry)
    if not _formulas.is_node(change.quantity):
        document.fault(node, "a change acts on a single node.", "Write it as corruption(A_party).", entry)


def _few_untestable(document: Document, claims: Any) -> None:
    without = [test.id for test in claims.values() if test.untestable is not None]
    if len(without) > UNTESTABLE:
        document.fault(
            document.key("claims"),
            f"{len(without)} claims are untestable, and at most {UNTESTABLE} may be: {', '.join(without)}.",
        )


def _explananda(files: Files) -> None:
    explananda = files.objects["explananda.yaml"]
    if explananda is None:
        return
    document = files.documents["explananda.yaml"]
    if len(explananda) < EXPLANANDA and not document.faults:
        document.fault(
            document.root,
            f"{len(explananda)} explananda stand here, and at least {EXPLANANDA} are needed.",
            "List what the text takes as given, each with a formula and a tolerance.",
        )
    for entry in explananda.values():
        check_nodes(files, document, document.find(entry.id, "formula"), entry.formula_parsed, entry.id)
