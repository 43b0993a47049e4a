"""Gates along the batch do what arms without mechanisms do, and cost no second program."""

import numpy as np
import pytest

from groundswell.ensemble import Ensemble
from groundswell.ledger import load_case
from groundswell.model import Diagram, compile_theory, simulate
from groundswell.verdict import ClaimRunner
from groundswell.verdict._gates import Gates

NAMES = ("M01", "M03")
READINGS = np.arange(5, 69)


@pytest.fixture(scope="module")
def runner():
    case = load_case("two-harbours")
    theory = compile_theory(case)
    return ClaimRunner(Ensemble(theory, 11), Diagram(theory.layout), case.claims.claims["C01"], case.claims.tolerance)


def without(runner, off):
    return np.all([r.holds for r in runner.results(runner.ensemble, READINGS, off)], axis=0)


@pytest.mark.parametrize("present", [(), ("M01",), ("M03",), NAMES])
def test_a_gate_that_is_shut_is_a_mechanism_that_is_removed(runner, present):
    gates = np.broadcast_to([name in present for name in NAMES], (1, len(READINGS), len(NAMES)))
    found = Gates(runner, NAMES, READINGS)(gates)[0]
    np.testing.assert_array_equal(found, without(runner, [n for n in NAMES if n not in present]))


def test_every_lane_has_gates_of_its_own(runner):
    shut = np.arange(len(READINGS)) % 2 == 0
    gates = np.stack([np.ones(len(READINGS), bool), ~shut], axis=1)[None]
    found = Gates(runner, NAMES, READINGS)(gates)[0]
    np.testing.assert_array_equal(found, np.where(shut, without(runner, ["M03"]), without(runner, [])))


def test_more_sets_of_premises_need_no_more_programs(runner):
    gates = Gates(runner, NAMES, READINGS)
    gates(np.ones((2, len(READINGS), 2), bool))
    before = simulate._cache_size()
    gates(np.random.default_rng(1).random((3, len(READINGS), 2)) < 0.5)
    assert simulate._cache_size() == before
