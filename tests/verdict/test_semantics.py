"""Margins agree with their definitions, with truth, and with an independent monitor."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from evaluated_formulas import CONSTANTS, LENGTH, NODES, RUNS, SCALES, START, exact_formulas, formulas, quantities, runs
from formula_oracle import Oracle
from hypothesis import given, settings

from groundswell.language import FormulaError, Month, Node, parse_formula, parse_quantity
from groundswell.verdict import margin, value

CALENDAR = (START, LENGTH)
FRONT = NODES[0]


def oracles(run, baseline):
    one_by_one = [
        [{node: trace[i].tolist() for node, trace in kind.items()} for i in range(RUNS)] for kind in (run, baseline)
    ]
    return [Oracle(here, before, START, SCALES, CONSTANTS) for here, before in zip(*one_by_one, strict=True)]


def in_jax(run):
    return {node: jnp.asarray(trace) for node, trace in run.items()}


def margin_of(text, trace, baseline=None, **constants):
    before = None if baseline is None else {FRONT: jnp.asarray(baseline, float)}
    trace = jnp.asarray(trace, float)
    calendar = (START, trace.shape[-1])
    return margin(parse_formula(text), {FRONT: trace}, SCALES, calendar, constants, before)


def agrees_margin(formula, run, baseline, there):
    expected = [oracle.margin(formula, 0) for oracle in oracles(run, baseline)]
    found = margin(formula, there(run), SCALES, CALENDAR, CONSTANTS, there(baseline))
    np.testing.assert_allclose(np.broadcast_to(found, (RUNS,)), expected, rtol=1e-4, atol=1e-4)


def agrees_value(quantity, run, there):
    expected = [oracle.value(quantity, 0) for oracle in oracles(run, run)]
    found = value(quantity, there(run), SCALES, CALENDAR, CONSTANTS)
    np.testing.assert_allclose(np.broadcast_to(found, (RUNS,)), expected, rtol=1e-4, atol=1e-4)


@settings(deadline=None, max_examples=150)
@given(formulas, runs, runs)
def test_margins_agree_with_their_definitions(formula, run, baseline):
    agrees_margin(formula, run, baseline, dict)


@settings(deadline=None, max_examples=30)
@given(formulas, runs, runs)
def test_margins_agree_with_their_definitions_in_jax(formula, run, baseline):
    agrees_margin(formula, run, baseline, in_jax)


@settings(deadline=None, max_examples=150)
@given(quantities, runs)
def test_values_agree_with_their_definitions(quantity, run):
    agrees_value(quantity, run, dict)


@settings(deadline=None, max_examples=30)
@given(quantities, runs)
def test_values_agree_with_their_definitions_in_jax(quantity, run):
    agrees_value(quantity, run, in_jax)


@settings(deadline=None, max_examples=150)
@given(exact_formulas, runs, runs)
def test_the_sign_of_a_margin_is_the_truth(formula, run, baseline):
    found = np.broadcast_to(margin(formula, run, SCALES, CALENDAR, CONSTANTS, baseline), (RUNS,))
    for oracle, size in zip(oracles(run, baseline), found, strict=True):
        assert size == 0 or (size > 0) == oracle.holds(formula, 0)


@settings(deadline=None, max_examples=10)
@given(formulas, runs, runs)
def test_margins_are_the_same_compiled_and_batched_in_any_shape(formula, run, baseline):
    found = margin(formula, run, SCALES, CALENDAR, CONSTANTS, baseline)
    compiled = jax.jit(lambda here, before: margin(formula, here, SCALES, CALENDAR, CONSTANTS, before))
    np.testing.assert_allclose(compiled(run, baseline), found, rtol=1e-5, atol=1e-5)
    arms = {node: jnp.stack([trace, trace]) for node, trace in run.items()}
    batched = margin(formula, arms, SCALES, CALENDAR, CONSTANTS, baseline)
    np.testing.assert_allclose(np.broadcast_to(batched, (2, RUNS)), np.broadcast_to(found, (2, RUNS)), rtol=1e-5)


def test_a_margin_says_how_far_the_nearest_month_is_from_flipping():
    assert margin_of("always[2030-03, 2030-05] support(A_front) > 0.25", [0.5, 0.75, 0.375]) == 0.125


def test_a_quantity_outside_temporal_words_is_read_at_the_first_month():
    assert margin_of("support(A_front) > 0.25", [0.5, 0.0, 0.0]) == 0.25


def test_intervals_are_calendar_months_wherever_they_stand():
    nested = "always[2030-03, 2030-05] eventually[2030-03, 2030-03] support(A_front) > 0.25"
    assert margin_of(nested, [0.5, 0.0, 0.0]) == 0.25


def test_holding_for_months_needs_as_many_months():
    assert margin_of("eventually[start, end] support(A_front) > 0.25 for 2 months", [0.5, 0.0, 0.5]) == -0.25
    assert margin_of("support(A_front) > 0.25 for 4 months", [0.5, 0.5, 0.5]) == -jnp.inf


def test_what_happens_in_the_same_month_is_not_before():
    text = "support(A_front) > 0.25 before support(A_front) > 0.5"
    assert margin_of(text, [0.0, 1.0]) < 0
    assert margin_of(text, [0.0, 0.5, 1.0]) == 0.0
    assert margin_of(text, [0.0, 0.375, 1.0]) == 0.125


def test_a_rise_is_measured_from_the_month_of_evaluation():
    assert margin_of("support(A_front) rises by 0.25 within 2 months", [0.25, 0.0, 0.375, 1.0]) == -0.125
    assert margin_of("support(A_front) rises by 0.25", [0.25, 0.0, 0.375, 1.0]) == 0.5
    assert (
        margin_of("eventually[start, end] support(A_front) rises by 0.25 within 1 months", [0.5, 0.0, 0.375]) == 0.125
    )


def test_months_gained_on_the_baseline_are_counted():
    text = "support(A_front) > 0.5 earlier than baseline by 1 months"
    assert margin_of(text, [0, 1, 1, 1], baseline=[0, 0, 0, 1]) == 1
    assert margin_of(text, [0, 1, 1, 1], baseline=[0, 0, 0, 0]) == 2  # never is one month after the end
    assert margin_of(text, [0, 0, 0, 0], baseline=[0, 0, 0, 0]) == -1
    assert margin_of("support(A_front) > 0.5 later than baseline by 1 months", [0, 0, 0, 1], baseline=[1, 1, 1, 1]) == 2


def test_a_claim_holds_on_the_unbounded_coordinate():
    text = "unbounded(support(A_front) at 2030-04) higher than baseline by tolerance"
    expected = np.log(3) - 0.05
    assert margin_of(text, [0, 0.75], baseline=[0, 0.5], tolerance=0.05) == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("scale", "low", "high"), [("unit01", 0.0, 1.0), ("signed01", -1.0, 1.0), ("percent", 0.0, 100.0)]
)
def test_bounds_stay_finite_and_symmetric(scale, low, high):
    quantity = parse_quantity("unbounded(support(A_front))")
    trace = {FRONT: jnp.array([[low], [(low + high) / 2], [high]])}
    lowest, middle, highest = value(quantity, trace, {"support": scale}, (START, 1))
    assert middle == pytest.approx(0, abs=1e-6)
    assert highest == pytest.approx(-float(lowest), rel=1e-6)
    assert 13 < highest < 14.6


def test_a_rank_counts_those_ahead_and_being_level_counts_half_a_place():
    runs = {NODES[0]: jnp.array([[0.5]]), NODES[1]: jnp.array([[0.75]]), NODES[2]: jnp.array([[0.5]])}
    for text, expected in [
        ("rank(support(A_front), support(A_front, A_harbour), balance(A_league))", 2),
        ("rank(support(A_front, A_harbour), support(A_front))", 1),
        ("rank(support(A_front), balance(A_league))", 1),  # level with another is not behind it
    ]:
        assert value(parse_quantity(text), runs, SCALES, (START, 1)) == expected
    for text, expected in [
        ("rank(support(A_front), support(A_front, A_harbour)) <= 2", 0.5),
        ("rank(support(A_front), support(A_front, A_harbour)) > 2", -0.5),
        ("rank(support(A_front), support(A_front, A_harbour)) < 2", -0.5),
        ("not rank(support(A_front), support(A_front, A_harbour)) < 2", 0.5),
        ("rank(support(A_front), support(A_front, A_harbour)) <= 1", -1),
    ]:
        assert margin(parse_formula(text), runs, SCALES, (START, 1)) == expected


def test_a_tolerance_may_be_traced():
    formula = parse_formula("support(A_front) > tolerance")
    trace = {FRONT: jnp.array([[0.5], [0.25]])}
    sizes = jax.vmap(lambda tolerance: margin(formula, trace, SCALES, (START, 1), {"tolerance": tolerance}))
    np.testing.assert_allclose(sizes(jnp.array([0.0, 0.25])), [[0.5, 0.25], [0.25, 0.0]])


def test_types_and_ranks_are_kept_strictly():
    formula = parse_formula(
        "unbounded(support(A_front)) higher than baseline by tolerance until[2030-04, end]"
        " support(A_front) > 0.5 for 2 months"
        " and (support(A_front) rises by 0.1 within 2 months before month >= 2030-05)"
        " and support(A_front) > 0.5 earlier than baseline by 1 months"
    )
    traces = {FRONT: jnp.full((2, 3, 4), 0.5, jnp.float32)}
    baseline = {FRONT: jnp.full((3, 4), 0.25, jnp.float32)}
    with jax.numpy_dtype_promotion("strict"), jax.numpy_rank_promotion("raise"):
        found = margin(formula, traces, SCALES, (START, 4), CONSTANTS, baseline)
    assert found.shape == (2, 3)
    assert found.dtype == jnp.float32


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("support(A_front) at 2040-01 > 0.5", 1, "lies outside the calendar"),
        ("0.5 < mean[start, 2040-01] support(A_front)", 7, "lies outside the calendar"),
        ("always[2030-05, 2040-01] support(A_front) > 0.5", 1, "lies outside the calendar"),
        ("always[start, 2029-01] support(A_front) > 0.5", 1, "lies outside the calendar"),
        ("0.5 < support(A_league)", 7, "no trace"),
        ("support(A_front) > missing", 20, "no value"),
        ("support(A_front) higher than baseline by 0.5", 1, "no baseline"),
        ("unbounded(support(A_front) + 1) > unbounded(1)", 45, "needs a node"),
    ],
)
def test_what_a_record_lacks_is_said_at_its_place(text, column, message):
    with pytest.raises(FormulaError, match=message) as caught:
        margin_of(text, [0.5, 0.5])
    assert caught.value.column == column


def test_a_scale_must_be_known():
    for scales in ({}, {"support": "colour"}):
        with pytest.raises(FormulaError, match="scale"):
            value(parse_quantity("unbounded(support(A_front))"), {FRONT: jnp.array([0.5])}, scales, (START, 1))


def test_a_trace_must_cover_the_calendar():
    with pytest.raises(ValueError, match="should be 5 months"):
        margin(parse_formula("support(A_front) > 0"), {FRONT: jnp.zeros((2, 4))}, SCALES, (Month(2030, 1), 5))


def test_traces_by_node_are_a_pytree():
    doubled = jax.tree.map(lambda trace: 2 * trace, {node: jnp.ones(2) for node in reversed(NODES)})
    assert doubled[Node("support", "A_front")].tolist() == [2, 2]
