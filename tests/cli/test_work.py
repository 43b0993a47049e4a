"""Every long verb tells its run to the folder that it writes to, and says where its time went."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from entering import ENTER, PATIENCE
from typer.testing import CliRunner

from groundswell.cli._app import build
from groundswell.cli._work import at_work
from groundswell.ensemble import TELLING, locked, told

RESOLVE = ("resolve", "two-harbours", "--sizes", "1,4", "--readings", "2", "--judge-up-to", "0")


def watched(*words: str):
    return CliRunner().invoke(build(), ["watch", *words])


def test_a_verb_at_work_is_seen_and_its_end_is_told(tmp_path: Path) -> None:
    with at_work("resolve", tmp_path, False, case="two-harbours", seed=7) as work:
        work.teller.stage("resolutions", 1, 3)
        seen = json.loads(watched(str(tmp_path), "--once", "--json").output)
    assert (seen["state"], seen["verb"], seen["case"], seen["seed"]) == ("running", "resolve", "two-harbours", 7)
    assert (seen["process"], seen["stage"]["done"], seen["asked"]) == (os.getpid(), 1, None)
    after = watched(str(tmp_path))
    assert after.exit_code == 0 and "finished" in after.output and "claims" not in after.output


def test_a_verb_that_fails_says_why_and_one_that_was_stopped_says_so(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), at_work("prove", tmp_path, False):
        raise RuntimeError("a reason")
    assert told(tmp_path)[-1]["why"] == "RuntimeError: a reason"
    with at_work("compare", tmp_path, False) as work:
        work.stopped = True
    assert told(tmp_path)[-1]["state"] == "stopped"
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what was stopped does not hear Ctrl-C any more


def test_two_runs_do_not_tell_to_one_folder_at_once(tmp_path: Path) -> None:
    with locked(tmp_path, TELLING):
        done = CliRunner().invoke(build(), ["prove", "--seeds", "1", "--out", str(tmp_path)])
    assert done.exit_code == 2 and "another run is at work here" in done.output
    assert not (tmp_path / "log.jsonl").exists()


def test_without_a_folder_nothing_is_left_and_the_time_is_shown(tmp_path: Path, capsys) -> None:
    with at_work("explain", None, True) as work:
        work.writing()
    assert "seconds went" in capsys.readouterr().err and list(tmp_path.iterdir()) == []


def test_the_log_of_another_verb_does_not_change_how_a_study_is_listed(tmp_path: Path) -> None:
    (tmp_path / "made_from.json").write_text('{"case": "two-harbours", "seed": 7}')
    (tmp_path / "manifest.json").write_text('{"case": "two-harbours", "seed": 7, "complete": true}')
    with pytest.raises(RuntimeError), at_work("compare", tmp_path, False):
        raise RuntimeError("a reason")
    done = CliRunner().invoke(build(), ["runs", str(tmp_path), "--json"])
    assert json.loads(done.output)[0]["state"] == "finished"


def test_a_resolution_leaves_its_log_and_its_account_beside_its_files(groundswell, tmp_path: Path) -> None:
    done = groundswell(*RESOLVE, "--profile", "--out", "settling", at=tmp_path)
    assert done.returncode == 0, done.stderr
    folder = tmp_path / "settling"
    names = {"settling.json", "settling.svg", "log.jsonl", "profile.json", TELLING}
    assert {file.name for file in folder.iterdir()} == names
    events = told(folder)
    assert events[0]["sizes"] == [1, 4] and events[-1]["state"] == "finished"
    places = [place["name"] for place in json.loads((folder / "profile.json").read_text())["places"]]
    assert {"resolutions", "writing"} <= set(places)


@pytest.mark.slow
def test_a_comparison_is_followed_to_its_violent_end(surroundings, tmp_path: Path) -> None:
    command = [sys.executable, "-c", ENTER]
    pipes = {"cwd": tmp_path, "env": surroundings, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*command, "compare", "two-harbours", "--readings", "64", "--out", "c"], **pipes) as run:
        assert run.stderr is not None
        next(line for line in run.stderr if line.startswith("compiling"))
        with subprocess.Popen([*command, "watch", "c", "--every", "0.1"], **pipes) as watch:
            assert watch.stdout is not None
            first = watch.stdout.readline()
            os.kill(run.pid, signal.SIGKILL)
            run.communicate()
            rest, said = watch.communicate(timeout=PATIENCE)
    assert first.startswith("running"), first + said
    assert watch.returncode == 1 and "died" in rest and "goes on from here" not in rest
