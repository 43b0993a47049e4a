"""Formulas written out, in the one form that reads back to the same tree."""

from __future__ import annotations

from groundswell.language._syntax import (
    AgainstBaseline,
    Always,
    Among,
    And,
    Arithmetic,
    At,
    Before,
    Comparison,
    Constant,
    Eventually,
    Implies,
    Interval,
    Lasts,
    Moves,
    Negative,
    Node,
    Not,
    Number,
    OnDate,
    Or,
    Summary,
    Syntax,
    Timing,
    Unbounded,
    Unchanged,
    Until,
)

# How tightly a part holds together; a looser part inside a tighter one needs parentheses.
_LEVELS: dict[type[Syntax], int] = {
    Implies: 1, Or: 2, And: 3, Until: 4, Before: 4, Not: 5, Always: 5, Eventually: 5, Lasts: 6, Timing: 6,
    Negative: 13, Summary: 13, At: 14,
}  # fmt: skip
_SUM, _PRODUCT, _SINGLE = 11, 12, 15


def to_text(tree: Syntax) -> str:
    """Write a formula or quantity so that it parses back to an equal tree."""
    return _write(tree, 0)


def _write(tree: Syntax, at_least: int) -> str:
    text = _written(tree)
    return f"({text})" if _level(tree) < at_least else text


def _level(tree: Syntax) -> int:
    if isinstance(tree, Arithmetic):
        return _SUM if tree.operator in "+-" else _PRODUCT
    return _LEVELS.get(type(tree), _SINGLE)


def _written(tree: Syntax) -> str:
    match tree:
        case Number() | Constant() | Node() | Negative() | Arithmetic() | At() | Summary() | Among() | Unbounded():
            return _quantity(tree)
        case Not() | And() | Or() | Implies() | Always() | Eventually() | Until() | Before() | Lasts() | Timing():
            return _compound(tree)
        case _:
            return _assertion(tree)


def _quantity(tree: Syntax) -> str:
    level = _level(tree)
    match tree:
        case Number(value):
            return str(int(value)) if value.is_integer() else repr(value)
        case Constant(name):
            return name
        case Negative(quantity):
            return f"-{_write(quantity, level)}"
        case Arithmetic(operator, left, right):
            return f"{_write(left, level)} {operator} {_write(right, level + 1)}"
        case At(quantity, date):
            return f"{_write(quantity, level)} at {date}"
        case Summary(kind, interval, quantity):
            return f"{kind}{_interval(interval)} {_write(quantity, level)}"
        case Among(kind, quantities):
            return f"{kind}({', '.join(to_text(quantity) for quantity in quantities)})"
        case Unbounded(quantity):
            return f"unbounded({to_text(quantity)})"
        case _:
            return str(tree)


def _compound(tree: Syntax) -> str:
    level = _level(tree)
    match tree:
        case Implies(left, right):
            return f"{_write(left, level + 1)} implies {_write(right, level)}"
        case Or(left, right):
            return f"{_write(left, level)} or {_write(right, level + 1)}"
        case And(left, right):
            return f"{_write(left, level)} and {_write(right, level + 1)}"
        case Until(interval, left, right):
            return f"{_write(left, level + 1)} until{_interval(interval)} {_write(right, level + 1)}"
        case Before(left, right):
            return f"{_write(left, level + 1)} before {_write(right, level + 1)}"
        case Not(formula):
            return f"not {_write(formula, level)}"
        case Always(interval, formula):
            return f"always{_interval(interval)} {_write(formula, level)}"
        case Eventually(interval, formula):
            return f"eventually{_interval(interval)} {_write(formula, level)}"
        case Lasts(formula, months):
            return f"{_write(formula, level)} for {months} months"
        case Timing(formula, direction, months):
            return f"{_write(formula, level)} {direction} than baseline by {months} months"
    raise TypeError(f"{type(tree).__name__} is no part of a formula")


def _assertion(tree: Syntax) -> str:
    match tree:
        case Comparison(left, operator, right):
            return f"{to_text(left)} {operator} {to_text(right)}"
        case OnDate(operator, date):
            return f"month {operator} {date}"
        case AgainstBaseline(quantity, direction, by):
            return f"{to_text(quantity)} {direction} than baseline by {to_text(by)}"
        case Unchanged(quantity, by):
            return f"{to_text(quantity)} within {to_text(by)} of baseline"
        case Moves(quantity, direction, by, months):
            within = "" if months is None else f" within {months} months"
            return f"{to_text(quantity)} {direction} by {to_text(by)}{within}"
    raise TypeError(f"{type(tree).__name__} is no part of a formula")


def _interval(interval: Interval) -> str:
    return f"[{interval.since}, {interval.until}]"
