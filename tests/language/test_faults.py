"""Faulty formulas are refused with a place, in plain words, and fast."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_formulas import formulas

from groundswell.language import FormulaError, parse_formula, parse_quantity, to_text

LOCATED = [
    ("support(A)", 1, 11, "stops too early", "make a formula"),
    ("support(A) > ", 1, 13, "stops too early", "a quantity"),
    ("support(A) hihger than baseline by 1", 1, 12, "hihger", "`higher`"),
    ("alwyas[2001-01, end] support(A) > 1", 1, 1, "alwyas", "`always`"),
    ("meen(support(A), support(B)) > 1", 1, 1, "meen", "`mean`"),
    ("support(A) > 1 and\nsupport(A) at strat > 1", 2, 15, "strat", "`start`"),
    ("support(A) = 1", 1, 12, "`=`", "`>=`"),
    ("support(A) > 1 && support(B) > 1", 1, 16, "`&`", "`and`"),
    ("support(A) > .5", 1, 14, "`.5`", "`0.5`"),
    ("support(A) ≥ 1", 1, 12, "≥", "`>=`"),
    ("support(A) > 1 > 2", 1, 16, "`>`", "the end"),
    ("(support(A) > 1", 1, 16, "stops too early", "`)`"),
    ("support() > 1", 1, 9, "`)`", "actor"),
    ("support(A, B, C) > 1", 1, 13, "`,`", "`)`"),
    ("support(A) > and", 1, 14, "`and`", "quantity"),
    ("always support(A) > 1", 1, 8, "`support`", "`[`"),
    ("always[2006-13, end] support(A) > 1", 1, 8, "2006-13", ""),
    ("always[2006-1, end] support(A) > 1", 1, 8, "2006-1", "2006-01"),
    ("support(A) > 2006-01", 1, 14, "2006-01", "`at`"),
    ("mean[2008-01, 2007-01] support(A) > 1", 1, 6, "ends before it starts", ""),
    ("mean[end, 2007-01] support(A) > 1", 1, 6, "ends before it starts", ""),
    ("support(A) > 1 for 2.5 months", 1, 20, "2.5", ""),
    ("support(A) > 1 for 0 months", 1, 20, "`0`", ""),
    ("gap(support(A), support(B), 1) > 1", 1, 1, "two quantities", "gap(a, b)"),
    ("rank(support(A)) > 1", 1, 16, "`)`", "`,`"),
    ("rnak(support(A), support(B)) < 2", 1, 1, "rnak", "`rank`"),
    ("support(A) > 1e999", 1, 14, "larger", ""),
    ("", 1, 1, "empty", ""),
    (" \n ", 1, 1, "empty", ""),
    ("support(A) > 1 \x00", 1, 16, "character", ""),
]


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), LOCATED)
def test_a_fault_has_a_place_and_a_way_out(text, line, column, message, hint):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert message in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(("text", "line", "column", "message", "hint"), LOCATED)
def test_a_fault_is_told_without_the_parsers_names(text, line, column, message, hint):
    with pytest.raises(FormulaError) as caught:
        parse_formula(text)
    told = re.sub(r"`[^`]*`", "", str(caught.value))
    assert re.search(r"\b[A-Z]{2,}\b|[$_]|Token|!", told) is None


def test_a_comparison_is_no_quantity():
    with pytest.raises(FormulaError, match="comparison is a formula"):
        parse_quantity("support(A) > 1")


@pytest.mark.parametrize("value", [None, 3, 0.5, ["support(A) > 1"], True])
def test_a_formula_is_text(value):
    with pytest.raises(FormulaError, match="is text"):
        parse_formula(value)


HOSTILE = {
    "long": "support(A) > 1 and " * 100_000,
    "parentheses": "(" * 9_000 + "support(A) > 1",
    "closed parentheses": "(" * 4_000 + "support(A) > 1" + ")" * 4_000,
    "negations": "not " * 2_000 + "support(A) > 1",
    "minus signs": "-" * 9_000 + "support(A) > 1",
    "sums": "+".join(["1"] * 4_000) + " > 1",
    "implications": " implies ".join(["a > 1"] * 600),
    "digits": "support(A) > " + "9" * 9_000,
    "months": "support(A) > 1 for " + "9" * 9_000 + " months",
    "names": "x" * 9_000,
}


@pytest.mark.parametrize("kind", sorted(set(HOSTILE) - {"closed parentheses"}))
def test_hostile_text_is_refused(kind):
    with pytest.raises(FormulaError) as caught:
        parse_formula(HOSTILE[kind])
    assert len(str(caught.value)) < 300


def test_needless_parentheses_do_no_harm():
    assert to_text(parse_formula(HOSTILE["closed parentheses"])) == "support(A) > 1"


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text):
    try:
        parse_formula(text)
    except FormulaError as error:
        assert error.line >= 1
        assert error.column >= 1


@given(formulas, st.data())
def test_a_spoilt_formula_is_read_or_refused(formula, data):
    text = to_text(formula)
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first, min(len(text), first + 8)))
    spoilt = text[:first] + data.draw(st.sampled_from(["", "(", "and", "@", "9", "\n"])) + text[last:]
    try:
        parse_formula(spoilt)
    except FormulaError as error:
        assert 1 <= error.line <= spoilt.count("\n") + 1
        assert 1 <= error.column <= len(spoilt) + 1
