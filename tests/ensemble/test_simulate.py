"""Trajectories for looking at."""

import numpy as np
import pytest

import groundswell
from groundswell.ledger import Remove


@pytest.fixture(scope="module")
def case():
    return groundswell.load_case("two-harbours")


@pytest.fixture(scope="module")
def baseline(case):
    return groundswell.simulate(case, readings=4, seed=1)


def test_nodes_are_named_dated_and_described(case, baseline):
    support = baseline["support(A_anchor_party)"]
    assert support.dims == ("reading", "month") and support.shape == (4, 72)
    assert support.attrs["scale"] == "share" and "backs a party" in support.attrs["long_name"]
    assert baseline.month.values[[0, -1]].astype("datetime64[M]").astype(str).tolist() == ["2028-01", "2033-12"]


def test_an_arm_of_a_claim_meets_the_same_chance(case, baseline):
    arm = groundswell.simulate(case, readings=4, seed=1, arm="C02/nobody-goes-over")
    assert (arm["grievance(A_town)"] == baseline["grievance(A_town)"]).all()
    assert float((baseline - arm)["support(A_lantern_party)"].isel(month=40).mean()) > 0


def test_changes_of_the_ledger_do_the_same_as_the_arm_that_holds_them(case):
    named = groundswell.simulate(case, readings=2, seed=1, arm="C02/nobody-goes-over")
    given = groundswell.simulate(case, readings=2, seed=1, arm=[Remove("M04")])
    assert all((named[name] == given[name]).all() for name in named)


def test_a_reading_is_the_same_whoever_runs_beside_it(case, baseline):
    alone = groundswell.simulate(case, readings=[2], seed=1)
    np.testing.assert_array_equal(alone["support(A_anchor_party)"][0], baseline["support(A_anchor_party)"][2])


def test_an_unknown_arm_is_refused_with_the_nearest(case):
    with pytest.raises(KeyError, match="did you mean C02/nobody-goes-over"):
        groundswell.simulate(case, arm="C02/nobody-goes")


def test_no_readings_are_refused(case):
    with pytest.raises(ValueError, match="at least one reading"):
        groundswell.simulate(case, readings=0)
