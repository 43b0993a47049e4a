"""`groundswell reading` and the parts of the command line that no verb owns."""

import io
import json
import subprocess
import sys

import pytest
from rich.console import Console

from groundswell.cli._numerics import cache_folder
from groundswell.cli._progress import Watch


def test_a_reading_is_told_mechanism_by_mechanism(groundswell, tmp_path):
    run = groundswell("reading", "two-harbours", "3", at=tmp_path)
    assert run.returncode == 0, run.stderr
    parts = ("seed 2007", "XP01", "M03 empty hands", "form: ", "pushes ", "builds up", "only while", "come to rest")
    assert [part for part in parts if part not in run.stdout] == []


def test_as_json_it_holds_the_same(groundswell, tmp_path):
    run = groundswell("reading", "two-harbours", "3", "--seed", "5", "--json", at=tmp_path)
    found = json.loads(run.stdout)
    assert (found["seed"], found["index"]) == (5, 3)
    assert [one["id"] for one in found["mechanisms"]] == ["M01", "M02", "M03", "M04", "M05", "X01"]
    assert 0 <= found["weight"] <= 1 and len(found["explananda"]) == 10


@pytest.mark.parametrize("words", [("two-harbours", "-1"), ("two-harbours", "first"), ("nowhere", "0")])
def test_a_wrong_question_ends_with_two(groundswell, tmp_path, words):
    assert groundswell("reading", *words, at=tmp_path).returncode == 2


def test_the_cache_lies_where_the_user_says(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "groundswell" / "jax"


def test_no_cache_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "groundswell").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() is None


def test_a_terminal_gets_bars_and_a_file_gets_a_few_lines():
    screen, file = io.StringIO(), io.StringIO()
    for stream, terminal in ((screen, True), (file, False)):
        with Watch(Console(file=stream, force_terminal=terminal, width=100)) as watch:
            for done in range(101):
                watch("claims", done, 100)
    assert "100/100" in screen.getvalue()
    assert len(file.getvalue().splitlines()) == 11


def test_help_and_import_stay_light():
    heavy = "{'jax', 'xarray', 'rich'}"
    code = f"import sys, groundswell.cli._app as app; app.build(); sys.exit(bool({heavy} & set(sys.modules)))"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
