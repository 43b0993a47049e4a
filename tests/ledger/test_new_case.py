"""A new case is sound as it is written, and nothing is ever overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from groundswell.ledger import FILES, CaseError, check_case, load_case, new_case


def test_a_new_case_holds_every_file_and_is_sound(tmp_path: Path) -> None:
    folder = new_case(tmp_path / "My Port")
    assert sorted(path.name for path in folder.iterdir()) == sorted([*FILES, "record"])
    assert sorted(path.name for path in (folder / "record").iterdir()) == ["polls.csv", "sources.yaml"]
    assert check_case(folder) == []
    assert load_case(folder).id == "my-port"


@pytest.mark.parametrize(
    ("name", "called"), [("2007", "2007"), ("true", "true"), ("порт", "my-case"), ("a--b_", "a-b")]
)
def test_a_new_case_is_named_after_its_folder(tmp_path: Path, name: str, called: str) -> None:
    assert load_case(new_case(tmp_path / name)).id == called


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    assert check_case(new_case(tmp_path)) == []


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    kept = tmp_path / "ledger.yaml"
    kept.write_text("mine")
    with pytest.raises(CaseError, match="nothing is overwritten"):
        new_case(tmp_path)
    assert kept.read_text() == "mine" and len(list(tmp_path.iterdir())) == 1


def test_a_file_in_the_way_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "port").write_text("")
    with pytest.raises(CaseError, match="something lies here already"):
        new_case(tmp_path / "port")
    with pytest.raises(CaseError, match="cannot be written"):
        new_case(tmp_path / "port" / "below")
