"""Gates and triggers, taken apart into comparisons of weighted sums."""

from __future__ import annotations

from collections.abc import Mapping

from groundswell._frozen import frozen
from groundswell.language._errors import FormulaError
from groundswell.language._month import Month
from groundswell.language._syntax import (
    Among,
    And,
    Arithmetic,
    Comparison,
    Constant,
    Formula,
    Negative,
    Node,
    Number,
    OnDate,
    Quantity,
    Syntax,
)

_Linear = tuple[dict[Node, float], float]


@frozen
class Literal:
    """Holds where the sum of coefficient times node, plus the constant, is above zero.

    Where `strict` is false it holds at zero too. Units are those of the variables compared.
    """

    terms: tuple[tuple[float, Node], ...]
    constant: float
    strict: bool


@frozen
class DateLiteral:
    """Holds from `month` on where `since` is true, and before `month` where it is false."""

    month: Month
    since: bool


def literals(formula: Formula, constants: Mapping[str, float] | None = None) -> tuple[Literal | DateLiteral, ...]:
    """Take apart a conjunction of comparisons between weighted sums of nodes, and of dates.

    Named constants are looked up in `constants`. Raises FormulaError for any other formula.
    """
    if isinstance(formula, And):
        return literals(formula.left, constants) + literals(formula.right, constants)
    if isinstance(formula, OnDate):
        return (_on_date(formula),)
    if isinstance(formula, Comparison):
        return (_comparison(formula, constants or {}),)
    raise _refused(formula, "a gate is comparisons joined by `and`", "Write it as `support(a) > 0.3 and ..`.")


def _on_date(formula: OnDate) -> DateLiteral:
    if not isinstance(formula.date, Month):
        raise _refused(formula, f"a gate needs a calendar month, not `{formula.date}`", "Write `month >= 1993-09`.")
    whole_month_later = formula.operator in (">", "<=")
    return DateLiteral(formula.date.plus(int(whole_month_later)), since=formula.operator in (">", ">="))


def _comparison(formula: Comparison, constants: Mapping[str, float]) -> Literal:
    greater, smaller = formula.left, formula.right
    if formula.operator in ("<", "<="):
        greater, smaller = smaller, greater
    terms, constant = _plus(_linear(greater, constants), _linear(smaller, constants), -1.0)
    weighted = tuple((coefficient, node) for node, coefficient in terms.items() if coefficient)
    return Literal(weighted, constant, strict=formula.operator in ("<", ">"))


def _linear(quantity: Quantity, constants: Mapping[str, float]) -> _Linear:
    match quantity:
        case Number(value):
            return {}, value
        case Node():
            return {quantity: 1.0}, 0.0
        case Constant(name):
            if name not in constants:
                raise _refused(quantity, f"`{name}` has no value here", "Write the number itself.")
            return {}, float(constants[name])
        case Negative(inner):
            return _times(_linear(inner, constants), -1.0)
        case Arithmetic():
            return _arithmetic(quantity, constants)
        case Among(kind, quantities) if kind in ("mean", "gap"):
            first, *rest = (_linear(part, constants) for part in quantities)
            for other in rest:
                first = _plus(first, other, -1.0 if kind == "gap" else 1.0)
            return first if kind == "gap" else _times(first, 1.0 / len(quantities))
    message = "a gate compares weighted sums of present values"
    raise _refused(quantity, message, "Use `+`, `-`, `mean(a, b)` or `gap(a, b)`.")


def _arithmetic(quantity: Arithmetic, constants: Mapping[str, float]) -> _Linear:
    left, right = _linear(quantity.left, constants), _linear(quantity.right, constants)
    if quantity.operator in ("+", "-"):
        return _plus(left, right, 1.0 if quantity.operator == "+" else -1.0)
    if quantity.operator == "*" and not left[0]:
        return _times(right, left[1])
    if not right[0] and (quantity.operator == "*" or right[1]):
        return _times(left, right[1] if quantity.operator == "*" else 1.0 / right[1])
    message = "a gate may multiply or divide a node by a number only, and not by nought"
    raise _refused(quantity, message, "Write `0.5 * support(a)`.")


def _plus(left: _Linear, right: _Linear, factor: float) -> _Linear:
    terms = dict(left[0])
    for node, coefficient in right[0].items():
        terms[node] = terms.get(node, 0.0) + factor * coefficient
    return terms, left[1] + factor * right[1]


def _times(linear: _Linear, factor: float) -> _Linear:
    return {node: factor * coefficient for node, coefficient in linear[0].items()}, factor * linear[1]


def _refused(part: Syntax, message: str, hint: str) -> FormulaError:
    return FormulaError(message, part.line, part.column, hint)
