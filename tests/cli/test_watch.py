"""A study in an awkward place, its log, its account of time, and how it looks from a second terminal."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from entering import ENTER, PATIENCE
from typer.testing import CliRunner

import groundswell as library
from groundswell.cli._app import build
from groundswell.ensemble import locked, told
from groundswell.report import as_json, verdicts_document

STUDY = ("study", "two-harbours", "--readings", "64", "--profile", "--out")
PLACE = "a study in Ünterwegs, гавань 港"


@pytest.fixture(scope="module")
def awkward(groundswell, tmp_path_factory):
    """A study in a linked folder with spaces and letters of three scripts, where nothing is said about letters."""
    folder = tmp_path_factory.mktemp("awkward")
    (folder / PLACE).mkdir()
    (folder / "link").symlink_to(PLACE)
    plain = "import os; os.environ.update(LC_ALL='C', TZ='Pacific/Kiritimati'); import time; time.tzset()"
    run = groundswell(*STUDY, f"link/{PLACE}", at=folder, first=plain)
    return SimpleNamespace(run=run, folder=folder / PLACE / PLACE, link=folder / "link" / PLACE)


def watched(*words: str):
    return CliRunner().invoke(build(), ["watch", *words])


def test_its_bits_are_those_of_a_study_that_is_neither_told_nor_measured(awkward) -> None:
    assert awkward.run.returncode == 0, awkward.run.stderr
    found = library.study(library.load_case("two-harbours"), readings=64)
    assert (awkward.folder / "verdicts.json").read_text(encoding="utf-8") == as_json(verdicts_document(found))


def test_the_account_of_time_adds_up_and_names_every_claim(awkward) -> None:
    found = json.loads((awkward.folder / "profile.json").read_text(encoding="utf-8"))
    names = [place["name"] for place in found["places"]]
    assert {"drawing readings", "C01", "C02", "C03", "writing"} <= set(names)
    assert sum(found["phases"].values()) == pytest.approx(found["seconds"], abs=0.01)
    assert sum(place["seconds"] for place in found["places"]) == pytest.approx(found["seconds"], abs=0.02)
    assert all(found["phases"][phase] > 0 for phase in ("simulate", "verdict", "store", "write"))
    assert "seconds went" in awkward.run.stderr and "profile.json" in awkward.run.stderr


def test_the_log_tells_each_claim_with_its_share_and_cost(awkward) -> None:
    events = told(awkward.folder)
    verdicts = json.loads((awkward.folder / "verdicts.json").read_text(encoding="utf-8"))["claims"]
    assert events[0]["event"] == "began" and events[0]["claims"] == ["C01", "C02", "C03"]
    claims = [(one["claim"], one["verdict"], one["share"]) for one in events if one["event"] == "claim"]
    assert claims == [(one["id"], one["verdict"], one["share"] or 0.0) for one in verdicts]
    assert events[-1]["event"] == "ended" and events[-1]["state"] == "finished"
    assert max(one["store"]["written"] for one in events if "store" in one) > 0
    assert [one["elapsed"] for one in events] == sorted(one["elapsed"] for one in events)


def test_progress_says_what_a_claim_costs(awkward) -> None:
    assert "claims: 3 of 3, " in awkward.run.stderr and " s each" in awkward.run.stderr


def test_a_finished_study_is_shown_and_left_with_zero(awkward) -> None:
    seen = watched(str(awkward.link))
    assert seen.exit_code == 0 and "finished" in seen.output and "C02" in seen.output
    found = json.loads(watched(str(awkward.folder), "--once", "--json").output)
    assert (found["state"], found["locked"], found["asked"], len(found["judged"])) == ("finished", False, 3, 3)
    assert found["judged"][0]["claim"] == "C01" and found["judged"][0]["seconds"] > 0


@pytest.mark.parametrize(
    ("end", "code", "state"), [(None, 1, "died"), ("stopped", 130, "stopped"), ("failed", 1, "failed")]
)
def test_a_study_that_ended_early_is_told_by_its_exit_code(tmp_path: Path, end, code: int, state: str) -> None:
    (tmp_path / "made_from.json").write_text('{"case": "two-harbours", "seed": 7}')
    lines = [{"event": "began", "elapsed": 0.0, "process": 1, "claims": ["C01"]}]
    lines += [] if end is None else [{"event": "ended", "elapsed": 3.0, "state": end, "why": "OSError: a reason"}]
    (tmp_path / "log.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n")
    seen = watched(str(tmp_path))
    assert seen.exit_code == code and state in seen.output
    assert ("a reason" in seen.output) == (end == "failed")


def test_where_there_is_no_study_the_way_to_one_is_told(awkward, tmp_path: Path) -> None:
    assert watched(str(tmp_path)).exit_code == 2
    assert watched(str(tmp_path / "nowhere")).exit_code == 2
    near = watched(str(awkward.folder.parent))
    assert near.exit_code == 2 and PLACE in near.output


def test_looking_changes_nothing(awkward) -> None:
    before = {file: file.stat().st_mtime_ns for file in awkward.folder.rglob("*")}
    watched(str(awkward.folder), "--once")
    assert before == {file: file.stat().st_mtime_ns for file in awkward.folder.rglob("*")}


def test_a_study_that_is_being_written_is_at_work_until_its_lock_is_free(awkward) -> None:
    with locked(awkward.folder):
        assert json.loads(watched(str(awkward.folder), "--once", "--json").output)["state"] == "running"


@pytest.mark.slow
def test_a_study_is_followed_to_its_violent_end(surroundings, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    command = [sys.executable, "-c", ENTER]
    pipes = {"cwd": tmp_path, "env": surroundings, "text": True, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*command, *STUDY, "out"], **pipes) as study:
        assert study.stderr is not None
        next(line for line in study.stderr if line.startswith("compiling"))
        with subprocess.Popen([*command, "watch", "out", "--every", "0.1"], **pipes) as watch:
            assert watch.stdout is not None
            first = watch.stdout.readline()
            os.kill(study.pid, signal.SIGKILL)
            study.communicate()
            rest, said = watch.communicate(timeout=PATIENCE)
    assert first.startswith("running"), first + said
    assert watch.returncode == 1 and "died" in rest
