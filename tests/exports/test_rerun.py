"""A rerun finds the same bits where nothing was changed, and names every one that was."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.exports import ExportError, OtherVersion, argdown, differences, flattened, packed, rerun
from groundswell.exports._rerun import narrowed
from groundswell.exports._settings import settings_of
from groundswell.report import verdicts_schema

METADATA, VERDICTS = "ro-crate-metadata.json", "study/verdicts.json"


def forged(files: dict[str, bytes], path: Path, changed: dict[str, bytes]) -> Path:
    """A crate in which some files were changed and their new hashes listed, as a forger would."""
    metadata = json.loads(files[METADATA])
    for one in metadata["@graph"]:
        if one["@id"] in changed:
            one["sha256"] = hashlib.sha256(changed[one["@id"]]).hexdigest()
    path.write_bytes(packed({**files, **changed, METADATA: json.dumps(metadata).encode()}))
    return path


def with_verdicts(files: dict[str, bytes], path: Path, change) -> Path:
    document = json.loads(files[VERDICTS])
    change(document)
    return forged(files, path, {VERDICTS: json.dumps(document).encode()})


def test_an_untouched_crate_comes_out_the_same_to_the_bit(files, verdicts, tmp_path) -> None:
    (tmp_path / "a.zip").write_bytes(packed(files))
    found = rerun(tmp_path / "a.zip")
    assert found.same and found.versions == ()
    assert [one.id for one in found.claims] == ["C01", "C02", "C03"]
    assert [{**one.here, "given_record": None} for one in found.claims] == verdicts["claims"]
    assert found.shared.here["explananda"] == verdicts["explananda"]


def test_the_last_bit_of_a_share_is_missed(files, tmp_path) -> None:
    def nudge(document: dict) -> None:
        claim = document["claims"][1]
        claim["share"] = math.nextafter(claim["share"], 1)
        document["explananda"][0]["hard"] = True

    found = rerun(with_verdicts(files, tmp_path / "a.zip", nudge), ["C02"])
    assert not found.same and [one.id for one in found.claims] == ["C02"]
    assert [one.path for one in found.claims[0].differ] == ["share"]
    assert [one.path for one in found.shared.differ] == ["explananda.XP01.hard"]


def test_another_version_is_refused_unless_it_is_let_pass(files, tmp_path) -> None:
    own = {**json.loads(files["study/made_from.json"]), "version of jax": "0.0.1"}
    path = forged(files, tmp_path / "a.zip", {"study/made_from.json": json.dumps(own).encode()})
    with pytest.raises(OtherVersion, match=r"version of jax: now .*, there 0\.0\.1"):
        rerun(path)
    found = rerun(path, ["C03"], any_version=True)
    assert found.same and len(found.versions) == 1


def test_without_that_file_the_manifest_s_versions_decide(files, tmp_path) -> None:
    metadata = json.loads(files[METADATA])
    metadata["@graph"] = [one for one in metadata["@graph"] if one["@id"] != "study/made_from.json"]
    for one in metadata["@graph"]:
        for key in ("hasPart", "result"):
            if key in one:
                one[key] = [part for part in one[key] if part["@id"] != "study/made_from.json"]
    kept = {name: data for name, data in files.items() if name != "study/made_from.json"}
    made = {**kept, METADATA: json.dumps(metadata).encode()}

    def older(document: dict) -> None:
        document["manifest"]["versions"]["numpy"] = "1.0"

    with pytest.raises(OtherVersion, match=r"version of numpy: now .*, there 1\.0"):
        rerun(with_verdicts(made, tmp_path / "a.zip", older))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda document: document.update(seed=-1), "`seed` is out of range"),
        (lambda document: document["readings"].update(drawn=10**12), "`readings.drawn` is out of range"),
        (lambda document: document.update(claims="all"), "`claims` must be array"),
        (
            lambda document: document["manifest"]["hashes"].update({"ledger.yaml": "0"}),
            "case/ledger.yaml is not the file",
        ),
        (lambda document: document["manifest"].pop("hashes"), "does not say from which files"),
    ],
)
def test_verdicts_that_nobody_can_have_computed_are_refused(files, tmp_path, change, said) -> None:
    with pytest.raises(ExportError) as refused:
        rerun(with_verdicts(files, tmp_path / "a.zip", change))
    assert said in str(refused.value)


def test_a_case_with_faults_is_refused_with_their_places(files, tmp_path) -> None:
    setting = files["case/setting.yaml"].replace(b"start:", b"strt:", 1)
    path = forged(files, tmp_path / "a.zip", {"case/setting.yaml": setting})
    with pytest.raises(ExportError) as refused:
        rerun(path)
    assert "its case has faults" in str(refused.value) and "case/setting.yaml:2" in str(refused.value)
    assert "/tmp" not in str(refused.value).replace(str(tmp_path), "")


def test_a_claim_that_is_not_in_the_crate_is_said(files, tmp_path) -> None:
    (tmp_path / "a.zip").write_bytes(packed(files))
    with pytest.raises(ExportError, match=r"no verdict on C12"):
        rerun(tmp_path / "a.zip", ["C12"])


def test_documents_of_some_claims_speak_of_no_others(verdicts) -> None:
    found = narrowed(verdicts, ["C03"])
    assert [one["id"] for one in found["claims"]] == ["C03"]
    assert {id for one in found["assumptions"] for id in one["claims"]} <= {"C03"}
    assert found["explananda"] == verdicts["explananda"]


def test_what_a_fit_gave_and_how_often_somebody_looked_is_not_compared(verdicts) -> None:
    claims = [{**one, "given_record": {"share": 0.5}} for one in verdicts["claims"]]
    told = {**verdicts, "claims": claims, "record": {**verdicts["record"], "fit": {"until": "2030"}, "looks": 3}}
    ids = [one["id"] for one in claims]
    assert list(differences(narrowed(told, ids), narrowed(verdicts, ids))) == []
    assert "given_record" in told["claims"][0]


def test_differences_know_kinds_signs_and_lengths() -> None:
    there = {"a": 0.0, "b": [1, 2], "c": True, "d": {"e": "x"}}
    here = {"a": -0.0, "b": [1], "c": 1, "d": {"e": "x", "f": 0.1}}
    assert [one.path for one in differences(there, here)] == ["a", "b", "c", "d.f"]
    assert not list(differences(there, json.loads(json.dumps(there))))


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_change_to_the_verdicts_ends_in_a_trace(verdicts, port, data) -> None:
    document = json.loads(json.dumps(verdicts))
    place, key = document, data.draw(st.sampled_from(sorted(document)))
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.booleans()):
        place = place[key]
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
    change = data.draw(st.sampled_from([None, 0, -1.5, "x", True, [], {}, [None], "gone"]))
    if change == "gone":
        del place[key]
    else:
        place[key] = change
    try:
        asked = settings_of(document, "verdicts.json")
    except ExportError:
        return
    assert asked.readings >= 1
    narrowed(document, ["C01"])
    assert flattened(document, verdicts_schema(), "study")
    assert argdown(port, document)
