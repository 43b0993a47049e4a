"""The split is the tool's: what fitting code is handed cannot reach a hold-out row, and every look is counted."""

from __future__ import annotations

import gc
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_record import Scaffold

from groundswell.ledger import load_case
from groundswell.record import Evidence, Observation, evidence, load_record, open_holdout, write_look


def reached(start: Any) -> list[Observation]:
    """Every observation that can be reached from an object by any reference, classes and modules aside."""
    seen, waiting, found = set(), [start], []
    while waiting:
        here = waiting.pop()
        if id(here) in seen or isinstance(here, type) or type(here).__name__ in ("module", "function", "Case"):
            continue
        seen.add(id(here))
        if isinstance(here, Observation):
            found.append(here)
        waiting += gc.get_referents(here)
    return found


@pytest.fixture(scope="module")
def case():
    return load_case("gaza-2007")


def test_no_reference_leads_from_the_record_to_a_row_that_is_held_out(case) -> None:
    rows = reached(load_record(case))
    assert len(rows) > 300
    assert {one.split for one in rows} == {"calibrate"}


def test_no_reference_leads_from_the_evidence_to_a_row_that_is_held_out(case) -> None:
    made = evidence(case, load_record(case))
    assert isinstance(made, Evidence)
    assert {one.split for one in reached(made)} == {"calibrate"}
    assert max(answer.asked.day for answer in made.blocks[0].answers) <= date(2005, 6, 30)


def test_until_moves_the_split(case) -> None:
    early = load_record(case, until=date(2003, 12, 31))
    assert max(one.end for one in early.observations("polls")) <= date(2003, 12, 31)
    series = {one.id: one for one in early.series}
    later = {one.id: one for one in load_record(case).series}
    name = "fatah-party-support:WBGS"
    moved = len(later[name].observations) - len(series[name].observations)
    assert moved > 0 and early.held_out[name].rows == load_record(case).held_out[name].rows + moved


def test_the_far_side_opens_only_after_the_look_is_written(scaffold: Scaffold, tmp_path: Path) -> None:
    log = tmp_path / "logs" / "looks.jsonl"
    rows, look = open_holdout(scaffold.case(), log, "a test")
    assert {one.id for one in rows} == {"t07", "t08"} and look.looks == 1
    assert open_holdout(scaffold.case(), log, "a test")[1].looks == 2
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    assert [line["purpose"] for line in lines] == ["a test", "a test"]


def test_where_a_look_cannot_be_written_nothing_opens(scaffold: Scaffold, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError):
        open_holdout(scaffold.case(), tmp_path / "file" / "looks.jsonl", "a test")


def test_looks_are_counted_by_case_and_by_data(tmp_path: Path) -> None:
    log = tmp_path / "looks.jsonl"
    counts = [write_look(log, name, data, {}) for name, data in (("a", "x"), ("a", "y"), ("b", "x"), ("a", "x"))]
    assert [(one.looks, one.looks_at_this) for one in counts] == [(1, 1), (2, 1), (1, 1), (3, 2)]
