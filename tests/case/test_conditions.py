"""The conditions of gaza-2007: in the ledger's words, with gates of few comparisons, timed as the ledger times them."""

import pytest

from groundswell.language import DateLiteral, literals, nodes_of
from groundswell.ledger import load_case

CASE = load_case("gaza-2007")
STATED = [CASE.conditions[id] for id in CASE.ledger.mechanisms]
GATED = [condition for condition in STATED if condition.gate is not None]


def named(conditions):
    return [pytest.param(condition, id=condition.id) for condition in conditions]


def test_every_mechanism_and_assumption_has_a_condition():
    assert set(CASE.conditions) == set(CASE.mechanisms())


def test_at_most_a_fifth_of_the_ledgers_conditions_is_not_modelled():
    assert len(STATED) - len(GATED) <= len(STATED) // 5


@pytest.mark.parametrize("condition", named(STATED))
def test_words_are_the_ledgers_and_what_is_left_out_is_said(condition):
    assert condition.words == CASE.ledger.mechanisms[condition.id].conditions
    assert condition.gate is not None or condition.not_modelled


@pytest.mark.parametrize("condition", named(GATED))
def test_a_gate_joins_at_most_three_comparisons(condition):
    assert len(literals(condition.gate_formula)) <= 3


@pytest.mark.parametrize("condition", named(GATED))
def test_every_role_in_a_gate_is_filled_in_every_binding(condition):
    mechanism = CASE.ledger.mechanisms[condition.id]
    roles = {node.actor for node in nodes_of(condition.gate_formula)} & set(mechanism.roles)
    assert all(binding[role] for role in roles for binding in mechanism.bindings)


@pytest.mark.parametrize("condition", named(STATED))
def test_times_are_ranges_read_off_the_ledgers_words(condition):
    low, high = condition.months
    assert 0 < low < high
    assert CASE.ledger.mechanisms[condition.id].time_scale in condition.months_because


def test_only_the_relief_after_victory_fades_by_itself():
    assert [condition.id for condition in STATED if condition.pulse] == ["M46"]


def test_a_gate_of_the_essay_hangs_on_a_date_only_where_the_ledger_dates_the_mechanism():
    dated = [c.id for c in GATED if any(isinstance(one, DateLiteral) for one in literals(c.gate_formula))]
    assert dated == ["M25"]
    assert "1994" in CASE.ledger.mechanisms["M25"].time_scale
