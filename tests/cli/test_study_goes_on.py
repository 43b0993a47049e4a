"""A study that was killed goes on where it stopped and ends with the same bits; GROUNDSWELL_KILLS says how often."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import xarray
from entering import ENTER

from groundswell.ledger import cases

KILLS = int(os.environ.get("GROUNDSWELL_KILLS", "20"))
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
    instants, kills = random.Random(2007), 0
    while kills < KILLS:
        if killed(broken, surroundings, instants.uniform(0.05, 2.5)):
            kills += 1
        else:  # it had come to its end: the rest of the kills meet one that starts anew
            assert kills, "the study is over before it can be killed"
            shutil.rmtree(broken / "study")
    assert groundswell(*WORDS, at=broken).returncode == 0
    mine, theirs = result(broken / "study"), result(whole / "study")
    assert mine[0] == theirs[0]
    assert mine[1].identical(theirs[1])


def chunks(folder: Path) -> dict[str, int]:
    """How many chunks of its store the last run read and wrote, as its log tells."""
    lines = (folder / "log.jsonl").read_text(encoding="utf-8").splitlines()
    return next(found["store"] for line in reversed(lines) if "store" in (found := json.loads(line)))


@pytest.mark.slow
def test_more_readings_and_claims_are_added_to_what_is_there(groundswell, tmp_path: Path) -> None:
    first = ("study", "two-harbours", "--readings", "256", "--claims", "C01", "--out", "study")
    more = ("study", "two-harbours", "--readings", "512", "--out", "study")
    assert groundswell(*first, at=tmp_path).returncode == 0
    store = tmp_path / "study" / "ensemble.zarr"
    before = {file: file.stat().st_mtime_ns for file in store.rglob("c/*") if file.is_file()}
    assert groundswell(*more, at=tmp_path).returncode == 0
    assert all(file.stat().st_mtime_ns == time for file, time in before.items())
    added = chunks(tmp_path / "study")["written"]
    fresh = groundswell(*more[:-1], "fresh", at=tmp_path)
    assert fresh.returncode == 0
    assert result(tmp_path / "study")[0] == result(tmp_path / "fresh")[0]
    assert 0 < added < chunks(tmp_path / "fresh")["written"]
    assert groundswell(*more, at=tmp_path).returncode == 0
    assert chunks(tmp_path / "study")["written"] == 0


CLAIM = """  - id: C04
    paraphrase: "Fewer helpers, fewer marches."
    paragraphs: [p8]
    mechanisms: [M05]
    against: []
    test:
      outcome: {var: v_mobilisation, of: A_town, at: "end of 2031"}
      arms:
        - {target: v_org_strength, of: A_lantern_party, change: "halve", detail: "half the helpers", expect: lower}
      expect: {direction: lower, detail: "fewer marches"}

predictions:
"""
TEST = """  C04:
    says: "Fewer helpers, fewer marches."
    outcome: mobilisation(A_town) at 2031-12
    arms:
      - id: half-the-helpers
        says: "half the helpers"
        change: [{scale: "org_strength(A_lantern_party)", by: 0.5, from: start}]
        expect: lower
        then: unbounded(mobilisation(A_town) at 2031-12) lower than baseline by tolerance
    window: "end of 2031"
    reason: "the same winter as for C01"
"""
ARM = """      - id: full-hands
        says: "leaders do not mind lean trade"
        change: [{remove: M01}]
        expect: lower
        then: unbounded(support(A_lantern_party) at 2031-12) lower than baseline by tolerance
"""


def put(file: Path, before: str, new: str) -> None:
    """Put some lines before others of a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1
    file.write_text(text.replace(before, new + before), encoding="utf-8")


@pytest.mark.slow
def test_a_claim_and_an_arm_are_added_to_a_finished_study(groundswell, tmp_path: Path) -> None:
    shutil.copytree(cases()["two-harbours"], tmp_path / "case")
    words = ("study", "case", "--readings", "64", "--out")
    assert groundswell(*words, "study", at=tmp_path).returncode == 0
    claims, ledger = tmp_path / "case" / "claims.yaml", tmp_path / "case" / "ledger.yaml"
    put(ledger, "predictions:\n", CLAIM.removesuffix("predictions:\n"))
    claims.write_text(claims.read_text(encoding="utf-8").rstrip() + "\n" + TEST, encoding="utf-8")
    stated = '      expect: {direction: lower, detail: "those who leave stay at home"}\n'
    put(ledger, stated, '        - {target: M01, change: remove, detail: "hands stay full", expect: lower}\n')
    put(claims, '    window: "end of 2031"\n    reason: "the same winter as for C01"\n  C03', ARM)
    done = groundswell(*words, "study", at=tmp_path)
    assert done.returncode == 0, done.stderr
    added = chunks(tmp_path / "study")
    assert groundswell(*words, "fresh", at=tmp_path).returncode == 0
    assert result(tmp_path / "study")[0] == result(tmp_path / "fresh")[0]
    assert added["written"] < chunks(tmp_path / "fresh")["written"] / 2 < added["read"]


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
