"""`groundswell compare` and `groundswell explain` from end to end on the small case."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from groundswell.report import compare_schema, verdicts_schema

SHIPPED = Path(__file__).parents[2] / "src/groundswell/cases/two_harbours"


@pytest.fixture(scope="module")
def compared(groundswell, tmp_path_factory):
    folder = tmp_path_factory.mktemp("compared")
    run = groundswell("compare", "two-harbours", "--readings", "64", "--claims", "C01", at=folder)
    return run, folder / "out" / "two-harbours"


def test_it_ends_well_and_leaves_a_page_a_document_and_a_manifest(compared):
    run, folder = compared
    assert run.returncode == 0, run.stderr
    names = {path.name for path in folder.iterdir() if not path.name.startswith(".")}
    assert names == {"compare.json", "compare.html", "compare-manifest.json", "log.jsonl"}
    document = json.loads((folder / "compare.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, compare_schema())
    assert document["complete"] and [claim["id"] for claim in document["claims"]] == ["C01"]
    assert "verdicts: 8 of 8" not in run.stdout and "verdicts:" in run.stderr


def test_the_terminal_shows_theories_and_what_the_signs_mean(compared):
    run, _ = compared
    assert all(word in run.stdout for word in ("RV01", "shuffled theories", "opposed to the text", "Signs:"))


@pytest.mark.slow
def test_json_is_the_file_and_nothing_else(groundswell, compared, tmp_path):
    words = ("compare", "two-harbours", "--readings", "64", "--claims", "C01", "--json", "--out", "here")
    run = groundswell(*words, at=tmp_path)
    assert run.stdout == (tmp_path / "here" / "compare.json").read_text(encoding="utf-8")
    assert run.stdout == (compared[1] / "compare.json").read_text(encoding="utf-8")


def test_the_record_is_asked_unless_it_is_left_out(compared):
    document = json.loads((compared[1] / "compare.json").read_text(encoding="utf-8"))
    assert document["record"]["readings"] == 64 and document["record"]["theories"]["text"]["factor"] is None
    assert "Theories given the record" in compared[0].stdout and not (compared[1] / "looks.jsonl").exists()


def test_an_unknown_claim_is_named_with_a_way_out(groundswell, tmp_path):
    run = groundswell("compare", "two-harbours", "--claims", "C10", at=tmp_path)
    assert run.returncode == 2 and "has no claim C10" in run.stderr
    assert not (tmp_path / "out").exists()


def broken(folder: Path) -> Path:
    """The small case with three faults in its rival: a drop of nothing, a contradiction, an unreadable formula."""
    shutil.copytree(SHIPPED, folder)
    path = folder / "rivals.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("drops: [M01, M03]", "drops: [M01, M03, M99, RV01a]")
    text = text.replace("support(A_lantern_party) at 2031-12 >", "support(A_lantern_party) at 2031-12 >>")
    path.write_text(text, encoding="utf-8")
    return folder


def test_faults_of_a_rival_are_all_told_at_once_with_their_places(groundswell, tmp_path):
    folder = broken(tmp_path / "mine")
    checked = groundswell("check", "mine", at=tmp_path)
    lines = (folder / "rivals.yaml").read_text(encoding="utf-8").splitlines()
    drops = 1 + next(n for n, line in enumerate(lines) if "drops:" in line)
    assert checked.returncode == 1
    for told in ("M99", "adds `RV01a` and drops it", ">>"):
        assert told in checked.stdout
    assert f"rivals.yaml:{drops}:" in checked.stdout
    run = groundswell("compare", "mine", at=tmp_path)
    assert run.returncode == 1 and "Traceback" not in run.stderr and "`groundswell check mine` lists all" in run.stderr


@pytest.mark.slow
def test_explain_says_what_carries_a_claim_and_where_it_turns(groundswell, tmp_path):
    run = groundswell("explain", "two-harbours", "C01", "--readings", "128", at=tmp_path)
    assert run.returncode == 0, run.stderr
    for heading in ("Premises that carry it", "Where it turns", "What divides the readings"):
        assert heading in run.stdout
    assert "follows from the text alone" in run.stdout and "without M03" in run.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_study_explains_every_claim_on_request(groundswell, tmp_path):
    words = ("study", "two-harbours", "--explain", "--readings", "128", "--claims", "C01", "--out", "here")
    run = groundswell(*words, at=tmp_path)
    assert run.returncode == 0, run.stderr
    found = json.loads((tmp_path / "here" / "verdicts.json").read_text(encoding="utf-8"))
    jsonschema.validate(found, verdicts_schema())
    players = found["claims"][0]["explained"]["premises"]["players"]
    assert players[0]["id"] == "M03"
    page = (tmp_path / "here" / "report.html").read_text(encoding="utf-8")
    assert "What it rests on" in page and "What the text foretells" in page
    assert found["predictions"][0]["id"] == "PR01" and found["predictions"][0]["formula"]
