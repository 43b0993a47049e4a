"""Shuffled theories keep the structure and lose the meaning."""

from collections import Counter

import numpy as np
import pytest

from groundswell.ensemble import LANES, Ensemble
from groundswell.ledger import load_case
from groundswell.model import compile_theory
from groundswell.verdict._nulls import EACH, THEORIES, Shuffler


@pytest.fixture(scope="module")
def shuffled():
    theory = compile_theory(load_case("gaza-2007"))
    plain = Ensemble(theory, 3).readings(np.arange(LANES))
    return theory, plain, Shuffler(theory, 3)(plain, np.arange(LANES))


def test_there_are_at_least_fifty():
    assert THEORIES >= 50
    assert THEORIES * EACH % LANES == 0


def test_every_node_keeps_as_many_pushes_and_every_source_too(shuffled):
    theory, _, null = shuffled
    before = Counter(theory.layout.pushes[k].source for k in theory.wiring.push_order)
    for lane in (0, 50, 127):
        assert Counter(null.swap.source[:, lane].tolist()) == before


def test_readings_of_one_theory_share_their_wiring_and_theories_differ(shuffled):
    _, _, null = shuffled
    assert (null.swap.source[:, :EACH] == null.swap.source[:, :1]).all()
    assert (null.swap.source[:, 0] != null.swap.source[:, EACH]).any()


def test_shocks_and_drivers_stay_where_they_were(shuffled):
    theory, plain, null = shuffled
    pushes = [theory.layout.pushes[k] for k in theory.wiring.push_order]
    ours = np.array([push.kind == "mechanism" for push in pushes])
    sources = np.array([push.source for push in pushes])
    assert (null.swap.source[~ours] == sources[~ours, None]).all()
    assert np.array_equal(np.asarray(null.push)[~ours], np.asarray(plain.push)[~ours])


def test_half_of_the_signs_turn(shuffled):
    theory, plain, null = shuffled
    ours = np.array([theory.layout.pushes[k].kind == "mechanism" for k in theory.wiring.push_order])
    turned = (np.asarray(null.push)[ours] * np.asarray(plain.push)[ours] < 0).mean()
    assert turned == pytest.approx(0.5, abs=0.05)
    assert (null.swap.cause_sign > 0).mean() == pytest.approx(0.5, abs=0.05)
