"""Shares of weighted readings."""

import numpy as np

from groundswell.verdict import weighted_share


def test_a_share_of_everything_is_one_and_not_more_however_the_weights_round():
    for size in range(2, 400):
        weight = np.random.default_rng(size).random(size)
        assert 0.999999 < weighted_share(weight / weight.sum(), np.ones(size, bool)) <= 1


def test_a_share_is_the_weight_of_what_holds():
    assert weighted_share(np.array([0.5, 0.3, 0.2]), np.array([True, False, True])) == 0.7
