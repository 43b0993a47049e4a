"""The quick verbs: what they print and the exit codes that scripts can rely on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from groundswell.cli._app import VERBS, build
from groundswell.ledger import new_case


def groundswell(*words: str) -> Result:
    result = CliRunner().invoke(build(), words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def port(tmp_path: Path) -> Path:
    return new_case(tmp_path / "port")


@pytest.fixture
def broken(port: Path) -> Path:
    path = port / "ledger.yaml"
    path.write_text(path.read_text().replace("of: owners", "of: owner", 1))
    return port


def test_check_leaves_with_0_and_one_line_where_nothing_is_wrong() -> None:
    result = groundswell("check", "two-harbours")
    assert (result.exit_code, result.stdout) == (0, "two-harbours: no faults.\n")


def test_check_leaves_with_1_and_counts_the_faults(broken: Path) -> None:
    result = groundswell("check", str(broken))
    assert result.exit_code == 1
    assert result.stdout.endswith(f"{broken}: 1 fault.\n")


def test_check_leaves_with_2_where_there_is_no_case() -> None:
    result = groundswell("check", "gaza-2017")
    assert result.exit_code == 2 and "Did you mean `gaza-2007`?" in result.stderr


def test_check_prints_json_for_machines(broken: Path) -> None:
    result = groundswell("check", str(broken), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1 and found["count"] == len(found["faults"]) == 1
    assert {"file", "line", "column", "entry", "message", "hint", "source_line"} <= set(found["faults"][0])


def test_show_explains_an_entry() -> None:
    result = groundswell("show", "two-harbours", "M03")
    assert result.exit_code == 0 and "empty hands lose followers" in result.stdout


def test_show_says_what_is_switched_off_for_a_claim_and_that_no_route_is_left() -> None:
    said = groundswell("show", "two-harbours", "C03").stdout
    assert "X01  hardship brings people out" in said and "households-spared: no route once X01 is switched off" in said
    assert "witched off" not in groundswell("show", "two-harbours", "C02").stdout
    assert groundswell("show", "two-harbours", "X01").stdout.endswith("C03  Hard times send people into the street.\n")
    found = json.loads(groundswell("show", "two-harbours", "C03", "--json").stdout)
    assert found["sections"][-1]["lines"] == ["X01  hardship brings people out",
                                              "households-spared: no route once X01 is switched off"]  # fmt: skip


def test_show_prints_json_for_machines() -> None:
    found = json.loads(groundswell("show", "two-harbours", "A_town", "--json").stdout)
    assert found["kind"] == "actor" and found["sections"]


def test_show_leaves_with_2_where_nothing_has_that_id() -> None:
    result = groundswell("show", "two-harbours", "M33")
    assert result.exit_code == 2 and "Did you mean `M03`?" in result.stderr


def test_show_leaves_with_1_where_the_case_has_faults(broken: Path) -> None:
    result = groundswell("show", str(broken), "M03")
    assert result.exit_code == 1 and "groundswell check" in result.stderr


def test_schema_is_printed_or_written(tmp_path: Path) -> None:
    printed = groundswell("schema")
    assert groundswell("schema", "--out", str(tmp_path / "s.json")).exit_code == 0
    assert json.loads(printed.stdout) == json.loads((tmp_path / "s.json").read_text())
    assert json.loads(groundswell("schema", "--file", "claims.yaml").stdout)["title"] == "Groundswell claims.yaml"


def test_schema_says_where_it_cannot_write(tmp_path: Path) -> None:
    result = groundswell("schema", "--out", str(tmp_path / "none" / "s.json"))
    assert result.exit_code == 3 and "cannot be written" in result.stderr
    assert groundswell("schema", "--file", "journal.yaml").exit_code == 2


def test_new_writes_a_case_that_passes_its_check(tmp_path: Path) -> None:
    assert groundswell("new", str(tmp_path / "mine")).exit_code == 0
    assert groundswell("check", str(tmp_path / "mine")).exit_code == 0


def test_new_refuses_to_overwrite(port: Path) -> None:
    result = groundswell("new", str(port))
    assert result.exit_code == 2 and "nothing is overwritten" in result.stderr


def test_new_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("in the way")
    result = groundswell("new", str(tmp_path / "note" / "mine"))
    assert result.exit_code == 3 and "cannot be written" in result.stderr


def test_cases_lists_what_is_shipped() -> None:
    assert {"gaza-2007", "two-harbours"} <= {line.split()[0] for line in groundswell("cases").stdout.splitlines()}
    assert {"id", "title", "says"} == set(json.loads(groundswell("cases", "--json").stdout)[0])


def test_a_verb_that_is_not_one_leaves_with_2() -> None:
    assert groundswell("chekc").exit_code == 2


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_says_what_it_does_and_how_it_ends(verb: str) -> None:
    said = groundswell(verb, "--help")
    assert said.exit_code == 0 and "Exit codes: 0 " in " ".join(said.stdout.split())
