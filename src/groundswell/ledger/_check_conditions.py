"""Checks of conditions: one for each mechanism, in the ledger's words, most of them with a gate."""

from __future__ import annotations

from typing import Any

from . import _formulas
from ._check_names import check_nodes, check_words
from ._entries import Mechanism
from ._folder import Files
from ._tests import Condition
from ._tree import Document, Scalar

UNGATED = 5  # at most one ledger mechanism in so many goes without a gate


def check_conditions(files: Files) -> None:
    """Check every condition against its mechanism."""
    conditions: dict[str, Condition] | None = files.objects["conditions.yaml"]
    if conditions is None:
        return
    document = files.documents["conditions.yaml"]
    mechanisms = files.mechanisms()
    missing = [name for name in files.declared["mechanism"] if document.find(name) is document.root]
    if missing:
        document.fault(
            document.root,
            f"mechanisms without a condition here: {', '.join(missing)}.",
            "Each has one entry, with its words and its gate.",
        )
    for condition in conditions.values():
        if condition.id in mechanisms:
            check_condition(files, document, (condition.id,), mechanisms[condition.id], condition)
        elif not files.knows("mechanism", condition.id):
            document.fault(document.key(condition.id), f"no mechanism has the id `{condition.id}`.", None, condition.id)
    _most_have_gates(document, conditions, [name for name in files.declared["mechanism"] if name.startswith("M")])


def check_condition(
    files: Files, document: Document, where: tuple[str, ...], mechanism: Mechanism, condition: Condition
) -> None:
    """Check one condition: the mechanism's words, and a gate that reads or the reason why there is none."""
    whose = "ledger" if len(where) == 1 else "mechanism"
    check_words(document, (*where, "words"), mechanism.conditions, condition.words, condition.id, whose)
    if condition.gate is None and condition.not_modelled is None and not unconditional(condition.words):
        document.fault(
            document.key(*where, "gate"),
            "the condition has no gate, and `not_modelled` does not say why.",
            None,
            condition.id,
        )
    if condition.gate is None:
        return
    gate = document.find(*where, "gate")
    if condition.not_modelled is not None:
        document.fault(
            document.key(*where, "not_modelled"),
            "the condition has a gate and is called not modelled.",
            "What the gate leaves out goes to `sets_aside`.",
            condition.id,
        )
    check_nodes(files, document, gate, condition.gate_formula, condition.id, mechanism.roles)
    if isinstance(gate, Scalar) and condition.gate_formula is not None:
        _formulas.check_gate(condition.gate_formula, gate, document, condition.id)


def unconditional(words: str) -> bool:
    """Say whether the words state no condition at all, so that there is nothing to model."""
    return words.strip(" .").lower() == "none"


def _most_have_gates(document: Document, conditions: Any, ids: list[str]) -> None:
    stated = [conditions[name] for name in ids if name in conditions and not unconditional(conditions[name].words)]
    without = [condition.id for condition in stated if condition.gate is None]
    allowed = len(ids) // UNGATED
    if len(without) > allowed:
        document.fault(
            document.root, f"{len(without)} conditions have no gate, and at most {allowed} may: {', '.join(without)}."
        )
