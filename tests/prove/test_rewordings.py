"""The same theory in other words keeps its verdicts."""

import numpy as np
import pytest

from groundswell.ensemble import Ensemble
from groundswell.ledger import load_case
from groundswell.model import compile_theory
from groundswell.prove import REWORDINGS, rewordings
from groundswell.prove._case_files import read_files, write_files
from groundswell.prove._rewordings import renamed, reordered, split, with_an_island


@pytest.mark.parametrize("case", ["two-harbours", "gaza-2007"])
@pytest.mark.parametrize("one", REWORDINGS, ids=lambda one: one.says)
def test_a_reworded_case_has_no_faults(one, case, tmp_path):
    assert write_files(one.change(read_files(load_case(case).folder)), tmp_path).id == case


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    return write_files(read_files(load_case("gaza-2007").folder), tmp_path_factory.mktemp("case"))


def readings(case, change=None, folder=None):
    told = case if change is None else write_files(change(read_files(case.folder)), folder)
    theory = compile_theory(told)
    return theory, Ensemble(theory, seed=3).readings(np.arange(128))


def pushes(theory, reading):
    """Sum of sizes of the pushes of each mechanism on each node: {(mechanism, node): (readings,)}."""
    found = {}
    for number, size in zip(theory.wiring.push_order, np.asarray(reading.push), strict=True):
        push = theory.layout.pushes[number]
        key = push.mechanism, str(push.target.node), push.target.strength
        found[key] = found.get(key, 0) + size
    return found


def test_order_leaves_every_number_of_a_reading_alone(case, tmp_path):
    before, after = readings(case)[1], readings(case, reordered, tmp_path)[1]
    assert all(np.array_equal(a, b) for a, b in zip(before[:4], after[:4], strict=True))


@pytest.mark.parametrize("change", [split, with_an_island], ids=["twice at half strength", "an island"])
def test_the_pushes_on_every_node_stay_what_they_were(change, case, tmp_path):
    before, after = pushes(*readings(case)), pushes(*readings(case, change, tmp_path))
    assert all(np.allclose(after[key], size, rtol=1e-4) for key, size in before.items())


def test_other_names_draw_other_numbers_of_the_same_law(case, tmp_path):
    before, after = (
        np.sort(np.asarray(r.fade).ravel()) for _, r in (readings(case), readings(case, renamed, tmp_path))
    )
    assert not np.array_equal(before, after) and abs(before.mean() - after.mean()) < 0.005


@pytest.mark.slow
def test_no_rewording_moves_a_verdict_of_the_invented_case():
    assert [fault for kept in rewordings(load_case("two-harbours"), readings=256) for fault in kept.faults()] == []
