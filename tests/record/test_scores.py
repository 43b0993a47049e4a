"""Scores agree with their closed forms, and say nothing where there is nothing to say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from scipy import stats

from groundswell.record import (
    covered,
    crps_ensemble,
    crps_normal,
    direction_hits,
    log_score_normal,
    pit,
    pit_histogram,
    rank_hits,
    skill,
)

number = some.floats(-50, 50)
LUCK = np.random.default_rng(5)


def test_the_crps_of_a_normal_is_the_integral_of_its_definition():
    mean, deviation, observed = 1.0, 2.0, 2.5
    grid = np.linspace(-40, 40, 400_001)
    step = (stats.norm(mean, deviation).cdf(grid) - (grid >= observed)) ** 2
    assert crps_normal(mean, deviation, observed) == pytest.approx(np.trapezoid(step, grid), abs=1e-4)


def test_the_crps_of_many_samples_is_that_of_their_law():
    samples = stats.norm(3, 1.5).ppf((np.arange(4000) + 0.5) / 4000)
    assert crps_ensemble(samples, np.array(4.2)) == pytest.approx(crps_normal(3, 1.5, 4.2), abs=1e-3)


@given(some.lists(number, min_size=1, max_size=8), number)
def test_the_crps_of_samples_is_the_mean_over_all_pairs(samples, observed):
    values = np.array(samples)
    pairs = np.abs(values - observed).mean() - np.abs(values[:, None] - values).mean() / 2
    assert crps_ensemble(values, np.array(observed)) == pytest.approx(pairs, abs=1e-9)


@given(some.lists(some.tuples(number, some.integers(1, 4)), min_size=1, max_size=6), number)
def test_a_weight_counts_like_copies_of_a_sample(pairs, observed):
    values, times = np.array([v for v, _ in pairs]), np.array([n for _, n in pairs])
    copied = crps_ensemble(np.repeat(values, times), np.array(observed))
    assert crps_ensemble(values, np.array(observed), times) == pytest.approx(copied, abs=1e-9)


@given(number, number)
def test_a_forecast_without_spread_costs_its_error(told, observed):
    assert crps_normal(told, 0.0, observed) == pytest.approx(abs(told - observed))
    assert crps_ensemble(np.array([told]), np.array(observed)) == pytest.approx(abs(told - observed))


def test_the_log_score_of_a_normal_is_minus_its_log_density():
    assert log_score_normal(1.0, 2.0, 3.0) == pytest.approx(-stats.norm(1, 2).logpdf(3))


def test_ranks_of_outcomes_are_uniform_where_the_forecast_is_right():
    samples, outcomes = LUCK.normal(size=(2000, 400)), LUCK.normal(size=2000)
    counts = pit_histogram(pit(samples, outcomes))
    assert counts.sum() == 2000
    assert stats.chisquare(counts).pvalue > 0.001


def test_ranks_of_outcomes_pile_up_at_the_ends_where_the_forecast_is_too_narrow():
    counts = pit_histogram(pit(0.3 * LUCK.normal(size=(1000, 400)), LUCK.normal(size=1000)))
    assert counts[0] + counts[-1] > 500


def test_an_interval_holds_as_many_outcomes_as_it_says():
    samples, outcomes = LUCK.normal(size=(3000, 500)), LUCK.normal(size=3000)
    assert covered(samples, outcomes, 0.8) == pytest.approx(0.8, abs=0.03)


def test_a_direction_counts_only_where_something_moved():
    hits = direction_hits(np.array([1.0, 1.0, 1.0]), np.array([2.0, 0.0, 3.0]), np.array([3.0, 2.0, 1.0]))
    assert hits == (1, 2)


def test_a_rank_counts_pairs_inside_a_poll():
    assert rank_hits([np.array([3.0, 2.0, 1.0])], [np.array([30.0, 10.0, 20.0])]) == (2, 3)
    assert rank_hits([np.array([3.0, 2.0])], [np.array([20.0, 20.0])]) == (0, 0)


def test_skill_is_the_share_of_the_reference_score_that_is_saved():
    found = skill(np.array([1.0, 1.0]), np.array([2.0, 4.0]), ["a", "b"], seed=1)
    assert found.value == pytest.approx(1 - 2 / 6)
    assert found.interval[0] <= found.value <= found.interval[1]


def test_skill_has_the_same_interval_for_the_same_seed_and_none_against_itself():
    own, groups = LUCK.random(20), list(range(20))
    assert skill(own, 2 * own, groups, 3) == skill(own, 2 * own, groups, 3)
    assert skill(own, own, groups, 3).interval == (0.0, 0.0)
    assert skill(own, np.zeros(20), groups, 3).value == -np.inf


def test_readings_of_one_poll_are_drawn_together():
    own, their = np.tile([1.0, 3.0], 10), np.full(20, 2.0)
    apart = skill(own, their, list(range(20)), 4).interval
    together = skill(own, their, [k // 2 for k in range(20)], 4).interval
    assert together == (0.0, 0.0) and apart[1] - apart[0] > 0.1
