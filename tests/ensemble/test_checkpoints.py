"""A long history of citizens that is killed goes on from its last checkpoint and ends with the same bits."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from groundswell.ensemble import Ensemble, Often, _resolved, opened
from groundswell.ensemble._checkpoint import PLACE, forget
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory

N, MONTHS, INDEX = 1000, 36, np.arange(2)
OFTEN = Often(months=6, seconds=0, citizens=0)

KILLED = """
import os, signal, sys
import numpy as np
from groundswell.ensemble import Ensemble, Often, _checkpoint, opened
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory

write = _checkpoint._write
def write_or_die(group, name, array):
    if group.name.endswith("-18") and name == "3":
        os.kill(os.getpid(), signal.SIGKILL)
    write(group, name, array)
_checkpoint._write = write_or_die
theory = compile_theory(load_case("two-harbours"))
ensemble = Ensemble(theory, 5, kept=opened(sys.argv[1]), resolution=1000, often=Often(months=6, seconds=0, citizens=0))
ensemble.run_stored(baseline(theory.layout), np.arange(2), 36)
"""


@pytest.fixture(scope="module")
def theory():
    return compile_theory(load_case("two-harbours"))


@pytest.fixture(scope="module")
def unbroken(theory):
    return Ensemble(theory, 5, resolution=N).run_stored(baseline(theory.layout), INDEX, MONTHS)


@pytest.fixture
def stretches(monkeypatch):
    """Months of the calendar at which stretches of the next runs begin."""
    found = []

    def noted(*given):
        found.append(int(given[6]))
        return stretch(*given)

    stretch = _resolved.stretch_populated
    monkeypatch.setattr(_resolved, "stretch_populated", noted)
    return found


def run(theory, folder, often=OFTEN):
    ensemble = Ensemble(theory, 5, kept=opened(folder), resolution=N, often=often)
    return ensemble.run_stored(baseline(theory.layout), INDEX, MONTHS)


def test_a_kill_within_a_checkpoint_costs_the_months_since_the_one_before(theory, unbroken, stretches, tmp_path):
    path = {"PYTHONPATH": str(Path(__file__).parents[2] / "src")}
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], env={**os.environ, **path})
    assert done.returncode == -signal.SIGKILL
    assert np.array_equal(run(theory, tmp_path), unbroken)
    assert stretches == [13, 19, 25, 31]


def test_a_history_in_stretches_has_the_bits_of_an_unbroken_one(theory, unbroken, stretches, tmp_path):
    assert np.array_equal(run(theory, tmp_path), unbroken)
    assert stretches == [0, 7, 13, 19, 25, 31]


def test_a_complete_history_is_read_and_not_run_again(theory, unbroken, stretches, tmp_path):
    run(theory, tmp_path)
    stretches.clear()
    assert np.array_equal(run(theory, tmp_path), unbroken)
    assert not stretches


def test_a_torn_checkpoint_is_passed_over(theory, unbroken, stretches, tmp_path):
    run(theory, tmp_path)
    stretches.clear()
    for file in (tmp_path / PLACE).rglob("*"):
        if file.is_file() and "-" in file.relative_to(tmp_path / PLACE).parts[0]:
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    assert np.array_equal(run(theory, tmp_path), unbroken)
    assert stretches == [0, 7, 13, 19, 25, 31]


def test_short_runs_and_those_without_a_store_keep_none(theory, unbroken, stretches, tmp_path):
    assert np.array_equal(run(theory, tmp_path, Often()), unbroken)
    assert stretches == [0]
    assert not (tmp_path / PLACE).exists()


def test_a_store_forgets_its_checkpoints_when_the_study_is_done(theory, tmp_path):
    run(theory, tmp_path)
    assert (tmp_path / PLACE).exists()
    forget(opened(tmp_path))
    assert not (tmp_path / PLACE).exists()
