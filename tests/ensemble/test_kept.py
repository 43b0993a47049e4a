"""Rows that were computed once are read again, whatever was torn or lost in between."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundswell.ensemble import Busy, Refused, differences, locked, opened, taken_up

INDEX = np.arange(0, 900, 3)


def computed(block: np.ndarray) -> np.ndarray:
    return np.stack([block * 2.0, np.sin(block)], 1).astype(np.float32)


class Counted:
    """Computes rows and counts for how many readings it had to."""

    def __init__(self) -> None:
        self.readings = 0

    def __call__(self, block: np.ndarray) -> np.ndarray:
        self.readings += len(block)
        return computed(block)


def rows(folder: Path, index: np.ndarray, compute=computed) -> np.ndarray:
    return opened(folder).rows("table", {"holds": "twice the number"}, index, compute, map)


def test_what_is_there_is_not_computed_again(tmp_path: Path) -> None:
    rows(tmp_path, INDEX)
    again = Counted()
    assert (rows(tmp_path, INDEX, again) == computed(INDEX)).all()
    assert again.readings == 0


def test_only_readings_that_are_new_are_computed(tmp_path: Path) -> None:
    rows(tmp_path, INDEX)
    more = Counted()
    rows(tmp_path, np.arange(900), more)
    assert more.readings == 600


def test_a_number_may_be_asked_for_twice_and_in_any_order(tmp_path: Path) -> None:
    asked = np.array([9, 3, 9, 0])
    assert (rows(tmp_path, asked) == computed(asked)).all()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_torn_or_lost_is_computed_again(tmp_path_factory, data: st.DataObject) -> None:
    folder = tmp_path_factory.mktemp("store")
    rows(folder, INDEX)
    chunks = sorted(file for file in (folder / "table").rglob("*") if file.is_file() and "c" in file.parts)
    hurt = data.draw(st.lists(st.sampled_from(chunks), unique=True, max_size=len(chunks)))
    for file in hurt:
        whole = file.read_bytes()
        length = data.draw(st.integers(0, len(whole)))
        if length == len(whole):
            file.unlink()
        else:
            file.write_bytes(whole[:length])
    assert (rows(folder, INDEX) == computed(INDEX)).all()


def test_rows_whose_file_is_gone_though_their_mark_stands_are_computed_again(tmp_path: Path) -> None:
    rows(tmp_path, INDEX)
    (tmp_path / "table" / "rows" / "c" / "0" / "0").unlink()
    again = Counted()
    assert (rows(tmp_path, INDEX, again) == computed(INDEX)).all()
    assert again.readings == 128


def test_readings_that_all_overflow_are_kept_like_others_and_computed_once(tmp_path: Path) -> None:
    def overflowing(block: np.ndarray) -> np.ndarray:
        return np.where(block[:, None] < 128, np.nan, computed(block)).astype(np.float32)

    index = np.arange(300)
    first = rows(tmp_path, index, overflowing)
    again = Counted()
    assert np.array_equal(rows(tmp_path, index, again), first, equal_nan=True)
    assert np.isnan(first[:128]).all() and again.readings == 0


def test_overflowed_rows_whose_file_is_gone_are_computed_again(tmp_path: Path) -> None:
    rows(tmp_path, INDEX, lambda block: np.full((len(block), 2), np.nan, np.float32))
    (tmp_path / "table" / "rows" / "c" / "1" / "0").unlink()
    again = Counted()
    rows(tmp_path, INDEX, again)
    assert again.readings == 128


def test_a_stop_between_rows_and_their_mark_costs_one_chunk(tmp_path: Path) -> None:
    rows(tmp_path, INDEX)
    last = sorted((tmp_path / "table" / "reading" / "c").iterdir(), key=lambda file: int(file.name))[-1]
    last.unlink()
    again = Counted()
    rows(tmp_path, INDEX, again)
    assert again.readings == len(INDEX) - 2 * 128


def test_a_folder_takes_one_run_at_a_time_and_is_free_after_it(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(Busy, match="another run is at work here"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_a_store_made_otherwise_is_refused_by_name_and_left_alone(tmp_path: Path) -> None:
    with taken_up(tmp_path, {"seed": 1, "file ledger.yaml": "aa"}) as kept:
        kept.rows("table", {}, INDEX, computed, map)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with pytest.raises(Refused) as refused, taken_up(tmp_path, {"seed": 2, "file ledger.yaml": "bb"}):
        pass
    assert "seed: now 2, there 1" in str(refused.value) and "ledger.yaml: changed since" in str(refused.value)
    after = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert {file.name for file in before} == {file.name for file in after}
    assert all(after[file] == content for file, content in before.items() if file.name != ".groundswell.lock")


def test_nothing_differs_where_all_is_the_same() -> None:
    assert differences({"seed": 1}, {"seed": 1}) == ()
    assert differences({"seed": 1, "resolution": 1}, {"seed": 1}) == ("resolution: now 1, there None",)


def test_a_table_that_is_asked_for_again_and_again_is_read_once(tmp_path: Path) -> None:
    rows(tmp_path, INDEX)
    kept = opened(tmp_path)
    for _ in range(3):
        assert (kept.rows("table", {}, INDEX, Counted(), map) == computed(INDEX)).all()
    assert kept.chunks == {"read": 3, "written": 0}
