"""The quick way through a formula and the grammar agree wherever both read a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written_formulas import formulas, quantities

from groundswell.language import FormulaError, parse_formula, parts, to_text
from groundswell.language._parse import read_by_grammar
from groundswell.language._quick import read_quickly
from groundswell.language._syntax import Syntax
from groundswell.ledger import cases, load_case

_WRITTEN = """
    ( ) [ ] , > <= + - * / 2006-01 2006-13 0.5 3 1e13 support A_front x always and at baseline before by change
    earlier end for gap higher highest implies mean month months not of or rank rises start than unbounded until within
"""
WORDS = st.sampled_from(_WRITTEN.split())


def told(tree: Syntax) -> list:
    """A tree with the places of its parts, which do not count when trees are compared."""
    return [tree, *((type(part), part.line, part.column) for part in parts(tree))]


def by_grammar(text: str, start: str) -> list | None:
    try:
        return told(read_by_grammar(text, start))
    except FormulaError:
        return None


@given(st.one_of(formulas, quantities), st.sampled_from([" ", "\n", "\t "]))
def test_what_is_written_well_is_read_alike(tree, gap):
    text, start = to_text(tree).replace(" ", gap), "formula" if "Formula" in str(type(tree).__mro__) else "quantity"
    quick = read_quickly(text, start)
    assert quick is not None
    assert told(quick) == by_grammar(text, start)


@given(st.one_of(formulas, quantities), st.data(), st.sampled_from(["formula", "quantity"]))
def test_what_is_read_quickly_is_what_the_grammar_reads(tree, data, start):
    words = to_text(tree).replace("(", " ( ").replace(")", " ) ").split(" ")
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(0, len(words)))
        words[place : place + data.draw(st.integers(0, 1))] = data.draw(st.lists(WORDS, max_size=2))
    text = " ".join(words)
    quick = read_quickly(text, start) if text.strip() else None
    assert quick is None or told(quick) == by_grammar(text, start)


@given(st.text("()-12 ano", max_size=12))
def test_signs_in_any_order_are_read_alike_or_given_up(text):
    quick = read_quickly(text, "quantity")
    assert quick is None or told(quick) == by_grammar(text, "quantity")


@pytest.mark.parametrize(
    "text", ["(" * 9000 + "1 > 0", "not " * 2000 + "x > 0", "1 > 0 implies " * 700 + "1 > 0", "-" * 9000]
)
def test_what_is_nested_deeply_is_left_to_the_grammar(text):
    assert read_quickly(text, "formula") is None


@pytest.mark.parametrize("name", sorted(cases()))
def test_shipped_cases_are_read_quickly(name, monkeypatch):
    def refuse(text, start):
        raise AssertionError(f"left to the grammar: {text}")

    monkeypatch.setattr("groundswell.language._parse.read_by_grammar", refuse)
    assert load_case(name).claims.claims


def test_a_slip_is_told_by_the_grammar():
    with pytest.raises(FormulaError, match="Did you mean `always`"):
        parse_formula("allways[1990-01, end] support(A) > 0.5")
