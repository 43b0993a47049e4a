"""What grows faster than linearly is told from what the scatter of the points leaves open."""

import numpy as np
import pytest

scaling = pytest.importorskip("scaling")


def growth(exponent: float, scatter: float = 0.0):
    amounts = np.array([1, 2, 4, 8, 16])
    noise = np.exp(scatter * np.array([1, -1, 1, -1, 1]))
    return scaling.Growth("things", amounts.tolist(), (amounts**exponent * noise).tolist(), "")


def test_the_exponent_of_a_power_is_that_power():
    assert growth(0.8).exponent == pytest.approx((0.8, 0.8, 0.8))


def test_what_grows_faster_than_linearly_is_said_to():
    assert growth(1.3).verdict == "faster than linearly"
    assert growth(1.0).verdict == "no faster than linearly"


def test_scatter_widens_the_interval_and_leaves_the_question_open():
    _, low, high = growth(1.2, 0.5).exponent
    assert low < 1 < high and growth(1.2, 0.5).verdict == "open"
