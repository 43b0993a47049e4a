"""The compiled model agrees with plain loops over the mechanisms, written from its description."""

import jax
import numpy as np
import pytest
from plain_loops import PlainLoops

from groundswell.ledger import Drop, Remove
from groundswell.model import arm_of


@pytest.mark.parametrize(
    "changes", [(), (Remove("M02"),), (Drop("E19"), Remove("M24"))], ids=["baseline", "M02", "E19"]
)
def test_paths_agree_with_plain_loops(theory, ensemble, index, changes):
    months, lane = 120, 7
    arm = arm_of(theory.layout, changes)
    seen = ensemble.run_stored(arm, index, months)[:, lane]
    one = jax.tree.map(lambda array: np.asarray(array)[..., lane], ensemble.readings(index))
    slow = PlainLoops(theory, arm).run(one, months).T
    assert np.abs(seen - slow).max() / (1 + np.abs(slow).max()) < 1e-4
