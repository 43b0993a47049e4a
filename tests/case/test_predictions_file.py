"""The case's predictions: every one of the ledger's, in its words, as formulas that one run can answer."""

import re

import pytest

from groundswell.language import Month, months_of, nodes_of, to_text
from groundswell.ledger import load_case
from groundswell.model import Layout

CASE = load_case("gaza-2007")
TESTS = [pytest.param(test, id=test.id) for test in CASE.predictions.values()]
WINDOW = re.compile(r"(\d{4}-\d{2}) to (\d{4}-\d{2})")


def formulas(test):
    return [one for one in (test.condition_formula, test.then_formula) if one is not None]


def test_every_prediction_of_the_ledger_is_there_in_its_order():
    assert list(CASE.predictions) == list(CASE.ledger.predictions)
    assert len(CASE.predictions) == 31
    assert all(test.says == CASE.ledger.predictions[test.id].paraphrase for test in CASE.predictions.values())


@pytest.mark.parametrize("test", TESTS)
def test_a_window_is_the_ledgers_or_says_that_it_is_cut(test):
    first, last = WINDOW.match(test.window).groups()
    stated = CASE.ledger.predictions[test.id].horizon.window
    assert first in stated or "24 months" in stated
    cut = last == "2014-12" and ("run ends before" in test.window or "24 months" in stated)
    assert cut or last in stated


@pytest.mark.parametrize("test", TESTS)
def test_nothing_in_a_consequence_lies_after_its_window(test):
    _, last = WINDOW.match(test.window).groups()
    assert all(month <= Month.parse(last) for month in months_of(test.then_formula))
    assert any(month >= Month.parse("2007-06") for month in months_of(test.then_formula))


@pytest.mark.parametrize("test", TESTS)
def test_a_rendering_says_why_and_what_it_leaves_out(test):
    assert "Left out:" in test.reason
    assert all("baseline" not in to_text(formula) for formula in formulas(test))


def test_every_node_of_a_prediction_is_stored():
    layout = Layout(CASE)
    named = {node for test in CASE.predictions.values() for formula in formulas(test) for node in nodes_of(formula)}
    assert {key for node in named for key in layout.parts_of(node)} <= set(layout.nodes)
