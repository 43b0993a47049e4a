"""One compiled case and its readings, shared by the tests of the model."""

import numpy as np
import pytest

from groundswell.ensemble import LANES, Ensemble
from groundswell.ledger import load_case
from groundswell.model import compile_theory


@pytest.fixture(scope="session")
def case():
    return load_case("gaza-2007")


@pytest.fixture(scope="session")
def theory(case):
    return compile_theory(case)


@pytest.fixture(scope="session")
def ensemble(theory):
    return Ensemble(theory, seed=5)


@pytest.fixture(scope="session")
def index():
    return np.arange(LANES)


@pytest.fixture(scope="session")
def history(theory, ensemble, index):
    """Values of every stored node in the baseline: (nodes, readings, months)."""
    from groundswell.model import baseline

    return ensemble.run_stored(baseline(theory.layout), index)
