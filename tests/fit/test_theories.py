"""Theories are held against the record by evidence, forecasts one poll ahead and stacking, each with an interval."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.fit import theories_given_record
from groundswell.fit._stacking import Bootstrap, best_weights, log_sum, stacked
from groundswell.fit._worth import AGAINST, CANNOT, FOR, TOO_FEW, judged, log_mean
from groundswell.ledger import load_case
from groundswell.report import as_json
from groundswell.report._theories_document import theories_document


@pytest.fixture(scope="module")
def harbours():
    return load_case("two-harbours")


@pytest.fixture(scope="module")
def found(harbours, tmp_path_factory):
    log = tmp_path_factory.mktemp("looks") / "looks.jsonl"
    return theories_given_record(harbours, 128, holdout=log), log


def test_the_evidence_of_a_normal_mean_is_the_one_in_closed_form():
    # a value read with error 0.5 off a level that is standard normal: its density is normal with variance 1.25
    level, value = np.random.default_rng(1).standard_normal(200_000), 0.8
    likelihood = -0.5 * ((value - level) / 0.5) ** 2 - np.log(0.5) - 0.5 * np.log(2 * np.pi)
    exact = -0.5 * value**2 / 1.25 - 0.5 * np.log(2 * np.pi * 1.25)
    assert log_mean(np.zeros_like(level), likelihood) == pytest.approx(exact, abs=0.01)


def test_the_interval_of_evidence_holds_the_truth_about_as_often_as_it_says():
    exact, inside = -0.5 * 0.8**2 / 1.25 - 0.5 * np.log(2 * np.pi * 1.25), 0
    for seed in range(60):
        level = np.random.default_rng([7, seed]).standard_normal(300)
        likelihood = -0.5 * ((0.8 - level) / 0.5) ** 2 - np.log(0.5) - 0.5 * np.log(2 * np.pi)
        low, high = np.quantile(Bootstrap(seed).readings(np.zeros(300), likelihood), [0.025, 0.975])
        inside += low <= exact <= high
    assert 0.85 <= inside / 60 <= 1.0


@given(a=st.lists(st.floats(-30, 5), min_size=2, max_size=9), more=st.floats(-4, 4))
def test_a_log_sum_moves_with_what_is_added_to_every_part(a, more):
    values = np.array(a)
    assert log_sum(values + more) == pytest.approx(log_sum(values) + more, abs=1e-9)
    assert log_sum(values) >= values.max()


def test_weights_of_a_mixture_are_those_that_made_the_data():
    luck = np.random.default_rng(3)
    which = luck.random(6000) < 0.7
    seen = np.where(which, luck.normal(-2, 1, 6000), luck.normal(2, 1, 6000))
    table = np.stack([-0.5 * (seen - centre) ** 2 for centre in (-2, 2, 9)])
    weight = best_weights(table, np.ones((1, 6000)))[0]
    np.testing.assert_allclose(weight, [0.7, 0.3, 0.0], atol=0.02)


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 2**20))
def test_no_other_weights_do_better(seed):
    luck = np.random.default_rng(seed)
    table = luck.normal(size=(4, 12))
    weight = best_weights(table, np.ones((1, 12)), 4000)[0]
    assert weight.sum() == pytest.approx(1.0) and (weight >= 0).all()
    best = np.log(weight @ np.exp(table)).sum()
    others = luck.dirichlet(np.ones(4), 200)
    assert np.log(others @ np.exp(table)).sum(1).max() <= best + 1e-3


def test_theories_that_say_the_same_share_the_weight_and_none_is_needed():
    same = np.random.default_rng(2).normal(size=20)
    found = stacked({"one": same, "other": same}, list(range(20)), Bootstrap(1))
    assert found["one"][0] == pytest.approx(0.5) == pytest.approx(found["other"][0])


@pytest.mark.parametrize(
    ("value", "spread", "effective", "word"),
    [
        (3.0, 0.3, None, FOR), (-3.0, 0.3, 50.0, AGAINST), (0.2, 0.3, None, CANNOT), (3.0, 2.0, None, CANNOT),
        (9.0, 0.1, 2.0, TOO_FEW),
    ],
)  # fmt: skip
def test_a_factor_is_called_by_its_interval_and_not_at_all_where_few_readings_carry_it(value, spread, effective, word):
    resamples = value + spread * np.random.default_rng(1).standard_normal(400)
    assert judged(value, resamples, effective).word == word


def test_text_rivals_shuffled_theories_and_no_theory_are_weighed_and_weights_sum_to_one(found):
    given, _ = found
    assert [one.id for one in given.theories] == ["text", "RV01", "null", "still"]
    assert sum(one.weight for one in given.theories) == pytest.approx(1.0)
    assert given.theories[0].factor is None and all(one.factor for one in given.theories[1:])
    assert all(one.interval[0] <= one.evidence <= one.interval[1] for one in given.theories)


def test_the_evidence_of_the_text_is_what_a_fit_finds_by_degrees(found, harbours):
    from groundswell.fit import Target, sampled
    from groundswell.model import compile_theory
    from groundswell.record import evidence, load_record

    target = Target(compile_theory(harbours), evidence(harbours, load_record(harbours)), "none")
    assert found[0].theories[0].evidence == pytest.approx(sampled(target, 128, 3, moves=2).log_evidence, abs=0.6)


def test_a_rival_that_is_the_text_in_other_words_cannot_be_parted_from_it(harbours):
    twin = replace(harbours.overlays["RV01"], drops=(), adds={}, sets=())
    case = replace(harbours, overlays={"RV01": twin})
    given = theories_given_record(case, 128)
    assert given is not None
    text, rival = given.theories[:2]
    assert rival.evidence == text.evidence and rival.factor.word == CANNOT
    assert rival.factor.interval == pytest.approx((0.0, 0.0)) and rival.ahead.factor.value == pytest.approx(0.0)


def test_what_is_held_out_stays_closed_until_it_is_asked_for_and_then_the_look_is_logged(found, harbours):
    given, log = found
    assert given.held_out == 4 and given.look.looks == 1
    assert json.loads(log.read_text())["purpose"] == "compare"
    assert all(one.holdout is not None for one in given.theories)
    closed = theories_given_record(harbours, 128)
    assert closed.look is None and all(one.holdout is None for one in closed.theories)
    assert [one.evidence for one in closed.theories] == [one.evidence for one in given.theories]
    assert [one.ahead for one in closed.theories] == [one.ahead for one in given.theories]


def test_a_case_without_a_record_is_not_weighed(harbours):
    assert theories_given_record(replace(harbours, record=None)) is None


def test_the_words_say_what_cannot_be_told(found):
    document = theories_document(found[0])
    told = " ".join(document["sentences"])
    assert "cannot part the text from" in told and "look 1 at them" in told
    assert json.loads(as_json(document | {"theories": {}}))["waves"] == 2
