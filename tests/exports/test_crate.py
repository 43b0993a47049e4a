"""A crate keeps the rules of its specification, holds everything that it lists, and holds all that a rerun needs."""

from __future__ import annotations

import copy
import hashlib
import io
import json
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from made_up_study import as_study_of

from groundswell.exports import (
    ExportError,
    crate_faults,
    crate_files,
    open_crate,
    packed,
    unlisted,
    write_crate,
)
from groundswell.exports._crate_case import crate_case
from groundswell.exports._crate_graph import package_url
from groundswell.ledger import load_case

METADATA = "ro-crate-metadata.json"


@pytest.fixture
def metadata(files) -> dict:
    return json.loads(files[METADATA])


def entity(metadata: dict, id: str) -> dict:
    return next(one for one in metadata["@graph"] if one["@id"] == id)


def listed(metadata: dict) -> dict[str, dict]:
    return {unquote(one["@id"]): one for one in metadata["@graph"] if one["@type"] == "File"}


def test_the_metadata_keeps_the_rules(files, metadata) -> None:
    assert crate_faults(metadata, files) == []


def test_every_file_is_listed_and_every_listed_file_is_there(files, metadata) -> None:
    assert set(listed(metadata)) == set(files) - {METADATA}
    assert unlisted(metadata, files) == []
    parts = {part["@id"] for part in entity(metadata, "./")["hasPart"]}
    assert parts == {one["@id"] for one in listed(metadata).values()}


def test_sizes_and_hashes_are_those_of_the_files(files, metadata) -> None:
    for name, one in listed(metadata).items():
        assert one["sha256"] == hashlib.sha256(files[name]).hexdigest()
        assert int(one["contentSize"]) == len(files[name])


def test_the_run_says_its_command_its_options_and_its_software(metadata, verdicts) -> None:
    run = entity(metadata, "#study")
    assert run["description"] == "groundswell study two-harbours"
    assert (run["startTime"], run["endTime"]) == ("2030-04-01T12:00:00+00:00", "2030-04-01T12:00:02+00:00")
    options = {one["name"]: one["value"] for one in metadata["@graph"] if one["@type"] == "PropertyValue"}
    assert options["seed"] == verdicts["seed"] and options["readings"] == 64 and options["forms"] == "generic"
    tool = entity(metadata, run["instrument"]["@id"])
    assert tool["softwareVersion"] == verdicts["manifest"]["versions"]["groundswell"]
    needs = {found["name"]: found for one in tool["softwareRequirements"] for found in [entity(metadata, one["@id"])]}
    assert {"jax", "numpy", "python"} <= set(needs)
    for name in set(needs) - {"python"}:
        assert needs[name]["@id"] == needs[name]["identifier"] == f"pkg:pypi/{name}@{needs[name]['softwareVersion']}"


def test_a_package_is_named_by_its_package_url() -> None:
    assert package_url("Ruamel.yaml_Clib", "1.0+cu12") == "pkg:pypi/ruamel-yaml-clib@1.0%2Bcu12"


def test_the_licence_is_that_of_the_shipped_case_or_said_not_to_be_stated(tmp_path, metadata) -> None:
    assert entity(metadata, "./")["license"] == {"@id": "https://spdx.org/licenses/Apache-2.0"}
    from groundswell.exports._crate import licence_entity
    from groundswell.ledger import new_case

    own = load_case(new_case(tmp_path / "mine"))
    assert licence_entity(None, own)["name"] == "No licence stated"
    assert licence_entity("CC-BY-4.0", own)["@id"] == "https://spdx.org/licenses/CC-BY-4.0"
    assert licence_entity("Ask the author.", own)["description"] == "Ask the author."


def broken(metadata: dict, id: str, change) -> dict:
    made = copy.deepcopy(metadata)
    change(entity(made, id))
    return made


def without(key: str):
    return lambda one: one.pop(key)


def given(**values):
    return lambda one: one.update(values)


@pytest.mark.parametrize(
    ("id", "change", "said"),
    [
        ("./", without("name"), "the root has no name"),
        ("./", without("description"), "the root has no description"),
        ("./", without("license"), "the root has no license"),
        ("./", given(datePublished="last spring"), "must be a day"),
        ("./", given(**{"@type": "CreativeWork"}), "the root must be a Dataset"),
        ("./", given(mentions={"@id": "#nobody"}), "there is no such entity"),
        ("./", given(author={"@type": "Person", "name": "A"}), "it must name one by its `@id`"),
        ("./", given(hasPart=[]), "no part (hasPart) of the root"),
        (METADATA, without("conformsTo"), "must conform to a version of RO-Crate"),
        (METADATA, given(about={"@id": "#study"}), "must be about ./"),
        (METADATA, given(**{"@id": "metadata.json"}), "there is no entity for ro-crate-metadata.json"),
        ("case/claims.yaml", given(**{"@id": "case/claims 2.yaml"}), "not written as an address"),
        ("case/claims.yaml", given(**{"@id": "../claims.yaml"}), "does not lie in the crate"),
        ("case/claims.yaml", given(**{"@id": "case/others.yaml"}), "is listed and does not lie there"),
        ("case/claims.yaml", given(**{"@id": "case/ledger.yaml"}), "stands twice"),
        ("#study", without("instrument"), "names no software"),
        ("#study", given(**{"@type": "Thing"}), "no action that says what was run"),
    ],
)
def test_a_broken_rule_is_said(files, metadata, id, change, said) -> None:
    faults = crate_faults(broken(metadata, id, change), files)
    assert any(said in one for one in faults), faults


