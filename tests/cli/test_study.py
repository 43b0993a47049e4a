"""`groundswell study` from end to end on the small case."""

import json
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
import xarray

from groundswell.report import verdicts_schema

GOING_ON = {"ensemble.zarr", "log.jsonl", "made_from.json"}
FILES = {"verdicts.json", "trajectories.zarr", "report.html", "manifest.json"}


@pytest.fixture(scope="module")
def whole(groundswell, tmp_path_factory):
    """A study of every claim, with its folder."""
    folder = tmp_path_factory.mktemp("whole")
    run = groundswell("study", "two-harbours", "--readings", "64", at=folder)
    return SimpleNamespace(run=run, folder=folder / "out" / "two-harbours")


@pytest.fixture(scope="module")
def some(groundswell, tmp_path_factory):
    """The same for one claim, as JSON."""
    folder = tmp_path_factory.mktemp("some")
    words = ("study", "two-harbours", "--readings", "64", "--claims", "C02", "--json", "--out", "here")
    return SimpleNamespace(run=groundswell(*words, at=folder), folder=folder / "here")


def read(folder: Path, name: str = "verdicts.json"):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def test_it_ends_well_and_leaves_four_things(whole):
    assert whole.run.returncode == 0, whole.run.stderr
    assert {path.name for path in whole.folder.iterdir() if not path.name.startswith(".")} == FILES | GOING_ON


def test_the_table_is_on_standard_output_and_progress_is_not(whole):
    assert all(claim in whole.run.stdout for claim in ("C01", "C02", "C03", "report.html"))
    assert "drawing readings: 64 of 64" in whole.run.stderr
    assert "drawing readings" not in whole.run.stdout


def test_jax_says_nothing_of_itself(whole):
    assert "jax" not in whole.run.stderr.lower() and "warning" not in whole.run.stderr.lower()


def test_the_verdicts_fit_their_schema(whole):
    found = read(whole.folder)
    jsonschema.validate(found, verdicts_schema())
    assert found["complete"] and [claim["id"] for claim in found["claims"]] == ["C01", "C02", "C03"]
    assert found["readings"]["drawn"] == 64


def test_few_readings_are_called_few(whole):
    assert "shares are rough" in whole.run.stdout


def test_the_trajectories_open_without_a_warning(whole):
    with xarray.open_zarr(whole.folder / "trajectories.zarr") as found:
        assert str(found.month.values[0]) == "2028-01-01T00:00:00.000000000"
        assert float(found.weight.sum()) == pytest.approx(1)


def test_the_manifest_names_what_is_needed_to_run_again(whole):
    found = read(whole.folder, "manifest.json")
    assert found["command"] == "groundswell study two-harbours --readings 64"
    assert found["seed"] == 2007 and found["readings"]["drawn"] == 64
    assert set(found["seconds"]) == {"drawing readings", "explananda", "claims", "writing"}
    assert len(found["hashes"]["ledger.yaml"]) == 64
    assert {"python", "groundswell", "jax", "numpy"} <= set(found["versions"])
    assert found["started"].endswith("+00:00")


def test_the_page_shows_every_claim(whole):
    page = (whole.folder / "report.html").read_text(encoding="utf-8")
    assert all(f"C0{number}" in page for number in (1, 2, 3))


def test_json_is_the_file_and_nothing_else(some):
    assert some.run.returncode == 0, some.run.stderr
    assert some.run.stdout == (some.folder / "verdicts.json").read_text(encoding="utf-8")
    assert "claims: 1 of 1" in some.run.stderr


def test_a_claim_says_the_same_to_the_bit_whichever_others_are_judged(whole, some):
    alone, among = read(some.folder), read(whole.folder)
    assert alone["claims"] == among["claims"][1:2]
    assert alone["explananda"] == among["explananda"] and alone["readings"] == among["readings"]


def test_a_new_case_runs_at_once(groundswell, tmp_path):
    assert groundswell("new", "mine", at=tmp_path).returncode == 0
    run = groundswell("study", "mine", "--readings", "64", at=tmp_path)
    assert run.returncode == 0, run.stderr
    assert read(tmp_path / "out" / "mine")["case"] == "mine"
