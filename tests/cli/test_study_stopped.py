"""Ctrl-C during `groundswell study`."""

import json

GOING_ON = {".groundswell.lock", ".groundswell.log.lock", "ensemble.zarr", "log.jsonl", "made_from.json"}
"""What the next run takes up."""

STUDY = ("study", "two-harbours", "--readings", "64", "--out", "out")


def test_what_is_finished_is_written_and_says_so(interrupted, tmp_path):
    code, said = interrupted(*STUDY, at=tmp_path, after="claims: 1 of 3")
    assert code == 130, said
    found = json.loads((tmp_path / "out" / "verdicts.json").read_text(encoding="utf-8"))
    assert found["complete"] is False and 1 <= len(found["claims"]) < 3
    assert f"{len(found['claims'])} of 3 claims are judged" in said
    assert "stopped before it was finished" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Traceback" not in said


def test_more_presses_spoil_nothing(interrupted, tmp_path):
    code, said = interrupted(*STUDY, at=tmp_path, after="claims: 1 of 3", times=6)
    assert code == 130 and "Traceback" not in said
    left = sorted(path.name for path in tmp_path.glob("out/*") if path.name not in GOING_ON)
    assert left in ([], ["manifest.json", "report.html", "trajectories.zarr", "verdicts.json"])
    for name in left:
        if name.endswith(".json"):
            json.loads((tmp_path / "out" / name).read_text(encoding="utf-8"))


def test_before_the_first_claim_only_what_was_computed_is_kept(interrupted, tmp_path):
    code, said = interrupted(*STUDY, at=tmp_path, after="drawing readings")
    assert code == 130 and "The same command goes on from here" in said and "Traceback" not in said
    assert {path.name for path in (tmp_path / "out").iterdir()} <= GOING_ON