def test_what_is_no_crate_at_all_is_said(files) -> None:
    assert "does not name RO-Crate" in crate_faults({"@graph": []}, files)[0]
    assert "must be a list of entities" in crate_faults({"@context": "https://w3id.org/ro/crate/1.1/context"}, files)[0]


def test_a_folder_and_a_zip_hold_the_same(port, study_folder, files, tmp_path) -> None:
    assert write_crate(port, study_folder, tmp_path / "a.zip") == len(files)
    write_crate(port, study_folder, tmp_path / "a")
    assert open_crate(tmp_path / "a.zip").files == open_crate(tmp_path / "a").files
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "a.zip"]


def test_the_same_study_gives_the_same_bytes(port, study_folder, files) -> None:
    assert packed(crate_files(port, study_folder)) == packed(files)
    with zipfile.ZipFile(io.BytesIO(packed(files))) as found:
        assert found.testzip() is None and found.namelist()[0] == METADATA


def test_a_crate_packed_with_its_folder_is_opened_too(files, tmp_path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({f"mine/{name}": data for name, data in files.items()}))
    assert set(open_crate(tmp_path / "a.zip").files) == set(files) - {METADATA}


def test_a_case_with_entries_of_others_takes_their_files_along(verdicts, tmp_path) -> None:
    case = load_case("northern-ireland-1998")
    folder = as_study_of(case, verdicts, tmp_path / "study")
    write_crate(case, folder, tmp_path / "a.zip")
    crate = open_crate(tmp_path / "a.zip")
    assert {"taken-over/gaza-2007/ledger.yaml", "taken-over/two-harbours/priors.yaml"} <= set(crate.files)
    with crate_case(crate) as read:
        assert read.hashes == case.hashes and read.ledger == case.ledger


def test_a_case_in_a_crate_is_read_from_the_crate_s_own_copies(verdicts, tmp_path) -> None:
    case = load_case("northern-ireland-1998")
    write_crate(case, as_study_of(case, verdicts, tmp_path / "study"), tmp_path / "a")
    ledger = tmp_path / "a" / "taken-over" / "gaza-2007" / "ledger.yaml"
    ledger.write_text(ledger.read_text(encoding="utf-8") + "\n# other\n", encoding="utf-8")
    with pytest.raises(ExportError, match=r"taken-over/gaza-2007/ledger\.yaml has been altered"):
        open_crate(tmp_path / "a")


def test_a_stopped_study_and_a_changed_case_are_refused(port, study_folder, verdicts, tmp_path) -> None:
    (tmp_path / "verdicts.json").write_text(json.dumps({**verdicts, "complete": False}))
    with pytest.raises(ExportError, match="was stopped"):
        crate_files(port, tmp_path)
    stale = {**verdicts["manifest"], "hashes": {**port.hashes, "ledger.yaml": "0" * 64}}
    (tmp_path / "verdicts.json").write_text(json.dumps({**verdicts, "manifest": stale}))
    with pytest.raises(ExportError, match=r"ledger\.yaml of two-harbours has changed"):
        crate_files(port, tmp_path)


def test_a_manifest_of_another_study_is_refused(port, study_folder, verdicts, tmp_path) -> None:
    (tmp_path / "verdicts.json").write_text(json.dumps(verdicts))
    with pytest.raises(ExportError, match=r"holds no manifest\.json"):
        crate_files(port, tmp_path)
    other = {**json.loads((study_folder / "manifest.json").read_text()), "seed": 1}
    (tmp_path / "manifest.json").write_text(json.dumps(other))
    with pytest.raises(ExportError, match="of another study"):
        crate_files(port, tmp_path)


def test_a_failure_leaves_the_older_crate_as_it_was(port, study_folder, tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"older")

    def failing(crate: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("groundswell.exports._crate_write._sound", failing)
    with pytest.raises(OSError, match="No space"):
        write_crate(port, study_folder, path)
    assert path.read_bytes() == b"older" and [one.name for one in tmp_path.iterdir()] == ["a.zip"]
