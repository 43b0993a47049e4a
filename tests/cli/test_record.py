"""The verbs of the record: what they print, and the exit codes that scripts can rely on."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from groundswell.cli._app import build
from groundswell.ledger import new_case

POLLS = "id,date,pollster,question,base,region,anchor,lantern,none,n,split\n"
LATER = "h1,2030-09-15,College,party support,adults,town,33,30,31,450,holdout\n"


def groundswell(*words: str) -> Result:
    result = CliRunner().invoke(build(), words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return new_case(tmp_path / "port")


def test_record_lists_series_what_is_unbound_and_the_split() -> None:
    result = groundswell("record", "gaza-2007")
    assert result.exit_code == 0
    for said in ("unemployment-quarterly:GS", "poverty(gaza_masses)", "What observes no node", "117 sources"):
        assert said in result.stdout
    assert "Rows up to 2005-06-30 may be fitted" in result.stdout


def test_record_prints_json_and_tells_no_value_that_is_held_out() -> None:
    found = json.loads(groundswell("record", "two-harbours", "--json").stdout)
    town = next(one for one in found["series"] if one["id"] == "anchor:town")
    assert town["holdout"] == {"rows": 2, "first": "2030-09-15", "last": "2031-03-09"}
    assert "value" not in json.dumps(found)


def test_record_answers_by_rows_up_to_the_split_and_opens_the_rest_only_on_the_log(port: Path, tmp_path: Path) -> None:
    found = json.loads(groundswell("record", str(port), "--answers", "--json").stdout)
    assert (found["claims"]["C01"]["word"], found["claims"]["C02"]["held_out"]) == ("part holds", 1)
    assert found["looks"] is None and not (tmp_path / "out").exists()
    shown = groundswell("record", str(port), "--answers").stdout
    assert "held out" in shown and "part holds" in shown
    found = json.loads(groundswell("record", str(port), "--answers", "--holdout", "--json").stdout)
    assert (found["claims"]["C02"]["word"], found["looks"]) == ("part holds", 1)
    assert (tmp_path / "out" / "port" / "looks.jsonl").read_text().count("\n") == 1
    assert groundswell("record", str(port), "--holdout").exit_code == 2


def test_record_moves_the_split_and_refuses_what_is_no_day(port: Path) -> None:
    found = json.loads(groundswell("record", str(port), "--until", "2028-12-31", "--json").stdout)
    assert found["split"]["calibrate_until"] == "2028-12-31"
    assert groundswell("record", str(port), "--until", "soon").exit_code == 2


def test_record_leaves_with_1_for_a_bad_table_and_with_2_where_there_is_none(port: Path) -> None:
    path = port / "record" / "polls.csv"
    path.write_text(path.read_text().replace(",44,18,", ",144,18,"))
    result = groundswell("record", str(port))
    assert result.exit_code == 1 and "polls.csv:2:" in result.stderr
    (port / "record.yaml").unlink()
    result = groundswell("record", str(port))
    assert result.exit_code == 2 and "has no record" in result.stderr


def test_check_looks_at_the_tables_too(port: Path) -> None:
    path = port / "record" / "polls.csv"
    path.write_text(path.read_text().replace(",44,18,", ",144,18,").replace(",town,39,", ",towm,39,"))
    result = groundswell("check", str(port))
    assert result.exit_code == 1 and result.stdout.endswith(f"{port}: 2 faults.\n")


def test_score_prints_json_logs_the_look_and_leaves_the_case_alone(port: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(POLLS + LATER + LATER.replace("h1,2030", "h2,2029"))
    before = {path: path.read_bytes() for path in port.rglob("*") if path.is_file()}
    words = ("score", str(port), "--against", str(file), "--readings", "64", "--json")
    found = json.loads(groundswell(*words).stdout)
    assert (found["n_rows"], found["n_scored"], found["looks"]) == (2, 1, 1)
    assert found["refused"][0]["line"] == 3 and found["skill"] is not None
    assert json.loads(groundswell(*words).stdout)["looks"] == 2
    assert (tmp_path / "out" / "port" / "looks.jsonl").read_text().count("\n") == 2
    assert not (tmp_path / "out" / "port" / "score.html").exists()
    assert "score.html" in groundswell(*words[:-1]).stdout and (tmp_path / "out" / "port" / "score.html").exists()
    assert {path: path.read_bytes() for path in port.rglob("*") if path.is_file()} == before


def test_score_says_in_its_first_line_whether_the_baselines_are_beaten(port: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(POLLS + LATER)
    result = groundswell("score", str(port), "--against", str(file), "--readings", "64")
    assert result.exit_code == 0 and result.stdout.startswith("The theory's forecast ")
    assert "null: shuffled theories" in result.stdout and "Looks at held-out rows of port: 1" in result.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "cannot be read"),
        ("a,b\n1,2\n", "the column `date` is missing"),
        (POLLS + LATER.replace("2030-09-15", "2020-09-15"), "No row of"),
    ],
)
def test_score_leaves_with_2_where_there_is_nothing_to_score(
    port: Path, tmp_path: Path, text: str | None, said: str
) -> None:
    file = tmp_path / "mine.csv"
    if text is not None:
        file.write_text(text)
    result = groundswell("score", str(port), "--against", str(file))
    assert result.exit_code == 2 and said in result.stderr


def test_score_leaves_with_3_where_the_look_cannot_be_logged(port: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.csv"
    file.write_text(POLLS + LATER)
    result = groundswell("score", str(port), "--against", str(file), "--log", os.path.join(str(file), "looks.jsonl"))
    assert result.exit_code == 3 and "cannot be written" in result.stderr


def test_import_writes_a_table_and_overwrites_nothing(tmp_path: Path) -> None:
    file, out = tmp_path / "long.csv", tmp_path / "polls.csv"
    file.write_text("pollster,start_date,end_date,party,pct\nAsker,2021-03-01,2021-03-05,Front,40\n")
    words = ("import", "polls", str(file), "--out", str(out))
    result = groundswell(*words)
    assert result.exit_code == 0 and "1 rows, made from 1" in result.stdout and "front" in out.read_text()
    assert groundswell(*words).exit_code == 2
    assert groundswell("import", "poll", str(file), "--out", str(out)).exit_code == 2
    file.write_text("pollster,end_date,Front\nAsker,someday,40\n")
    result = groundswell("import", "polls", str(file), "--out", str(tmp_path / "other.csv"))
    assert result.exit_code == 1 and "`someday` is not a date" in result.stderr
