"""The one place where the ledger room meets the formula language."""

from __future__ import annotations

from typing import Any

from groundswell import language
from groundswell.language import FormulaError, Month, nodes_of, parse_formula, parse_quantity

from ._tree import Document, Scalar

__all__ = ["FormulaError", "Month", "month", "nodes_of", "parse"]

_PARSERS = {"formula": parse_formula, "quantity": parse_quantity}


def parse(kind: str, node: Scalar, document: Document, entry: str | None) -> object | None:
    """Parse a formula or a quantity; a fault lands on the letter of the file that it is about."""
    try:
        return _PARSERS[kind](str(node.value))
    except FormulaError as problem:
        line, column = place(node, document, getattr(problem, "line", 1), getattr(problem, "column", 1))
        message = str(getattr(problem, "message", problem))
        document.fault_at(line, column, _sentence(message), getattr(problem, "hint", None), entry)
        return None


def place(node: Scalar, document: Document, line: int, column: int) -> tuple[int, int]:
    """Turn a place inside a text into a place in the file, or its start where the text is folded."""
    source = document.lines[node.line - 1] if 0 < node.line <= len(document.lines) else ""
    first = node.column - 1 + (1 if node.style in ("'", '"') else 0)
    text = str(node.value).split("\n")[0]
    if line == 1 and source[first : first + len(text)] == text:
        return node.line, first + column
    return node.line, node.column


def month(text: str) -> Month | None:
    """Read a date such as 2006-01 or 2006-01-25; the month counts."""
    try:
        return Month.parse(text)
    except ValueError:
        return None


def is_node(quantity: Any) -> bool:
    """Say whether a parsed quantity is one bare node."""
    return isinstance(quantity, language.Node)


def constants(formula: Any) -> tuple[str, ...]:
    """List the named numbers that a formula needs."""
    return language.constants(formula)


def gate_faults(gate: Any) -> list[str]:
    """Say what a gate holds that no gate may: anything but comparisons of linear quantities, joined by `and`."""
    if isinstance(gate, language.And):
        return gate_faults(gate.left) + gate_faults(gate.right)
    if isinstance(gate, language.OnDate):
        return []
    if not isinstance(gate, language.Comparison):
        return [f"a gate cannot hold a formula of this kind ({type(gate).__name__.lower()})."]
    return [] if _linear(gate.left) and _linear(gate.right) else ["a quantity in this gate is not linear."]


def _linear(quantity: Any) -> bool:
    if isinstance(quantity, (language.Node, language.Number)):
        return True
    if isinstance(quantity, language.Negative):
        return _linear(quantity.quantity)
    if not isinstance(quantity, language.Arithmetic):
        return False
    left, right = quantity.left, quantity.right
    if quantity.operator in "+-":
        return _linear(left) and _linear(right)
    if quantity.operator == "*":
        return (_fixed(left) and _linear(right)) or (_linear(left) and _fixed(right))
    return _linear(left) and _fixed(right)


def _fixed(quantity: Any) -> bool:
    return not nodes_of(quantity) and _linear(quantity)


def _sentence(message: str) -> str:
    return message if message.endswith(".") else message + "."
