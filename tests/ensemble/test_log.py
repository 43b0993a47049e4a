"""The log of a run is small, says what happened, and gives the picture that a watcher sees."""

import json
import os
import time
from pathlib import Path

from groundswell.ensemble import BEFORE, LOG, Log, locked, picture, stored_runs, told
from groundswell.ensemble._log import MOST


class Clock:
    """Time that passes only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def begun(folder: Path, clock: Clock | None = None) -> Log:
    (folder / "made_from.json").write_text(json.dumps({"case": "two-harbours", "seed": 7}))
    log = Log(folder, clock or Clock())
    log.begin(case="two-harbours", seed=7, claims=["C01", "C02"])
    return log


def test_every_line_is_one_object_with_seconds_since_the_beginning(tmp_path: Path) -> None:
    clock = Clock()
    log = begun(tmp_path, clock)
    clock.now += 5
    log.stage("claims", 1, 2, {"read": 3, "written": 4})
    first, second = told(tmp_path)
    assert (first["event"], first["elapsed"], first["process"]) == ("began", 0.0, os.getpid())
    assert second == {"event": "stage", "elapsed": 5.0, "stage": "claims", "done": 1, "total": 2,
                      "store": {"read": 3, "written": 4}}  # fmt: skip


def test_a_stage_is_told_once_a_second_at_most_and_its_end_always(tmp_path: Path) -> None:
    clock = Clock()
    log = begun(tmp_path, clock)
    for done in range(1001):
        log.stage("drawing", done, 1000)
        clock.now += 0.01
    stages = [event for event in told(tmp_path) if event["event"] == "stage"]
    assert len(stages) <= 12 and stages[-1]["done"] == 1000


def test_a_day_is_told_in_few_lines(tmp_path: Path) -> None:
    clock = Clock()
    log = begun(tmp_path, clock)
    for done in range(86_400 // 5):
        log.stage("drawing", done, 86_400)
        clock.now += 5
    assert len(told(tmp_path)) < 3500


def test_a_log_that_is_full_still_tells_its_end(tmp_path: Path) -> None:
    log = begun(tmp_path)
    for _ in range(5):
        log.event("claim", text="x" * (MOST // 4))
    log.end("finished")
    assert (tmp_path / LOG).stat().st_size < MOST + 1000
    assert told(tmp_path)[-1]["state"] == "finished"


def test_the_log_before_is_kept_and_no_older_one(tmp_path: Path) -> None:
    for seed in (1, 2, 3):
        Log(tmp_path, Clock()).begin(seed=seed)
    assert told(tmp_path)[0]["seed"] == 3
    assert json.loads((tmp_path / BEFORE).read_text())["seed"] == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_a_torn_line_is_passed_over(tmp_path: Path) -> None:
    begun(tmp_path)
    with (tmp_path / LOG).open("ab") as file:
        file.write(b'{"event": "stage", "elap')
    assert [event["event"] for event in told(tmp_path)] == ["began"]
    assert picture(tmp_path).state == "died"


def test_nothing_is_seen_where_there_is_no_study(tmp_path: Path) -> None:
    assert picture(tmp_path) is None and picture(tmp_path / "nowhere") is None


def test_a_run_at_work_is_seen_with_its_stage_and_what_is_left(tmp_path: Path) -> None:
    clock = Clock()
    with locked(tmp_path):
        log = begun(tmp_path, clock)
        log.stage("claims", 0, 4)
        clock.now += 6
        log.event("claim", claim="C01", verdict="follows", share=0.97, seconds=6.0)
        log.stage("claims", 1, 4)
        seen = picture(tmp_path)
        assert (seen.state, seen.process, seen.stage.left) == ("running", os.getpid(), 18.0)
        assert [(one.claim, one.verdict, one.share) for one in seen.judged] == [("C01", "follows", 0.97)]
    assert picture(tmp_path).state == "died"
    log.end("stopped")
    assert picture(tmp_path).state == "stopped"


def test_a_clock_set_back_makes_nothing_negative_and_no_run_finished(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(json.dumps({"case": "two-harbours", "complete": True}))
    with locked(tmp_path):
        begun(tmp_path)
        ahead = time.time() + 86_400
        os.utime(tmp_path / LOG, (ahead, ahead))
        os.utime(tmp_path / "manifest.json", (ahead, ahead))
        assert picture(tmp_path).heard == 0.0
    assert picture(tmp_path).state == "died"
    assert stored_runs(tmp_path)[0].state == "unfinished"
