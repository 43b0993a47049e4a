"""Crowds of thresholds and cascades: closed forms, switches and limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.replicate import ReplicateError, run

listed = st.lists(st.integers(-3, 15), min_size=1, max_size=12)
accuracy = st.floats(0.51, 0.99)


@settings(deadline=None)
@given(listed)
def test_the_crowd_rests_where_nobody_is_left_to_join(thresholds: list[int]) -> None:
    rest = run("granovetter-1978", thresholds=thresholds)["rest"]
    assert sum(threshold <= rest for threshold in thresholds) == rest or rest == len(thresholds)


@settings(deadline=None)
@given(st.lists(st.integers(0, 9), min_size=10, max_size=10))
def test_the_fast_rest_is_the_rest_of_the_listed_crowd(thresholds: list[int]) -> None:
    from groundswell.replicate.granovetter_1978 import rest

    assert rest(np.array([thresholds]), 10)[0] == run("granovetter-1978", thresholds=thresholds)["rest"]


@pytest.mark.parametrize("denominator", ["others", "all"])
@pytest.mark.parametrize("rounding", ["exact", "floor", "nearest"])
def test_a_large_drawn_crowd_rests_where_the_endless_one_does(denominator: str, rounding: str) -> None:
    asked = {"sd": 30.0, "size": 4000, "crowds": 20, "denominator": denominator, "rounding": rounding}
    result = run("granovetter-1978", **asked)
    assert result["drawn_percent"] == pytest.approx(result["rest_percent"], abs=0.3)


def test_rounding_thresholds_down_makes_a_small_crowd_readier() -> None:
    exact, floor = (
        run("granovetter-1978", size=20, sd=10.0, rounding=how)["drawn_percent"] for how in ("exact", "floor")
    )
    assert floor > exact + 1


def test_drawn_cities_agree_with_the_closed_forms() -> None:
    result = run("granovetter-1978", size=10, crowds=100_000)
    assert result["nobody"] == pytest.approx(0.9**10, abs=0.005)
    assert result["exactly_one"] == pytest.approx(10 * 0.1 * 0.8**9, abs=0.005)


def test_the_critical_spread_parts_a_small_from_a_large_riot() -> None:
    critical = run("granovetter-1978", mean=30.0)["critical_sd"]
    below, above = (run("granovetter-1978", mean=30.0, sd=critical + gap)["rest_percent"] for gap in (-0.01, 0.01))
    assert below < 15 and above > 90


def test_a_strict_threshold_stops_the_crowd_that_a_met_one_moves() -> None:
    crowd = {"thresholds": (0, 10, 20), "changed_to": 10}
    assert run("kuran-1989", **crowd)["before"] == 100
    assert run("kuran-1989", **crowd, strict=True)["before"] == 0


def test_without_the_own_act_a_person_sees_only_the_others() -> None:
    crowd = (0, 50, 50)
    assert run("kuran-1989", thresholds=crowd, own_act_counts=False)["before"] == 100
    assert run("kuran-1989", thresholds=crowd)["before"] == pytest.approx(100 / 3)


def test_every_start_reaches_one_of_the_rest_points() -> None:
    result = run("kuran-1989")
    starts = sorted(start for group in result["reached_from"] for start in group)
    assert starts == list(range(11))
    assert result["rest_points"][0] == result["before"]


def test_crowds_that_go_to_and_fro_have_no_rest() -> None:
    result = run("kuran-1989", thresholds=(100, 100), person=1, changed_to=100, own_act_counts=False)
    assert result["reached_from"] == ((0,), (2,))


def test_liking_and_cost_make_thresholds() -> None:
    by_liking = run("kuran-1989", liking=(-10, 10, 10, 20), cost=10)
    assert by_liking["crowd"].tolist() == [0, 20, 20, 30]


def test_a_person_who_is_not_in_the_crowd_is_refused() -> None:
    with pytest.raises(ReplicateError, match="persons 1 to 10"):
        run("kuran-1989", person=11)


@settings(deadline=None)
@given(st.floats(0.01, 0.4), st.floats(0.0, 0.5))
def test_the_endless_crowd_goes_all_the_way_only_past_its_lowest_threshold(activists: float, lowest: float) -> None:
    if abs(activists - lowest) < 0.02:
        return
    rest = run("kuran-1989", activists=activists, lowest=lowest)["rest"]
    assert rest == pytest.approx(1 if activists > lowest else activists, abs=1e-6)


@settings(deadline=None)
@given(accuracy, st.integers(1, 40))
def test_cascades_follow_the_closed_form_after_even_numbers(p: float, pairs: int) -> None:
    result = run("bikhchandani-1992", accuracy=p, people=2 * pairs)
    none = (p - p**2) ** pairs
    assert result["none"] == pytest.approx(none, abs=1e-12)
    assert result["correct"] == pytest.approx(p * (p + 1) * (1 - none) / (2 * (1 - p + p**2)), abs=1e-12)
    assert result["wrong"] == pytest.approx((p - 2) * (p - 1) * (1 - none) / (2 * (1 - p + p**2)), abs=1e-12)


@settings(max_examples=8, deadline=None)
@given(accuracy, st.integers(1, 9), st.sampled_from(["coin", "signal"]))
def test_people_who_reason_by_bayes_make_the_same_cascades(p: float, people: int, indifferent: str) -> None:
    result = run("bikhchandani-1992", accuracy=p, people=people, indifferent=indifferent, draws=20_000)
    for name in ("correct", "none", "wrong"):
        assert result[f"{name}_sampled"] == pytest.approx(result[name], abs=0.016)


def test_following_the_own_signal_when_indifferent_changes_the_numbers() -> None:
    result = run("bikhchandani-1992", indifferent="signal")
    none = (2 * 0.7 * 0.3) ** 5
    assert result["none"] == pytest.approx(none)
    assert result["correct"] == pytest.approx((1 - none) * 0.49 / (0.49 + 0.09))


@settings(deadline=None)
@given(st.integers(1, 2000), st.floats(0.05, 0.9), st.floats(0.05, 0.9))
def test_the_neutral_turnout_says_nothing(people: int, bad: float, good: float) -> None:
    if abs(bad - good) < 1e-3:
        return
    result = run("lohmann-1994", people=people, joins_if_bad=bad, joins_if_good=good)
    assert result["constant"] + result["weight"] * result["neutral_turnout"] == pytest.approx(0, abs=1e-6)
    assert result["log_odds_shift"] == pytest.approx(result["constant"] + result["weight"] * 100)
