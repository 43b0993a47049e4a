"""The grammar: what formulas mean to the parser, and that they read back as written."""

import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from written_formulas import formulas, quantities

from groundswell.language import (
    Always,
    And,
    Arithmetic,
    At,
    Before,
    Comparison,
    Implies,
    Interval,
    Lasts,
    Month,
    Moves,
    Node,
    Not,
    Number,
    Or,
    Summary,
    constants,
    months_of,
    nodes_of,
    parse_formula,
    parse_quantity,
    substitute,
    to_text,
    undated_nodes,
)

FRONT = Node("support", "A_front")
LEAGUE = Node("support", "A_league", "A_harbour")
EVERY_KIND = """
    support(A_front) > 0.3
    support(A_front, A_harbour) at 2006-01 <= mean[2005-01, 2005-12] support(A_league)
    unbounded(support(A_front) at 2006-01) higher than baseline by tolerance
    support(A_front) at end lower than baseline by 0.05
    support(A_front) at 2006-01-25 within 0.05 of baseline
    support(A_front) < support(A_league) earlier than baseline by 3 months
    support(A_front) < support(A_league) later than baseline by 0 months
    always[1987-12, 1993-09] eventually[start, end] support(A_front) rises by 0.1 within 6 months
    support(A_front) falls by 0.1 before turnout(A_front) rises by 0.1
    not order(A_harbour) > 0.5 until[1990-01, 1991-01] support(A_front) > 0.5
    month >= 1993-09 and gap(support(A_front), support(A_league)) > 0.1 for 12 months
    highest(support(A_front), support(A_league), 0.5) > -change[1990-01, end] order(A_harbour) * 2 / 3
    rank(support(A_front), support(A_league), 0.5) at 2006-01 <= 1
    (support(A_front) > 0.1 or order(A_harbour) > 0.2) and not (month < start implies order(A_x) > 0.3)
"""


@pytest.mark.parametrize("text", [line.strip() for line in EVERY_KIND.strip().splitlines()])
def test_canonical_text_is_kept(text):
    assert to_text(parse_formula(text)).replace("2006-01-25", "2006-01") == text.replace("2006-01-25", "2006-01")


@given(formulas)
def test_a_written_formula_reads_back_equal(formula):
    read = parse_formula(to_text(formula))
    assert read == formula
    assert hash(read) == hash(formula)


@given(quantities)
def test_a_written_quantity_reads_back_equal(quantity):
    assert parse_quantity(to_text(quantity)) == quantity


def test_at_binds_one_quantity():
    read = parse_quantity("support(A_front) - support(A_front) at 2006-01")
    assert read == Arithmetic("-", FRONT, At(FRONT, Month(2006, 1)))


def test_a_summary_covers_one_quantity():
    interval = Interval(Month(2005, 1), "end")
    read = parse_quantity("mean[2005-01, end] support(A_front) + 1")
    assert read == Arithmetic("+", Summary("mean", interval, FRONT), Number(1.0))


def test_words_bind_from_implies_to_for():
    one, two = Comparison(FRONT, ">", Number(1.0)), Comparison(FRONT, "<", Number(2.0))
    texts = {
        "{1} or {2} and {1}": Or(one, And(two, one)),
        "{1} implies {2} implies {1}": Implies(one, Implies(two, one)),
        "not {1} and {2}": And(Not(one), two),
        "{1} before {2} and {1}": And(Before(one, two), one),
        "always[start, end] {1} for 6 months": Always(Interval("start", "end"), Lasts(one, 6)),
    }
    for text, tree in texts.items():
        written = text.replace("{1}", "support(A_front) > 1").replace("{2}", "support(A_front) < 2")
        assert parse_formula(written) == tree


def test_parentheses_hold_quantities_and_formulas():
    assert parse_formula("((support(A_front)) > (0.3))") == parse_formula("support(A_front) > 0.3")


def test_words_of_the_language_may_name_actors_and_begin_names():
    assert nodes_of(parse_formula("support(base, of) > order(lower) and notable(month) > orbit")) == (
        Node("support", "base", "of"),
        Node("order", "lower"),
        Node("notable", "month"),
    )


def test_a_rise_may_take_until_the_end():
    assert parse_formula("support(A_front) rises by 0.1") == Moves(FRONT, "rises", Number(0.1), None)


def test_nodes_are_listed_once_with_their_place_in_the_text():
    found = nodes_of(parse_formula("support(A_front) > 0.1 and\n  support(A_league, A_harbour) > support(A_front)"))
    assert found == (FRONT, LEAGUE)
    assert [(node.line, node.column) for node in found] == [(1, 1), (2, 3)]


def test_nodes_have_an_order():
    assert sorted([LEAGUE, Node("support", "A_league"), FRONT]) == [FRONT, Node("support", "A_league"), LEAGUE]


def test_a_share_is_support_by_another_name():
    assert parse_quantity("share(A_league, A_harbour)") == LEAGUE
    assert to_text(parse_formula("share(A_front) > share")) == "support(A_front) > share"


def test_constants_and_months_are_listed_once():
    formula = parse_formula(
        "always[2005-01, end] order(A_x) at 2006-01 > tolerance + floor and month < 2005-01 or a > floor"
    )
    assert constants(formula) == ("tolerance", "floor", "a")
    assert months_of(formula) == (Month(2005, 1), Month(2006, 1))


def test_undated_nodes_are_those_read_at_the_month_of_evaluation():
    formula = parse_formula("support(A_front) > support(A_league) at 2006-01 and always[start, end] order(A_x) > 0")
    assert undated_nodes(formula) == (FRONT,)


def test_actors_take_the_place_of_roles():
    formula = parse_formula("mobilisation(mass) > 0.3 and support(rival, mass) > mean(order(A_x), 0.1)")
    filled = substitute(formula, {"mass": "A_harbour", "rival": "A_league"})
    assert to_text(filled) == ("mobilisation(A_harbour) > 0.3 and support(A_league, A_harbour) > mean(order(A_x), 0.1)")


@given(formulas)
def test_substituting_nothing_changes_nothing(formula):
    assert substitute(formula, {}) == formula


def test_formulas_travel_between_processes():
    formula = parse_formula("support(A_front) at 2006-01 > 0.3 for 2 months")
    assert pickle.loads(pickle.dumps(formula)) == formula


@pytest.mark.parametrize("text", ["not " * 96 + "order(A_x) > 1", " and ".join(["order(A_x) > 1"] * 97)])
def test_the_deepest_formula_can_be_walked(text):
    formula = parse_formula(text)
    assert parse_formula(to_text(substitute(formula, {"A_x": "A_y"}))) != formula
    assert len({formula, parse_formula(text)}) == 1


def test_importing_the_language_imports_neither_jax_nor_lark():
    code = "import sys, groundswell.language; sys.exit(bool({'jax', 'lark'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}, check=False).returncode == 0
