"""A store at an address keeps what a local one keeps, whoever else writes there and whatever is torn."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.ensemble import Away, Refused, StoreFailed, opened, taken_up

pytest.importorskip("fsspec")

from fsspec.implementations.asyn_wrapper import AsyncFileSystemWrapper
from fsspec.implementations.memory import MemoryFileSystem

INDEX = np.arange(0, 900, 3)
IDENTITY = {"case": "two-harbours", "seed": 7, "file ledger.yaml": "aa"}


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"memory:/{tmp_path}"


class Counted:
    """Computes rows and counts for how many readings it had to."""

    def __init__(self) -> None:
        self.readings = 0

    def __call__(self, block: np.ndarray) -> np.ndarray:
        self.readings += len(block)
        return np.stack([block * 2.0, np.sin(block)], 1).astype(np.float32)


def rows(folder: Path, away: Away, index: np.ndarray, compute: Counted) -> np.ndarray:
    return opened(folder, away).rows("table", {"holds": "twice the number"}, index, compute, map)


def test_what_is_there_is_read_from_any_folder_and_not_computed_again(tmp_path: Path, address: str) -> None:
    first = rows(tmp_path / "a", Away(address), INDEX, Counted())
    again = Counted()
    assert np.array_equal(rows(tmp_path / "b", Away(address), INDEX, again), first)
    assert again.readings == 0
    assert np.array_equal(first, Counted()(INDEX))


def test_only_what_is_missing_is_computed(tmp_path: Path, address: str) -> None:
    rows(tmp_path, Away(address), INDEX, Counted())
    more = Counted()
    kept = opened(tmp_path, Away(address))
    found = kept.rows("table", {}, np.arange(900), more, map)
    assert np.array_equal(found, Counted()(np.arange(900)))
    assert more.readings == 600 and kept.chunks == {"read": 3, "written": 5}


def test_a_store_that_is_asked_side_by_side_gives_the_same(tmp_path: Path, address: str) -> None:
    first = rows(tmp_path, Away(address), np.arange(5000), Counted())
    away, again = Away(address), Counted()
    away.files = AsyncFileSystemWrapper(away.files)
    assert np.array_equal(rows(tmp_path, away, np.arange(5000), again), first)
    assert again.readings == 0


def test_two_runs_may_write_at_once_and_neither_spoils_the_other(tmp_path: Path, address: str) -> None:
    one, other = (opened(tmp_path / name, Away(address)).table("table", {}) for name in "ab")
    compute = Counted()
    for blocks in (np.arange(0, 100), np.arange(50, 150)):
        one.add(blocks, compute(blocks), 1)
        other.add(blocks[::-1], compute(blocks[::-1]), 1)
    again = Counted()
    assert np.array_equal(rows(tmp_path, Away(address), np.arange(150), again), compute(np.arange(150)))
    assert again.readings == 0


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_torn_or_lost_is_computed_again(tmp_path_factory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("store")
    away, compute = Away(f"file://{folder}/away"), Counted()
    rows(folder / "here", away, INDEX, compute)
    files = sorted((folder / "away" / "table").iterdir())
    for file in data.draw(st.lists(st.sampled_from(files), unique=True)):
        whole = file.read_bytes()
        length = data.draw(st.integers(0, len(whole)))
        if length == len(whole):
            file.unlink()
        else:
            file.write_bytes(whole[:length])
    assert np.array_equal(rows(folder / "here", away, INDEX, Counted()), compute(INDEX))
    again = Counted()
    rows(folder / "here", away, INDEX, again)
    assert again.readings == 0


def test_each_file_of_a_block_is_one_that_numpy_opens(tmp_path: Path) -> None:
    rows(tmp_path / "here", Away(f"file://{tmp_path}/away"), INDEX, Counted())
    files = sorted((tmp_path / "away" / "table").glob("*.npz"))
    with np.load(files[0]) as block:
        assert np.array_equal(block["reading"], INDEX[:128])
        assert np.array_equal(block["rows"], Counted()(INDEX[:128]))


def test_a_store_made_otherwise_is_refused_by_name_and_left_alone(tmp_path: Path, address: str) -> None:
    with taken_up(tmp_path / "a", IDENTITY, address) as kept:
        kept.rows("table", {}, INDEX, Counted(), map)
    before = {path: MemoryFileSystem.store[path].getvalue() for path in MemoryFileSystem.store}
    other = {**IDENTITY, "seed": 8, "file ledger.yaml": "bb"}
    with pytest.raises(Refused) as refused, taken_up(tmp_path / "b", other, address):
        pass
    assert "seed: now 8, there 7" in str(refused.value) and "ledger.yaml" in str(refused.value)
    assert "--store" in str(refused.value)
    assert {path: MemoryFileSystem.store[path].getvalue() for path in MemoryFileSystem.store} == before
    assert not (tmp_path / "b" / "made_from.json").exists()


def test_of_two_studies_that_claim_a_store_at_once_none_goes_on(address: str) -> None:
    class Late(Away):
        """Looks, is overtaken by another study, and only then writes."""

        def put(self, *words) -> None:
            Away(address).take({**IDENTITY, "seed": 8})
            super().put(*words)

    with pytest.raises(Refused, match="seed: now 7, there 8"):
        Late(address).take(IDENTITY)


@pytest.mark.parametrize(
    ("problem", "why"),
    [
        (PermissionError(13, "Permission denied"), "permission denied"),
        (RuntimeError("Quota of this bucket is used up.\nmore"), "quota of this bucket is used up"),
        (NotImplementedError(), "it says NotImplementedError"),
    ],
)
def test_a_store_that_refuses_to_write_is_named_with_its_reason(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, problem: Exception, why: str
) -> None:
    def refuse(*words, **more) -> None:
        raise problem

    monkeypatch.setattr(MemoryFileSystem, "pipe_file", refuse)
    with pytest.raises(StoreFailed) as failed:
        rows(tmp_path, Away(address), INDEX, Counted())
    assert str(failed.value) == f"{address}: cannot be written: {why}."


def test_a_store_that_cannot_be_read_is_not_taken_for_an_empty_one(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(tmp_path, Away(address), INDEX, Counted())

    def refuse(*words, **more) -> bytes:
        raise ConnectionResetError(104, "Connection reset by peer")

    monkeypatch.setattr(MemoryFileSystem, "cat_file", refuse)
    with pytest.raises(StoreFailed, match="cannot be read: connection reset by peer"):
        rows(tmp_path, Away(address), INDEX, Counted())


def test_an_address_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        Away("nowhere://bucket/study")
