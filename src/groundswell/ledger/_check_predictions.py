"""Checks of predictions and of other formulas that are read on a run by itself."""

from __future__ import annotations

from typing import Any

from . import _formulas
from ._check_names import check_nodes, check_words
from ._folder import Files
from ._ledger import Ledger
from ._setting import Setting
from ._tests import PredictionTest
from ._tree import Document, Scalar


def check_predictions(files: Files) -> None:
    """Check the tests of the predictions against the ledger; a case need not have any."""
    made: dict[str, PredictionTest] | None = files.objects.get("predictions.yaml")
    if made is None:
        return
    document = files.documents["predictions.yaml"]
    missing = [name for name in files.declared["prediction"] if document.find(name) is document.root]
    if missing:
        document.fault(
            document.root,
            f"predictions of the ledger without a test here: {', '.join(missing)}.",
            "Each has its formula, or `untestable:` with the reason.",
        )
    for test in made.values():
        _prediction(files, document, test)


def _prediction(files: Files, document: Document, test: PredictionTest) -> None:
    ledger: Ledger | None = files.objects["ledger.yaml"]
    if not files.knows("prediction", test.id):
        document.fault(document.key(test.id), f"the ledger has no prediction `{test.id}`.", None, test.id)
        return
    entry = ledger.predictions.get(test.id) if ledger else None
    if entry is not None:
        check_words(document, (test.id, "says"), entry.paraphrase, test.says, test.id)
    check_alone(files, document, (test.id, "condition"), test.condition_formula, test.id)
    check_alone(files, document, (test.id, "then"), test.then_formula, test.id)
    if test.untestable is not None:
        if test.then is not None:
            document.fault(
                document.key(test.id, "untestable"),
                "the prediction is called untestable and has a formula.",
                "Keep one of the two.",
                test.id,
            )
        return
    for name in ("window", "then", "reason"):
        if getattr(test, name) is None:
            document.fault(
                document.key(test.id),
                f"the key `{name}` is missing.",
                "A prediction has it unless it is `untestable`.",
                test.id,
            )


def check_alone(files: Files, document: Document, where: tuple[str | int, ...], formula: Any, entry: str) -> None:
    """Check a formula that is read on a run without an arm: known names, dates in the run, no baseline."""
    node = document.find(*where)
    if formula is None or not isinstance(node, Scalar):
        return
    check_nodes(files, document, node, formula, entry)
    setting: Setting | None = files.objects.get("setting.yaml")
    for month in _formulas.months_of(formula):
        _inside(document, node, month, setting, entry)
    for part in _formulas.compared_with_baseline(formula):
        _at(document, node, part, "no baseline is given here.", "Compare with a value of the run itself.", entry)
    for part in _formulas.undated_nodes(formula):
        hint = "Give it a date with `at`, or an interval."
        _at(document, node, part, f"`{part}` is read in the first month of the run.", hint, entry)


def _inside(document: Document, node: Scalar, month: Any, setting: Setting | None, entry: str) -> None:
    calendar = setting.calendar if setting else None
    if calendar is None or calendar.start is None or calendar.end is None:
        return
    if not calendar.start <= month <= calendar.end:
        document.fault(
            node, f"{month} lies outside the run.", f"It goes from {calendar.start} to {calendar.end}.", entry
        )


def _at(document: Document, node: Scalar, part: Any, message: str, hint: str, entry: str) -> None:
    line, column = _formulas.place(node, document, part.line, part.column)
    document.fault_at(line, column, message, hint, entry)
