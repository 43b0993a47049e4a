"""Shares settle as readings are added, and a study can go on until they have."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.ledger import load_case
from groundswell.verdict import ClaimVerdict, interval, study
from groundswell.verdict._settling import needed, settling, wide


def claim(share, size, word="contingent"):
    return ClaimVerdict("C01", "A.", (), word, share=share, interval=interval(share, size), effective=size)


@given(share=st.floats(0, 1), width=st.floats(0.01, 0.5))
def test_as_many_readings_as_are_called_needed_are_enough(share, width):
    low, high = interval(share, needed([claim(share, 50)], width))
    assert high - low < width


def test_the_last_point_rests_on_all_readings_and_the_interval_narrows():
    holds = np.arange(1000) % 3 == 0
    points = settling(holds, np.full(1000, 1e-3))
    assert points[-1][:2] == (1000, pytest.approx(holds.mean()))
    assert np.all(np.diff([high - low for _, _, low, high in points]) < 0)


def test_claims_without_a_share_have_no_interval_to_narrow():
    claims = [claim(0.5, 10, "no route"), claim(0.5, 10), claim(0.99, 4000)]
    assert wide(claims, 0.05) == [claims[1]]


@pytest.mark.slow
def test_a_study_draws_on_until_intervals_are_narrow_or_says_that_it_stopped():
    case = load_case("two-harbours")
    enough = study(case, readings=256, claims=["C02"], until_width=0.1, bare=True)
    assert enough.too_wide == () and 256 < enough.drawn < 4096
    short = study(case, readings=256, claims=["C02"], until_width=0.02, most=512, bare=True)
    assert short.too_wide == ("C02",) and short.drawn == 512
