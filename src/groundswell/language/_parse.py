"""Text to formulas: the quick way where they are well written, by the grammar beside this file where not."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from groundswell.language._errors import FormulaError
from groundswell.language._faults import explain
from groundswell.language._quick import read_quickly
from groundswell.language._syntax import Formula, Quantity, Syntax
from groundswell.language._walk import depth

if TYPE_CHECKING:
    from lark import Lark

LONGEST = 10_000  # characters; the longest formula of a case is a few hundred
DEEPEST = 100  # levels; what walks a formula calls itself once or twice a level

_FOREIGN = re.compile(r"[^\t\n\r -~]")
_MEANT = {"≥": ">=", "≤": "<=", "–": "-", "—": "-", "−": "-", "×": "*", "¬": "not"}


def parse_formula(text: str) -> Formula:
    """Read a formula, something that holds or fails: `support(A_front) at 2006-01 > 0.5`.

    Raises FormulaError, with the place in the text and the way out.
    """
    return cast(Formula, _parse(text, "formula"))


def parse_quantity(text: str) -> Quantity:
    """Read a quantity, something with a number for a value: `support(A_front) at 2006-01`.

    Raises FormulaError, with the place in the text and the way out.
    """
    return cast(Quantity, _parse(text, "quantity"))


def _parse(text: str, start: str) -> Syntax:
    _refuse_hostile(text, start)
    tree = read_quickly(text, start) or read_by_grammar(text, start)
    if depth(tree) > DEEPEST:
        raise FormulaError(f"the {start} is nested more than {DEEPEST} levels deep", hint="Write it in shorter parts.")
    return tree


def read_by_grammar(text: str, start: str) -> Syntax:
    """Read a formula or quantity with Lark, which can say what is wrong with it; raises FormulaError."""
    from lark import UnexpectedInput

    try:
        return cast(Syntax, _parser().parse(text, start=start))
    except UnexpectedInput as error:
        raise explain(error, text, start) from None


@cache
def _parser() -> Lark:
    # late, and once: who imports the language without reading a formula does not pay for Lark
    from lark import Lark

    from groundswell.language._build import Builder

    grammar = Path(__file__).with_name("formula.lark").read_text("utf-8")
    return Lark(grammar, parser="lalr", start=["formula", "quantity"], transformer=Builder(), maybe_placeholders=False)


def _refuse_hostile(text: object, start: str) -> None:
    if not isinstance(text, str):
        raise FormulaError(f"a {start} is text, not {type(text).__name__}", hint="Put it in quotation marks.")
    if not text.strip():
        raise FormulaError(f"the {start} is empty")
    if len(text) > LONGEST:
        raise FormulaError(f"the {start} is longer than {LONGEST} characters", hint="Write it in shorter parts.")
    foreign = _FOREIGN.search(text)
    if foreign:
        line, column = _place(text, foreign.start())
        meant = _MEANT.get(foreign.group())
        hint = f"Write `{meant}`." if meant else ""
        raise FormulaError(f"the character {foreign.group()!r} has no place in a {start}", line, column, hint)


def _place(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1
