"""Words, intervals and weights mean what they say."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.verdict import THRESHOLDS, interval, word
from groundswell.verdict._admissible import effective_size, thin, weigh
from groundswell.verdict._judge import divides, middle


@pytest.mark.parametrize(
    ("share", "said"),
    [(1, "follows"), (0.95, "follows"), (0.94, "mostly follows"), (0.75, "mostly follows"), (0.74, "contingent"),
     (0.26, "contingent"), (0.25, "mostly fails"), (0.06, "mostly fails"), (0.05, "contradicted"), (0, "contradicted")],
)  # fmt: skip
def test_words_change_at_the_stated_shares(share, said):
    assert word(share) == said


def test_the_thresholds_are_symmetric():
    assert THRESHOLDS["follows"] == pytest.approx(1 - THRESHOLDS["contradicted"])
    assert THRESHOLDS["mostly follows"] == pytest.approx(1 - THRESHOLDS["mostly fails"])


def test_the_interval_is_wilsons():
    """81 of 263: 0.2553 to 0.3662 (Newcombe 1998, table I, method 3)."""
    assert interval(81 / 263, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert interval(0 / 20, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)


@settings(deadline=None, derandomize=True)
@given(share=st.floats(0, 1), size=st.floats(1, 1e5))
def test_an_interval_holds_its_share_and_stays_a_share(share, size):
    low, high = interval(share, size)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


def test_a_miss_of_one_tolerance_weighs_as_one_standard_deviation():
    log_weight = weigh(np.array([[0.1, 0.0, -0.05, -0.1]]), np.array([0.05]))
    assert np.exp(log_weight) == pytest.approx([1, 1, np.exp(-0.5), np.exp(-2)])


def test_some_reading_always_counts():
    index, weight = thin(np.array([-1e5, -2e5]), seed=1)
    assert list(index) == [0]
    assert list(weight) == [1.0]


def test_thinning_keeps_the_weighted_mean():
    luck = np.random.default_rng(2)
    log_weight = -luck.exponential(0.5, 20_000)
    value = luck.normal(size=20_000) + log_weight
    index, weight = thin(log_weight, seed=3)
    assert len(index) <= 1024
    assert weight.sum() == pytest.approx(1)
    whole = np.exp(log_weight)
    assert weight @ value[index] == pytest.approx(whole @ value / whole.sum(), abs=0.08)


def test_equal_weights_count_in_full_and_one_heavy_weight_counts_once():
    assert effective_size(np.ones(50)) == pytest.approx(50)
    assert effective_size(np.array([1.0, 1e-9, 1e-9])) == pytest.approx(1)


def test_the_middle_of_a_weighted_sample():
    assert middle(np.array([3.0, 1.0, 2.0]), np.array([0.1, 0.1, 0.8])) == (2.0, 1.0, 3.0)


def test_a_choice_that_divides_is_named_first():
    luck = np.random.default_rng(5)
    choices = {name: luck.random(400) < 0.5 for name in ("this", "that", "other")}
    found = divides(choices["that"] | (luck.random(400) < 0.1), np.full(400, 1 / 400), choices)
    assert found[0].says == "that"
    assert found[0].share_with == 1.0
    assert found[0].share_without < 0.25


def test_the_parts_of_a_choice_are_shares_however_the_weights_round():
    for size in range(120, 240):
        weight = np.random.default_rng(size).random(size)
        taken = np.arange(size) % 2 == 0
        found = divides(taken, weight / weight.sum(), {"even": taken})
        assert found[0].share_with <= 1 and found[0].share_without == 0
