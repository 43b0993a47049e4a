"""`groundswell replicate` lists, runs, checks, and says what is wrong with a request."""

import json
from pathlib import Path

KEYS = ["id", "model", "quantity", "inputs", "expected", "obtained", "tolerance", "status", "pass"]


def test_models_are_listed_with_their_rows(groundswell, tmp_path: Path) -> None:
    listed = groundswell("replicate", at=tmp_path)
    assert listed.returncode == 0
    assert "granovetter-1978" in listed.stdout and "epstein-2002" in listed.stdout


def test_one_model_prints_its_rows_and_leaves_a_picture(groundswell, tmp_path: Path) -> None:
    ran = groundswell("replicate", "kuran-1989", "--out", "here", at=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "3 of 3 rows pass." in ran.stdout
    assert all(word in ran.stdout for word in ("expected", "obtained", "tolerance", "pass", "unconfirmed", "K1"))
    assert (tmp_path / "here" / "kuran-1989.svg").read_text().startswith("<svg")


def test_rows_of_one_model_as_data(groundswell, tmp_path: Path) -> None:
    ran = groundswell("replicate", "lohmann-1994", "--json", at=tmp_path)
    rows = json.loads(ran.stdout)
    assert [list(row) for row in rows] == [KEYS]
    assert rows[0]["pass"] is True and rows[0]["id"] == "B4"


def test_a_case_of_ones_own_is_run(groundswell, tmp_path: Path) -> None:
    ran = groundswell("replicate", "granovetter-1978", "--set", "sd=12.3", "--set", "thresholds=0,1,5", at=tmp_path)
    assert ran.returncode == 0, ran.stderr
    found = {line.split(maxsplit=1)[0]: line.split(maxsplit=1)[1] for line in ran.stdout.splitlines() if line}
    assert found["rest"] == "2" and found["rest_percent"] == "100"


def test_what_a_model_takes_is_listed(groundswell, tmp_path: Path) -> None:
    listed = groundswell("replicate", "epstein-2002", "--parameters", at=tmp_path).stdout
    assert "ratio" in listed and "down or literal or nearest" in listed


def test_unknown_models_parameters_and_values_are_answered_in_a_sentence(groundswell, tmp_path: Path) -> None:
    for words, says in (
        (["kuran-1998"], "Did you mean `kuran-1989`?"),
        (["kuran-1989", "--set", "activist=0.1"], "Did you mean `activists`?"),
        (["kuran-1989", "--set", "activists=2"], "at least 0, at most 1"),
        (["kuran-1989", "--set", "activists"], "write it as `--set name=value`"),
        (["kuran-1989", "--all"], "Name one model, or give --all"),
    ):
        ran = groundswell("replicate", *words, at=tmp_path)
        assert ran.returncode == 2
        assert says in ran.stderr and "Traceback" not in ran.stderr


def test_a_row_that_fails_is_told_by_the_exit_code(groundswell, tmp_path: Path) -> None:
    break_it = "import groundswell.replicate._check as c; c.agrees = lambda *three: False"
    ran = groundswell("replicate", "lohmann-1994", at=tmp_path, first=break_it)
    assert ran.returncode == 1
    assert "0 of 1 rows pass." in ran.stdout and "NO" in ran.stdout
