"""`groundswell export` and `groundswell rerun`: what they write and print, and the exit codes."""

from __future__ import annotations

import json
import shutil
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner, Result

from groundswell.cli._app import build
from groundswell.ledger import new_case

KINDS = {"argdown": "two-harbours.argdown", "graphml": "two-harbours.graphml", "odd": "two-harbours-odd.md",
         "xmile": "two-harbours-0.xmile"}  # fmt: skip


def groundswell(*words: str) -> Result:
    result = CliRunner().invoke(build(), words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def studied(tmp_path_factory) -> SimpleNamespace:
    """A folder in which the small case was studied by its defaults, and its crate."""
    place = tmp_path_factory.mktemp("studied")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        assert groundswell("study", "two-harbours", "--readings", "32", "--claims", "C02").exit_code == 0
        written = groundswell("export", "two-harbours", "--as", "crate")
    return SimpleNamespace(place=place, written=written, crate=place / "two-harbours-crate.zip")


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_written_under_its_own_name(kind, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = groundswell("export", "two-harbours", "--as", kind)
    assert (result.exit_code, result.stdout) == (0, f"Written: {KINDS[kind]}\n")
    assert [path.name for path in tmp_path.iterdir()] == [KINDS[kind]]


def test_tables_say_where_there_is_no_study(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = groundswell("export", "two-harbours", "--as", "csv")
    assert result.exit_code == 0 and "only the case's own tables" in result.stderr
    assert "15 tables" in result.stdout


def test_a_shape_that_is_none_leaves_with_2() -> None:
    result = groundswell("export", "two-harbours", "--as", "svg")
    assert result.exit_code == 2 and "argdown, crate, csv, graphml, odd, xmile" in result.stderr


def test_an_export_that_cannot_be_written_leaves_with_3(tmp_path) -> None:
    (tmp_path / "file").write_text("")
    result = groundswell("export", "two-harbours", "--as", "odd", "--out", str(tmp_path / "file" / "a.md"))
    assert result.exit_code == 3 and "cannot be written" in result.stderr
    assert groundswell("export", "two-harbours", "--as", "odd", "--out", str(tmp_path)).exit_code == 2


def test_a_crate_without_a_study_leaves_with_2(tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = groundswell("export", "two-harbours", "--as", "crate")
    assert result.exit_code == 2 and "groundswell study" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_faults_of_a_case_leave_with_1(tmp_path) -> None:
    port = new_case(tmp_path / "port")
    (port / "claims.yaml").write_text("tolerance: x\n")
    assert groundswell("export", str(port), "--as", "argdown", "--out", str(tmp_path / "a")).exit_code == 1


def test_a_crate_is_run_again_with_one_command(studied) -> None:
    assert studied.written.exit_code == 0, studied.written.stderr
    result = groundswell("rerun", str(studied.crate), "--claims", "C02")
    assert result.exit_code == 0, result.stderr
    assert "bit for bit" in result.stdout and "C02     the same" in result.stdout


def test_a_difference_leaves_with_1_and_says_both_values(studied, tmp_path) -> None:
    import hashlib
    import zipfile

    folder = tmp_path / "a"
    zipfile.ZipFile(studied.crate).extractall(folder)
    path, listing = folder / "study" / "verdicts.json", folder / "ro-crate-metadata.json"
    told = json.loads(path.read_text())
    told["claims"][0]["share"] = 0.25
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_text(json.dumps(told))
    assert "study/verdicts.json has been altered" in groundswell("rerun", str(folder)).stderr
    after = hashlib.sha256(path.read_bytes()).hexdigest()
    listing.write_text(listing.read_text().replace(before, after))
    result = groundswell("rerun", str(folder), "--json")
    found = json.loads(result.stdout)
    assert result.exit_code == 1 and not found["same"] and found["shared"]["same"]
    assert [(one["path"], one["there"]) for one in found["claims"][0]["differ"]] == [("share", 0.25)]


def test_what_is_no_crate_leaves_with_2(studied, tmp_path) -> None:
    assert groundswell("rerun", str(tmp_path)).exit_code == 2
    assert groundswell("rerun", str(studied.crate), "--claims", "C09").exit_code == 2
    assert groundswell("rerun", str(studied.crate), "--claims", ",").exit_code == 2


def test_another_version_leaves_with_2_and_the_way_on(studied, tmp_path, monkeypatch) -> None:
    shutil.copy(studied.crate, tmp_path / "a.zip")
    monkeypatch.setattr("groundswell.ensemble._made_from._version", lambda name: "9.9")
    result = groundswell("rerun", str(tmp_path / "a.zip"))
    assert result.exit_code == 2 and "version of jax: now 9.9" in result.stderr and "--any-version" in result.stderr
