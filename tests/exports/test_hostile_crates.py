"""A crate from a stranger is refused in a sentence before anything of it is unpacked."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.exports import ExportError, crate_faults, open_crate, packed, write_crate
from groundswell.exports import _crate_open as opening

METADATA = "ro-crate-metadata.json"


def refused(path: Path) -> str:
    with pytest.raises(ExportError) as found:
        open_crate(path)
    assert "\n" not in str(found.value)
    return str(found.value)


def with_entry(files: dict[str, bytes], path: Path, name: str, data: bytes = b"", mode: int = 0) -> Path:
    """A good crate with one more entry."""
    path.write_bytes(packed(files))
    with zipfile.ZipFile(path, "a") as target:
        info = zipfile.ZipInfo("x")
        info.filename, info.external_attr = name, mode << 16
        target.writestr(info, data)
    return path


@pytest.mark.parametrize(
    "name", ["../outside.txt", "/etc/outside.txt", "case/../../outside.txt", "C:/outside.txt", "case\\..\\outside.txt"]
)
def test_a_name_that_leads_outside_is_refused(files, tmp_path, name) -> None:
    assert "leads outside" in refused(with_entry(files, tmp_path / "a.zip", name))
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_a_link_in_a_zip_is_refused(files, tmp_path) -> None:
    path = with_entry(files, tmp_path / "a.zip", "case/link", b"/etc/hostname", stat.S_IFLNK | 0o777)
    assert "case/link is a link" in refused(path)


def test_a_link_in_a_folder_is_refused(port, study_folder, tmp_path) -> None:
    write_crate(port, study_folder, tmp_path / "a")
    (tmp_path / "a" / "case" / "claims.yaml").unlink()
    (tmp_path / "a" / "case" / "claims.yaml").symlink_to(port.folder / "claims.yaml")
    assert "case/claims.yaml is a link" in refused(tmp_path / "a")


def test_more_than_any_study_leaves_is_refused_unread(files, tmp_path, monkeypatch) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed({**files, "zeros": bytes(3_000_000)}))
    assert path.stat().st_size < 300_000
    monkeypatch.setattr(opening, "TOTAL", 2_000_000)
    assert "larger than 2,000,000 bytes" in refused(path)
    monkeypatch.setattr(opening, "FILES", 5)
    assert "more than 5 files" in refused(path)


def test_a_file_that_says_less_than_it_holds_is_read_no_further_and_refused(files, tmp_path) -> None:
    path, data = tmp_path / "a.zip", packed(files)
    listing = data.rindex(b"case/claims.yaml") - 46  # the entry of that file in the list at the end
    path.write_bytes(data[: listing + 24] + (10).to_bytes(4, "little") + data[listing + 28 :])
    assert "Bad CRC-32 for file 'case/claims.yaml'" in refused(path)


def test_a_name_that_stands_twice_is_refused(files, tmp_path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(packed(files))
    with zipfile.ZipFile(path, "a") as target, pytest.warns(UserWarning, match="Duplicate"):
        target.writestr("case/claims.yaml", b"other")
    assert "a name stands twice" in refused(path)


def test_torn_and_foreign_files_are_refused(files, tmp_path) -> None:
    path = tmp_path / "a.zip"
    for data in (b"", b"no zip", packed(files)[:5_000]):
        path.write_bytes(data)
        assert "not a zip file that can be read" in refused(path)
    assert "neither a folder nor a file" in refused(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    assert "it is no crate" in refused(tmp_path / "empty")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff", "not UTF-8"),
        (b"{", "not JSON"),
        (b"[]", "a JSON object is expected"),
        (b'{"a": NaN}', "NaN is not a number"),
        (b'{"a": 1, "a": 2}', "stands twice"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_metadata_that_cannot_be_read_is_said(files, tmp_path, text, said) -> None:
    (tmp_path / "a.zip").write_bytes(packed({**files, METADATA: text}))
    assert said in refused(tmp_path / "a.zip")


def test_an_altered_file_is_named(files, tmp_path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({**files, "case/claims.yaml": b"tolerance: 9\n"}))
    assert "case/claims.yaml has been altered" in refused(tmp_path / "a.zip")


def test_a_file_without_its_hash_is_named(files, tmp_path) -> None:
    metadata = json.loads(files[METADATA])
    for one in metadata["@graph"]:
        if one["@id"] == "case/ledger.yaml":
            del one["sha256"]
    (tmp_path / "a.zip").write_bytes(packed({**files, METADATA: json.dumps(metadata).encode()}))
    assert "case/ledger.yaml is listed without its SHA-256" in refused(tmp_path / "a.zip")


def test_files_that_nobody_lists_are_never_read(files, tmp_path) -> None:
    (tmp_path / "a.zip").write_bytes(packed({**files, "case/extra.yaml": b"x"}))
    assert "case/extra.yaml" not in open_crate(tmp_path / "a.zip").files


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_no_change_to_the_metadata_ends_in_a_trace(files, data) -> None:
    document = json.loads(files[METADATA])
    place, key = document, data.draw(st.sampled_from(sorted(document)))
    while isinstance(place[key], dict | list) and place[key] and data.draw(st.integers(0, 5)):
        place = place[key]
        key = data.draw(st.sampled_from(sorted(place) if isinstance(place, dict) else range(len(place))))
    place[key] = data.draw(
        st.sampled_from([None, 0, "x", "http://[", "%zz", [], {}, [None], {"@id": 3}, {"@id": "//["}])
    )
    assert all(isinstance(one, str) for one in crate_faults(document, files))
