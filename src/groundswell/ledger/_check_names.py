"""Names inside formulas: variables and actors that exist, and constants that are known."""

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


def _fault(
    document: Document, node: Node | None, part: Any, message: str, match: str | None, entry: str | None
) -> None:
    hint = f"Did you mean `{match}`?" if match else None
    if not isinstance(node, Scalar):
        document.fault(node, message, hint, entry)
        return
    line, column = _formulas.place(node, document, getattr(part, "line", 1), getattr(part, "column", 1))
    document.fault_at(line, column, message, hint, entry, len(part.name))
