"""A study whose blocks lie at an address says what one says that keeps nothing, and draws no range that was drawn."""

from pathlib import Path

import numpy as np
import pytest

from groundswell.ensemble import Away, Kept, opened
from groundswell.ledger import load_case
from groundswell.verdict import Study, draw, study

pytest.importorskip("fsspec")

CASE = load_case("two-harbours")


def judged(kept: Kept | None) -> Study:
    return study(CASE, readings=200, claims=["C01"], bare=True, kept=kept)


def test_blocks_in_memory_give_the_bits_of_a_study_that_keeps_nothing(tmp_path: Path) -> None:
    address = f"memory:/{tmp_path}"
    draw(CASE, 50, 150, opened(tmp_path / "range", Away(address)))
    first = opened(tmp_path / "first", Away(address))
    alone, found = judged(None), judged(first)
    assert first.chunks["read"] == 2 and first.chunks["written"] >= 3
    again = opened(tmp_path / "again", Away(address))
    repeated = judged(again)
    assert again.chunks["written"] == 0 and again.chunks["read"] >= first.chunks["written"]
    for other in (found, repeated):
        assert other.claims == alone.claims
        for arm, traces in alone.traces["C01"].items():
            assert all(np.array_equal(values, other.traces["C01"][arm][node]) for node, values in traces.items())
