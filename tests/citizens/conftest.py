"""The sample case as it is and with people who are all alike, compiled once."""

from dataclasses import replace

import numpy as np
import pytest

from groundswell.ensemble import Ensemble
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory

ALIKE = {"joining": {"v_mobilisation": "a share of people who take part"}}
"""People who differ in nothing but luck and nerve, and live in one locality."""


@pytest.fixture(scope="session")
def harbours():
    return load_case("two-harbours")


@pytest.fixture(scope="session")
def alike(harbours):
    return replace(harbours, priors={**harbours.priors, "citizens": ALIKE})


@pytest.fixture(scope="session")
def theory(harbours):
    return compile_theory(harbours)


@pytest.fixture(scope="session")
def run():
    """Histories (stored nodes, readings, months) of the baseline, or of an arm, at a resolution."""
    theories: dict = {}

    def history(case, resolution, readings=4, months=36, seed=5, arm=None, step="month", index=None):
        theory = theories.setdefault(id(case), (case, compile_theory(case)))[1]
        ensemble = Ensemble(theory, seed, resolution=resolution, step=step)
        index = np.arange(readings) if index is None else index
        return ensemble.run_stored(baseline(theory.layout) if arm is None else arm, index, months)

    return history
