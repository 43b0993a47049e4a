"""A run is fitted into the memory that is free, or refused with a sentence."""

import numpy as np
import pytest

from groundswell import load_case
from groundswell.ensemble import Ensemble, Threads, TooLarge, fitting, memory_needed
from groundswell.ensemble import _memory as memory
from groundswell.model import baseline, compile_theory

THEORY = compile_theory(load_case("two-harbours"))


def ensemble(**more) -> Ensemble:
    return Ensemble(THEORY, 7, hands=Threads(8), **more)


def test_more_readings_more_runs_and_more_citizens_need_more() -> None:
    few, many = (memory_needed(ensemble(), drawn, 100, 4, 2).whole for drawn in (1_000, 1_000_000))
    assert few < many
    assert memory_needed(ensemble(), 1_000, 100, 4, 2).whole < memory_needed(ensemble(), 1_000, 100, 40, 2).whole
    plain, resolved = (memory_needed(ensemble(resolution=size), 8, 8, 1, 1).block for size in (1, 10_000))
    assert plain < resolved


def test_all_threads_run_where_there_is_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free", lambda: 10**12)
    asked = ensemble()
    assert fitting(asked, memory_needed(asked, 1_000, 100, 4, 2)) is asked.hands


def test_where_nobody_knows_how_much_is_free_nothing_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "free", lambda: None)
    asked = ensemble()
    assert fitting(asked, memory_needed(asked, 1_000, 100, 4, 2)) is asked.hands


def test_fewer_blocks_are_under_way_where_room_is_short_and_the_bits_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ensemble()
    need = memory_needed(asked, 1_000, 100, 4, 2)
    monkeypatch.setattr(memory, "free", lambda: int(need.together(3) / memory.PART) + 1)
    fewer = fitting(asked, need)
    assert fewer.count == 3
    index, run = np.arange(300), baseline(THEORY.layout)
    wide, narrow = (Ensemble(THEORY, 7, hands=hands).run(run, THEORY.named, index) for hands in (asked.hands, fewer))
    assert np.array_equal(wide, narrow)


def test_where_not_even_one_block_fits_the_refusal_says_what_would_help(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ensemble(resolution=1_000_000)
    need = memory_needed(asked, 8, 8, 1, 1)
    monkeypatch.setattr(memory, "free", lambda: need.whole * 2)
    with pytest.raises(TooLarge, match="a smaller --resolution"):
        fitting(asked, need)


def test_the_system_says_how_much_is_free() -> None:
    found = memory.free()
    assert found is None or found > 10_000_000
