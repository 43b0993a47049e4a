"""Every state stays inside its scale, and shares of one whole sum to one."""

import numpy as np
import pytest

from groundswell.ledger import load_case
from groundswell.model import arm_of

HOLDS = ["C01", "C07", "C16", "C26", "C29"]


def values(theory, seen):
    return dict(zip(theory.layout.nodes, seen, strict=True))


def whole(theory, seen, name):
    """The sum of the shares that are held of one whole, at every step."""
    state = values(theory, seen)
    return sum(state[key].astype(np.float64) for key in theory.layout.groups[name])


def test_everything_is_finite(history):
    assert np.isfinite(history).all()


def test_values_stay_inside_their_scales(theory, history):
    for key, seen in values(theory, history).items():
        scale = theory.layout.scale(key)
        low, high = {"unit01": (0, 1), "signed01": (-1, 1)}.get(scale, (0, np.inf))
        assert low <= seen.min() and seen.max() <= high, key


def test_what_is_held_of_a_whole_and_what_is_not_sum_to_one(theory, history):
    for name in theory.layout.groups:
        held = whole(theory, history, name)
        assert held.min() >= 0
        assert held.max() <= 1 + 1e-6, name


@pytest.mark.parametrize("claim", HOLDS)
def test_shares_sum_under_arms_that_hold_nodes(theory, ensemble, index, claim):
    changes = load_case("gaza-2007").claims.claims[claim].arms[0].changes
    from groundswell.model import runs_of

    seen = ensemble.run_stored(arm_of(theory.layout, runs_of(changes)[0]), index)
    assert np.isfinite(seen).all()
    for name in theory.layout.groups:
        assert whole(theory, seen, name).max() <= 1 + 1e-6, name


def test_a_share_and_its_rest_are_exact_at_every_step(theory, ensemble, index):
    """With "none" counted from the same coordinates, the sum is one to 1e-6."""
    from groundswell.model._state import unit

    reading = ensemble.readings(index)
    luck = np.random.default_rng(1)
    for _ in range(20):
        z = reading.rest + luck.normal(0, 3, reading.rest.shape).astype(np.float32)
        u = np.asarray(unit(theory.wiring, z), np.float64)
        e = np.exp(np.asarray(z, np.float64))
        for members in theory.layout.groups.values():
            rows = [theory.layout.node_index[key] for key in members]
            none = 1 / (1 + e[rows].sum(0))
            assert np.abs(u[rows].sum(0) + none - 1).max() < 1e-6
