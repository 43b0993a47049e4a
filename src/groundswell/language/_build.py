"""Builds the parts of a formula as the grammar meets them."""

from __future__ import annotations

from typing import Any

from lark import Token, Transformer, v_args

from groundswell.language import _syntax as syntax
from groundswell.language._errors import FormulaError
from groundswell.language._limits import LARGEST, MOST_MONTHS, WORDS
from groundswell.language._month import Month


def _place(part: Any) -> dict[str, int]:
    return {"line": part.line, "column": part.column}


def _name(token: Token) -> str:
    if token in WORDS:
        message = f"`{token}` is a word of the language and cannot stand here"
        raise FormulaError(message, token.line or 1, token.column or 1, "Expected a quantity.")
    return str(token)


def _word(token: Token) -> Any:
    return str(token)  # the grammar lets through only the words that the part allows


def _number(token: Token) -> float:
    value = float(token)
    if value > LARGEST:
        raise FormulaError(f"the number is larger than {LARGEST:g}", token.line or 1, token.column or 1)
    return value


def _months(token: Token, least: int = 0) -> int:
    value = float(token)
    if not value.is_integer() or not least <= value <= MOST_MONTHS:
        message = f"`{token[:20]}` is not a whole number of months from {least} to {MOST_MONTHS}"
        raise FormulaError(message, token.line or 1, token.column or 1)
    return int(value)


def _date(token: Token) -> syntax.Date:
    if token.type != "DATE":
        return "start" if token == "start" else "end"
    try:
        return Month.parse(str(token))
    except ValueError as error:
        raise FormulaError(str(error), token.line or 1, token.column or 1) from None


@v_args(inline=True)
class Builder(Transformer):
    """One method for each alias in the grammar; Lark hands over the named tokens and the parts."""

    def number(self, token):
        return syntax.Number(_number(token), **_place(token))

    def constant(self, name):
        return syntax.Constant(_name(name), **_place(name))

    def node(self, name, actor, place=None):
        called = syntax.ALIASES.get(name, _name(name))
        return syntax.Node(called, str(actor), None if place is None else str(place), **_place(name))

    def unbounded(self, word, quantity):
        return syntax.Unbounded(quantity, **_place(word))

    def among(self, kind, *quantities):
        among = syntax.Among(_word(kind), quantities, **_place(kind))
        if among.kind == "gap" and len(quantities) != 2:
            raise FormulaError("a gap lies between two quantities", among.line, among.column, "Write `gap(a, b)`.")
        return among

    def negative(self, minus, quantity):
        return syntax.Negative(quantity, **_place(minus))

    def summary(self, kind, interval, quantity):
        return syntax.Summary(_word(kind), interval, quantity, **_place(kind))

    def dated(self, quantity, _at, date):
        return syntax.At(quantity, _date(date), **_place(quantity))

    def arithmetic(self, left, operator, right):
        return syntax.Arithmetic(_word(operator), left, right, **_place(left))

    def interval(self, since, until):
        first, last = _date(since), _date(until)
        reversed_words = (first == "end" or last == "start") and first != last
        reversed_months = isinstance(first, Month) and isinstance(last, Month) and last < first
        if reversed_words or reversed_months:
            raise FormulaError(f"the interval ends before it starts, at {last}", since.line, since.column)
        return syntax.Interval(first, last)

    def comparison(self, left, operator, right):
        return syntax.Comparison(left, _word(operator), right, **_place(left))

    def on_date(self, month, operator, date):
        return syntax.OnDate(_word(operator), _date(date), **_place(month))

    def against_baseline(self, quantity, direction, _than, _baseline, _by, by):
        return syntax.AgainstBaseline(quantity, _word(direction), by, **_place(quantity))

    def unchanged(self, quantity, _within, by, _of, _baseline):
        return syntax.Unchanged(quantity, by, **_place(quantity))

    def moves(self, quantity, direction, _by, by, _within=None, number=None, _months_word=None):
        months = None if number is None else _months(number, least=1)
        return syntax.Moves(quantity, _word(direction), by, months, **_place(quantity))

    def timing(self, formula, direction, _than, _baseline, _by, number, _months_word):
        return syntax.Timing(formula, _word(direction), _months(number), **_place(formula))

    def lasts(self, formula, _for, number, _months_word):
        return syntax.Lasts(formula, _months(number, least=1), **_place(formula))

    def throughout(self, word, interval, formula):
        kind = syntax.Always if word == "always" else syntax.Eventually
        return kind(interval, formula, **_place(word))

    def negation(self, word, formula):
        return syntax.Not(formula, **_place(word))

    def before(self, left, _before, right):
        return syntax.Before(left, right, **_place(left))

    def until(self, left, _until, interval, right):
        return syntax.Until(interval, left, right, **_place(left))

    def both(self, left, _and, right):
        return syntax.And(left, right, **_place(left))

    def either(self, left, _or, right):
        return syntax.Or(left, right, **_place(left))

    def implies(self, left, _implies, right):
        return syntax.Implies(left, right, **_place(left))
