"""Names inside formulas, which must be known, and words copied from the ledger, which must be the ledger's."""

from __future__ import annotations

from typing import Any

from . import _formulas
from ._folder import Files
from ._tree import Document, Node, Scalar

CONSTANTS = ("tolerance",)


def check_nodes(
    files: Files,
    document: Document,
    node: Node | None,
    formula: Any,
    entry: str | None,
    roles: tuple[str, ...] = (),
) -> None:
    """Check every name in a parsed formula; in gates, roles may stand in place of actors."""
    if formula is None:
        return
    variables, actors = files.declared.get("variable", {}), files.declared.get("actor", {})
    for part in _formulas.nodes_of(formula):
        if not files.knows("variable", f"v_{part.name}"):
            match = document.nearest(part.name, [name[2:] for name in variables])
            _fault(document, node, part, f"no variable is called `{part.name[:60]}`.", match, entry)
        for actor in (part.actor, part.place):
            if actor is None or actor in roles or files.knows("actor", actor):
                continue
            what = "a role or an actor" if roles else "an actor"
            match = document.nearest(actor, [*roles, *actors])
            _fault(document, node, part, f"`{actor[:60]}` is not {what} of this case.", match, entry)
    for name in _formulas.constants(formula):
        if name not in CONSTANTS:
            hint = f"Known is `{CONSTANTS[0]}`; a variable names its actor, as in {name[:60]}(A_town)."
            document.fault(node, f"`{name[:60]}` is not a named number.", hint, entry)


def check_words(
    document: Document, where: tuple[str | int, ...], right: str, written: str, entry: str, whose: str = "ledger"
) -> None:
    """Check that words which are copied from the ledger, or from a mechanism, are the same there."""
    if written != right:
        document.fault(
            document.find(*where),
            f"these are not the {whose}'s words.",
            f"They are: {_difference(right, written)}",
            entry,
        )


def _difference(right: str, wrong: str) -> str:
    """Quote the ledger's words from a little before the first letter that differs."""
    same = next(
        (place for place, (a, b) in enumerate(zip(right, wrong, strict=False)) if a != b), min(len(right), len(wrong))
    )
    first = max(0, same - 30)
    return ("..." if first else "") + right[first : same + 60] + ("..." if same + 60 < len(right) else "")


def _fault(
    document: Document, node: Node | None, part: Any, message: str, match: str | None, entry: str | None
) -> None:
    hint = f"Did you mean `{match}`?" if match else None
    if not isinstance(node, Scalar):
        document.fault(node, message, hint, entry)
        return
    line, column = _formulas.place(node, document, getattr(part, "line", 1), getattr(part, "column", 1))
    document.fault_at(line, column, message, hint, entry, len(part.name))
