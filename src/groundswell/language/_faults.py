"""Turns what the parser stumbled over into words for the person who wrote the formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from groundswell.language._errors import FormulaError
from groundswell.language._limits import WORDS

if TYPE_CHECKING:
    from lark import UnexpectedInput

_SLIPS = {
    "=": "Compare with `<`, `<=`, `>` or `>=`.",
    "!": "Write `not`.",
    "&": "Write `and`.",
    "|": "Write `or`.",
    "^": "Powers are not part of the language.",
    "%": "Write shares as numbers, so 0.05 for five per cent.",
    "'": "Names stand without quotation marks.",
    '"': "Names stand without quotation marks.",
    ".": "Write a nought before the point, so `0.5`.",
}

# What may come next, told by the kinds of word that may: the first line whose kinds all may come.
_EXPECTED = (
    ({"NOT"}, "a formula, so a comparison such as `support(A) > 0.5`, or `not`, `always[..]`, `eventually[..]`"),
    ({"NAME", "NUMBER"}, "a quantity, so a number, a name or a node such as `support(A)`"),
    ({"DATE"}, "a date such as 2006-01, `start` or `end`"),
    ({"COMPARE"}, "`>`, `>=`, `<`, `<=`, `higher`, `lower`, `within`, `rises` or `falls`, which make a formula of it"),
    ({"AND", "$END"}, "`and`, `or`, `implies`, `until[..]`, `before`, `for` so many months, or the end"),
    ({"TIMES", "$END"}, "`+`, `-`, `*`, `/`, `at` a date, or the end"),
    ({"AND", "RPAR"}, "`and`, `or`, `implies` or `)`"),
    ({"NAME"}, "the name of an actor or role"),
    ({"NUMBER"}, "a whole number"),
)
_SIGNS = {
    "$END": "the end",
    "COMMA": "`,`",
    "LPAR": "`(`",
    "LSQB": "`[`",
    "MINUS": "`-`",
    "PLUS": "`+`",
    "RPAR": "`)`",
    "RSQB": "`]`",
    "SOONER": "`earlier` or `later`",
}


def explain(error: UnexpectedInput, text: str, start: str) -> FormulaError:
    """Say in plain words what the parser met, where, and what it could have met instead."""
    at_end = getattr(getattr(error, "token", None), "type", "") == "$END"
    position = len(text.rstrip()) if at_end else error.pos_in_stream or 0
    misspelled = _misspelled(text, position)
    if misspelled:
        place, word, meant = misspelled
        return _error(f"`{word}` is not understood here", text, place, f"Did you mean `{meant}`?")
    found = text[position:]
    if at_end:
        return _error(f"the {start} stops too early", text, position, _expectation(error))
    message = f"`{_first_word(found)}` cannot stand here"
    if start == "quantity" and found[:1] in "<>":
        return _error(message, text, position, "A quantity has a number for a value; a comparison is a formula.")
    return _error(message, text, position, _slip(found) or _expectation(error))


def _error(message: str, text: str, position: int, hint: str) -> FormulaError:
    before = text[:position]
    column = position - (before.rfind("\n") + 1) + 1
    return FormulaError(message, before.count("\n") + 1, column, hint)


def _first_word(found: str) -> str:
    match = re.match(r"[A-Za-z0-9_.-]+|.", found, re.DOTALL)
    return match.group()[:40] if match else ""


def _slip(found: str) -> str:
    if re.match(r"[0-9]{4}-[0-9]{1,2}", found):
        return "A date is written 2006-01 and follows `at`, `month >=` or an opening `[`."
    return _SLIPS.get(found[:1], "")


def _misspelled(text: str, position: int) -> tuple[int, str, str] | None:
    """Look at the word found and the two before it: a slip often shows a step later."""
    import difflib  # only who made a slip waits for it

    here = re.match(r"\w*", text[position:])
    upto = position + (here.end() if here else 0)
    written = list(re.finditer(r"[A-Za-z_]+", text[:upto]))[-3:]
    for match in reversed(written):
        word = match.group()
        if word in WORDS or len(word) < 3:
            continue
        near = difflib.get_close_matches(word.lower(), WORDS, n=1, cutoff=0.75)
        if near:
            return match.start(), word, near[0]
    return None


def _expectation(error: UnexpectedInput) -> str:
    accepted = set(getattr(error, "accepts", None) or getattr(error, "allowed", None) or ())
    for kinds, phrase in _EXPECTED:
        if kinds <= accepted:
            return f"Expected {phrase}."
    names = [_SIGNS.get(kind, f"`{kind.lower()}`") for kind in sorted(accepted)]
    return f"Expected {' or '.join(names)}." if names else ""
