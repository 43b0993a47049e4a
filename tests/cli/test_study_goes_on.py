"""A study that was killed goes on where it stopped and ends with the same bits; GROUNDSWELL_KILLS says how often."""

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import xarray
from entering import ENTER

KILLS = int(os.environ.get("GROUNDSWELL_KILLS", "3"))
WORDS = ("study", "two-harbours", "--readings", "512", "--out", "study")


def result(folder: Path) -> tuple[dict, xarray.Dataset]:
    """What a finished study says, without its times."""
    verdicts = json.loads((folder / "verdicts.json").read_text())
    return verdicts, xarray.open_zarr(folder / "trajectories.zarr").load()


def killed(at: Path, surroundings: dict[str, str], delay: float) -> bool:
    """Start the study and kill it some seconds after it began to draw; whether it was still at work."""
    command = [sys.executable, "-c", ENTER, *WORDS]
    with subprocess.Popen(command, cwd=at, env=surroundings, text=True, stderr=subprocess.PIPE) as process:
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith("compiling"):
                break
        try:
            process.wait(delay)
            return False
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            return True


@pytest.mark.slow
def test_a_killed_study_ends_with_the_bits_of_an_unbroken_one(groundswell, surroundings, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole", tmp_path / "broken"
    whole.mkdir()
    broken.mkdir()
    assert groundswell(*WORDS, at=whole).returncode == 0
    instants = random.Random(2007)
    kills = sum(killed(broken, surroundings, instants.uniform(0.05, 4.0)) for _ in range(KILLS))
    assert groundswell(*WORDS, at=broken).returncode == 0
    print(f"\n{kills} of {KILLS} kills found the study at work")
    assert kills >= 1
    mine, theirs = result(broken / "study"), result(whole / "study")
    assert mine[0] == theirs[0]
    assert mine[1].identical(theirs[1])


@pytest.mark.slow
def test_more_readings_and_claims_are_added_to_what_is_there(groundswell, tmp_path: Path) -> None:
    first = ("study", "two-harbours", "--readings", "256", "--claims", "C01", "--out", "study")
    more = ("study", "two-harbours", "--readings", "512", "--out", "study")
    assert groundswell(*first, at=tmp_path).returncode == 0
    store = tmp_path / "study" / "ensemble.zarr"
    before = {file: file.stat().st_mtime_ns for file in store.rglob("c/*") if file.is_file()}
    assert groundswell(*more, at=tmp_path).returncode == 0
    assert all(file.stat().st_mtime_ns == time for file, time in before.items())
    fresh = groundswell(*more[:-1], "fresh", at=tmp_path)
    assert fresh.returncode == 0
    assert result(tmp_path / "study")[0] == result(tmp_path / "fresh")[0]


def test_another_seed_is_refused_in_the_same_folder(groundswell, tmp_path: Path) -> None:
    (tmp_path / "study").mkdir()
    (tmp_path / "study" / "made_from.json").write_text(json.dumps({"case": "two-harbours", "seed": 1}))
    done = groundswell(*WORDS, at=tmp_path)
    assert done.returncode == 2
    assert "seed: now 2007, there 1" in done.stderr and "Traceback" not in done.stderr


def test_runs_lists_studies_with_their_state(groundswell, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "half"
    folder.mkdir(parents=True)
    (folder / "made_from.json").write_text(json.dumps({"case": "two-harbours", "seed": 7}))
    done = groundswell("runs", "--json", at=tmp_path)
    (found,) = json.loads(done.stdout)
    assert (found["case"], found["seed"], found["state"]) == ("two-harbours", 7, "unfinished")
    assert found["bytes"] > 0
