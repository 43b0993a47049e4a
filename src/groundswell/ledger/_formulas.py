"""The one place where the ledger room meets the formula language."""

from __future__ import annotations

from typing import Any

from groundswell import language
from groundswell.language import (
    ALIASES,
    FormulaError,
    Month,
    months_of,
    nodes_of,
    parse_formula,
    parse_quantity,
    undated_nodes,
)

from ._tree import Document, Scalar

__all__ = [
    "ALIASES",
    "Month",
    "check_gate",
    "compared_with_baseline",
    "constants",
    "is_node",
    "month",
    "months_of",
    "nodes_of",
    "parse",
    "place",
    "speaks_of_time",
    "undated_nodes",
]

_PARSERS = {"formula": parse_formula, "quantity": parse_quantity}


def parse(kind: str, node: Scalar, document: Document, entry: str | None) -> object | None:
    """Parse a formula or a quantity; a fault lands on the letter of the file that it is about."""
    try:
        return _PARSERS[kind](str(node.value))
    except FormulaError as problem:
        _fault(problem, node, document, entry)
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


def compared_with_baseline(formula: Any) -> list[Any]:
    """List the parts of a formula that set a run against another."""
    kinds = (language.AgainstBaseline, language.Timing, language.Unchanged)
    return [part for part in language.parts(formula) if isinstance(part, kinds)]


def speaks_of_time(formula: Any) -> bool:
    """Say whether a formula is more than comparisons of numbers joined by words."""
    joined = (language.Comparison, language.And, language.Or, language.Not, language.Implies)
    dated = (language.At, language.Summary, language.Unbounded)
    found = language.parts(formula)
    other = [one for one in found if isinstance(one, language.Formula) and not isinstance(one, joined)]
    return bool(other) or any(isinstance(one, dated) for one in found)


def check_gate(gate: Any, node: Scalar, document: Document, entry: str | None) -> None:
    """Record a fault where a gate is anything but comparisons of weighted sums of nodes, joined by `and`."""
    try:
        language.literals(gate)
    except FormulaError as problem:
        _fault(problem, node, document, entry)


def _fault(problem: FormulaError, node: Scalar, document: Document, entry: str | None) -> None:
    line, column = place(node, document, problem.line, problem.column)
    document.fault_at(line, column, _sentence(problem.message), problem.hint, entry)


def _sentence(message: str) -> str:
    return message if message.endswith(".") else message + "."
