"""From a study to files: the document, the trajectories, the fans, the diagram, and writing them safely."""

import errno
import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import numpy as np
import pytest
import xarray

import groundswell
from groundswell.report import as_json, causal_diagram, study_fans, trajectories, verdicts_document, verdicts_schema
from groundswell.report._study_fans import bands, resampled
from groundswell.report._trajectories import BITS, rounded

SAVE = "groundswell.report._save"
NAMES = ["manifest.json", "report.html", "trajectories.zarr", "verdicts.json"]


@pytest.fixture(scope="module")
def small():
    """A small study of the small case."""
    return groundswell.study(groundswell.load_case("two-harbours"), readings=64)


@pytest.fixture(scope="module")
def part():
    """The same for one claim."""
    return groundswell.study(groundswell.load_case("two-harbours"), readings=64, claims=["C02"])


def full(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_document_fits_the_schema_and_is_plain_json(small):
    found = verdicts_document(small)
    jsonschema.validate(found, verdicts_schema())
    assert json.loads(as_json(found)) == found
    assert {claim["id"]: claim["verdict"] for claim in found["claims"]}["C03"] == "no route"


def test_a_claim_without_a_route_has_no_numbers(small):
    claim = verdicts_document(small)["claims"][2]
    assert claim["share"] is None and claim["interval"] is None and claim["sensitivity"] == []
    assert claim["arms"][0]["route"] == "none" and claim["arms"][0]["effect"] is None
    assert claim["arms"][0]["cut_by"] == ["X01"]


def test_the_record_stands_beside_every_claim_and_prediction(small):
    found = verdicts_document(small)
    claims = {claim["id"]: claim["record"] for claim in found["claims"]}
    assert (claims["C01"]["word"], claims["C02"]["word"]) == ("part holds", "no data")
    assert claims["C02"]["held_out"] == 1
    assert claims["C01"]["tests"][0]["numbers"][0]["rows"] == ["t01"]
    assert found["record"]["until"] == "2030-03-31" and found["record"]["looks"] is None
    assert found["predictions"][0]["record"]["word"] == "no data"


def test_a_fit_of_the_same_files_adds_the_share_given_the_record_and_one_of_others_does_not(part, tmp_path):
    one = {"share": 0.5, "share_given_record": 0.8, "interval_given_record": [0.7, 0.9],
           "verdict_given_record": "mostly follows", "moved": True}  # fmt: skip
    fit = {"schema": "groundswell.fit/1", "hashes": dict(part.case.hashes), "until": "2030-03-31",
           "particles": {"effective": 40.0}, "claims": {"C02": one}, "predictions": {}}  # fmt: skip
    for hashes, share in ((fit["hashes"], 0.8), ({"ledger.yaml": "0"}, None)):
        folder = tmp_path / str(share)
        (folder / "fit").mkdir(parents=True)
        (folder / "fit" / "fit.json").write_text(json.dumps({**fit, "hashes": hashes}), encoding="utf-8")
        groundswell.save(replace(part, fitted=None), folder)
        document = json.loads((folder / "verdicts.json").read_text(encoding="utf-8"))
        jsonschema.validate(document, verdicts_schema())
        (claim,) = document["claims"]
        assert (claim["given_record"] or {}).get("share") == share
        assert ("given the record <b>80" in (folder / "report.html").read_text(encoding="utf-8")) == (share == 0.8)


def test_events_say_how_often_they_come_about(small):
    events = {event["id"]: event for event in verdicts_document(small)["events"]}
    assert events["E01"]["status"] == "imposed on its date" and events["E01"]["date"] == "2030-04"
    assert events["E02"]["treatment"] == "explained" and "% of admissible readings" in events["E02"]["status"]


def test_a_study_of_some_claims_has_the_same_bits(small, part):
    assert verdicts_document(part)["claims"] == verdicts_document(small)["claims"][1:2]
    for arm, seen in part.traces["C02"].items():
        for node, values in seen.items():
            np.testing.assert_array_equal(values, small.traces["C02"][arm][node])
    assert all((part.histories[name] == small.histories[name]).all() for name in small.histories)


def test_trajectories_hold_what_was_run(small):
    found = trajectories(small)
    row = found.claim_trace.sel(trace="C02/nobody-goes-over/support(A_lantern_party)").values
    node = next(iter(small.traces["C02"]["nobody-goes-over"]))
    values = small.traces["C02"]["nobody-goes-over"][node]
    np.testing.assert_allclose(row[:, : values.shape[1]], values, rtol=2.0**-BITS)
    assert np.isnan(row[:, values.shape[1] :]).all()
    assert found.history.dims == ("node", "reading", "month") and set(found.node.values) == set(small.histories)
    assert found.scale.sel(node="support(A_anchor_party)").item() == "share"


def test_the_store_reads_back_as_it_was_written(small, tmp_path):
    groundswell.save(small, tmp_path)
    wanted = trajectories(small)
    with xarray.open_zarr(tmp_path / "trajectories.zarr") as found:
        assert found.history.encoding["chunks"] == (10, 64, 72)
        xarray.testing.assert_equal(found.load().drop_vars(texts(found)), wanted.drop_vars(texts(wanted)))
        assert [str(one) for one in found.trace.values] == list(wanted.trace.values)


def texts(dataset: xarray.Dataset) -> list[str]:
    return [name for name, values in dataset.coords.items() if values.dtype.kind in "OTU"]


@pytest.mark.parametrize("value", [0.0, 1.0, -0.25, 0.123456, 3e-8, 1e20])
def test_rounding_keeps_all_but_the_last_digits(value):
    assert float(rounded(np.float32([value]))[0]) == pytest.approx(value, rel=2.0 ** -(BITS + 1))


def test_a_heavy_reading_counts_in_the_fan_as_often_as_it_weighs():
    weight = np.array([0.7, 0.1, 0.1, 0.1])
    drawn = resampled(weight)
    assert np.bincount(drawn) / len(drawn) == pytest.approx(weight, abs=0.01)
    found = bands(np.array([[2.0], [1.0], [3.0], [4.0]]), drawn)
    assert [found[name][0] for name in ("q05", "q25", "q50", "q75", "q95")] == [1.0, 2.0, 2.0, 2.0, 4.0]


def test_fans_carry_the_window_and_both_runs(small):
    fans = study_fans(small)
    fan = fans["C02"]["nobody-goes-over"]
    assert fan["window"] == ["2031-12", "2031-12"] and fan["scale"] == "share"
    assert len(fan["dates"]) == len(fan["arm"]["q50"]) == len(fan["baseline"]["q95"])
    assert all(low <= high for low, high in zip(fan["arm"]["q05"], fan["arm"]["q95"], strict=True))
    assert 2 <= len(fans["_histories"]) <= 10


def test_the_diagram_has_the_signs_of_the_ledger_and_the_parts_of_wholes():
    found = causal_diagram(groundswell.load_case("two-harbours"))
    edges = {(e["source"], e["target"], e["sign"], e["mechanism"]) for e in found["edges"]}
    assert ("v_crisis(A_ship_owners)", "v_concession_cap(A_ship_owners)", -1, "M01") in edges
    assert ("v_delivery(A_anchor_party)", "v_support(A_anchor_party)", 1, "M03") in edges
    assert ("v_grievance(A_town)", "v_support(A_anchor_party)", -1, "M03") in edges
    ends = {edge[end] for edge in found["edges"] for end in ("source", "target")}
    assert ends == {node["id"] for node in found["nodes"]}


def test_the_diagram_joins_a_named_whole_to_its_parts():
    found = causal_diagram(groundswell.load_case("gaza-2007"))
    bare = {(edge["source"], edge["target"]) for edge in found["edges"] if edge["mechanism"] is None}
    assert ("v_corruption(A_pa_circles)", "v_corruption(A_fatah)") in bare
    assert ("v_mobilisation(A_gaza_masses)", "v_mobilisation(A_pal_masses)") in bare


def test_a_study_that_was_stopped_says_so(small, tmp_path):
    stopped = replace(small, claims=small.claims[:1], complete=False)
    groundswell.save(stopped, tmp_path)
    found = json.loads((tmp_path / "verdicts.json").read_text(encoding="utf-8"))
    assert found["complete"] is False and len(found["claims"]) == 1
    with xarray.open_zarr(tmp_path / "trajectories.zarr") as kept:
        assert {str(claim) for claim in kept.claim.values} == {"C01"}
    assert "stopped before it was finished" in (tmp_path / "report.html").read_text(encoding="utf-8")


def test_saving_again_replaces_everything(small, part, tmp_path):
    groundswell.save(small, tmp_path)
    groundswell.save(part, tmp_path)
    assert left(tmp_path) == NAMES
    with xarray.open_zarr(tmp_path / "trajectories.zarr") as found:
        assert {str(claim) for claim in found.claim.values} == {"C02"}


@pytest.mark.parametrize("broken", [f"{SAVE}.write_trajectories", f"{SAVE}.write_report", "os.fsync"])
def test_a_full_disk_leaves_the_old_files(small, part, tmp_path, monkeypatch, broken):
    groundswell.save(small, tmp_path)
    before = (tmp_path / "verdicts.json").read_bytes()
    monkeypatch.setattr(broken, full)
    with pytest.raises(OSError, match="No space left"):
        groundswell.save(part, tmp_path)
    monkeypatch.undo()
    assert left(tmp_path) == NAMES and (tmp_path / "verdicts.json").read_bytes() == before
    with xarray.open_zarr(tmp_path / "trajectories.zarr") as found:
        assert {str(claim) for claim in found.claim.values} == {"C01", "C02", "C03"}


@pytest.mark.parametrize("turn", [1, 2, 3, 4, 5])
def test_a_failure_between_two_files_leaves_each_old_or_new(small, part, tmp_path, monkeypatch, turn):
    groundswell.save(small, tmp_path)
    rename, calls = os.replace, []

    def failing(source, target):
        calls.extend([target] if tmp_path in (Path(source).parent, Path(target).parent) else [])
        return full() if len(calls) == turn and calls[-1] == target else rename(source, target)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(OSError, match="No space left"):
        groundswell.save(part, tmp_path)
    monkeypatch.undo()
    assert left(tmp_path) == NAMES
    for name in ("verdicts.json", "manifest.json"):
        json.loads((tmp_path / name).read_text(encoding="utf-8"))
    with xarray.open_zarr(tmp_path / "trajectories.zarr") as found:
        assert found.load().sizes["reading"] == 64
