"""What known numbers of a series say about its others agrees with the likelihood of all of them together."""

from __future__ import annotations

import numpy as np
import pytest

from groundswell.ledger import ObservedNode, SeriesEntry
from groundswell.record import Heard, foretold, points, points_per_unit, series_log_likelihood
from groundswell.record._evidence import _counts

ONE = np.array([1.0])


def entry(model: str, at_zero, at_one) -> SeriesEntry:
    return SeriesEntry(
        "s", "t", "q", ObservedNode("v_x", "A_x"), model, "a test", at_zero=at_zero, at_one=at_one,
        error=4.0 if model == "index" else None,
    )  # fmt: skip


INDEX, COUNT = entry("index", (0, 10), (45, 90)), entry("count", (5, 40), (200, 1200))


def heard(levels, values) -> Heard:
    return Heard(np.array(levels, float)[None], np.array(values, float), np.ones(len(values)))


def test_a_foretold_index_has_the_density_that_all_numbers_have_over_those_known():
    known, asked = heard([0.2, 0.5, 0.7], [14, 30, 55]), heard([0.4], [31])
    said = foretold(INDEX, known, asked, ONE, 1)
    levels, values = np.append(known.levels[0], 0.4), np.append(known.values, 31)
    whole = series_log_likelihood(values, levels[None], (0, 10), (45, 90), 4.0)[0]
    before = series_log_likelihood(known.values, known.levels, (0, 10), (45, 90), 4.0)[0]
    assert said.log_density[0] == pytest.approx(float(whole - before), abs=1e-3)


def test_a_foretold_count_has_the_density_that_all_numbers_have_over_those_known():
    known, asked = heard([0.2, 0.5], [30, 90]), heard([0.8], [400])
    said = foretold(COUNT, known, asked, ONE, 1)
    whole = _counts(np.array([30.0, 90, 400]), np.array([[0.2, 0.5, 0.8]]), (5, 40), (200, 1200), np.ones(3), 0.25)
    before = _counts(known.values, known.levels, (5, 40), (200, 1200), np.ones(2), 0.25)
    assert said.log_density[0] == pytest.approx(float(whole[0] - before[0]), abs=1e-3)


def test_samples_have_the_density_that_is_told():
    known = heard([0.3, 0.5], [20, 35])
    said = foretold(INDEX, known, heard([0.6], [40]), ONE, 2, samples=40_000)
    near = np.mean(np.abs(said.samples[0] - 40) < 0.5)
    assert near == pytest.approx(np.exp(said.log_density[0]), rel=0.1)
    counted = foretold(COUNT, heard([0.1], [12]), heard([0.1], [14]), ONE, 2, samples=40_000)
    assert np.mean(counted.samples[0] == 14) == pytest.approx(np.exp(counted.log_density[0]), rel=0.1)


def test_a_reading_without_weight_says_nothing():
    levels, asked = np.array([[0.1], [0.9]]), np.array([40.0])
    none = Heard(np.zeros((2, 0)), np.zeros(0), np.zeros(0))
    both = foretold(INDEX, none, Heard(levels, asked, np.ones(1)), np.array([1.0, 0.0]), 3)
    alone = foretold(
        INDEX, Heard(np.zeros((1, 0)), np.zeros(0), np.zeros(0)), Heard(levels[:1], asked, np.ones(1)), ONE, 3
    )
    assert both.log_density == pytest.approx(alone.log_density) and both.samples == pytest.approx(alone.samples)


def test_points_run_from_nought_to_a_hundred_between_the_ends_of_a_scale_whichever_way_it_lies():
    assert points(INDEX, np.array([5.0, 67.5])) == pytest.approx([0, 100])
    assert points(entry("index", (3, 7), (-8, -1)), np.array([5.0, -4.5])) == pytest.approx([0, 100])
    low, high = points(COUNT, np.array([22.0, 699.5]), 1.0), points(COUNT, np.array([44.5, 1399.5]), 2.0)
    assert low == pytest.approx([0, 100], abs=1e-9) and high == pytest.approx([0, 100], abs=1e-9)


def test_a_unit_is_as_many_points_as_the_slope_of_points_says():
    for one, at in ((INDEX, 30.0), (COUNT, 80.0)):
        slope = (points(one, np.array([at + 1e-3])) - points(one, np.array([at - 1e-3]))) / 2e-3
        assert points_per_unit(one, np.array([at])) == pytest.approx(slope, rel=1e-4)
