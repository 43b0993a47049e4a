"""Bad tables: every fault at once, each with its file, line, column and a way out; and the table is refused whole."""

from __future__ import annotations

import pytest
from small_record import Scaffold

from groundswell.ledger import CaseError
from groundswell.record import load_record

ROW = "t02,2028-12-10,2028-12-09,2028-12-11,Harbour Weekly,party support,adults,town,42,20,31,600,weekly-2028,read"

SLIPS = [
    (",2028-12-10,", ",10.12.2028,", "date: `10.12.2028` is not a date"),
    (",2028-12-10,", ",2028-11-10,", "does not lie between 2028-12-09 and 2028-12-11"),
    (",2028-12-11,", ",2028-12-01,", "ends on 2028-12-01, before it begins on 2028-12-09"),
    (",42,20,", ",142,20,", "anchor: 142 is above 100"),
    (",42,20,", ",-4,20,", "anchor: -4 is below 0"),
    (",42,20,", ",80,20,", "the shares add up to 131 %"),
    (",42,20,", ",42 %,20,", "anchor: `42 %` is not a number"),
    (",42,20,31,", ",,,,", "the row holds no number"),
    (",town,", ",twon,", "Did you mean `town`?"),
    (",600,", ",0,", "n: 0 is below 1"),
    ("t02,", "t01,", "the id `t01` is given twice"),
    ("t02,", ",", "the row has no id"),
    (",weekly-2028,", ",weekly-1928,", "no source has the key `weekly-1928`"),
    (",weekly-2028,", ",,", "the row has no source"),
]


@pytest.mark.parametrize(("old", "new", "said"), SLIPS)
def test_a_slip_is_met_at_its_line(scaffold: Scaffold, old: str, new: str, said: str) -> None:
    scaffold.cell(ROW, ROW.replace(old, new, 1))
    (fault,) = scaffold.faults()
    assert said in str(fault)
    assert fault.line == 3 and fault.file.endswith("polls.csv") and fault.hint


def test_a_fault_points_at_its_cell(scaffold: Scaffold) -> None:
    scaffold.cell(ROW, ROW.replace(",42,", ",142,"))
    (fault,) = scaffold.faults()
    assert fault.source_line[fault.column - 1 : fault.column - 1 + fault.width] == "142"


def test_all_slips_are_told_at_once_and_nothing_is_loaded(scaffold: Scaffold) -> None:
    scaffold.cell(",44,18,", ",144,18,").cell(",42,20,", ",42,x,").cell(",lower,", ",cellar,")
    assert [fault.line for fault in scaffold.faults()] == [2, 3, 5]
    with pytest.raises(CaseError) as refused:
        load_record(scaffold.case())
    assert len(refused.value.faults) == 3


def test_a_column_that_is_missing_is_named_with_the_likely_one(scaffold: Scaffold) -> None:
    scaffold.cell(",pollster,", ",polster,")
    (fault,) = scaffold.faults()
    assert "`pollster` is missing" in fault.message and "Is it `polster`?" in (fault.hint or "")


def test_a_row_that_may_be_fitted_speaks_of_no_day_that_is_held_out(scaffold: Scaffold) -> None:
    scaffold.cell("2031,read,holdout", "2031,read,calibrate")
    (fault,) = scaffold.faults()
    assert "speaks of days after 2030-03-31, which are held out" in fault.message


@pytest.mark.parametrize(
    ("data", "said"),
    [(b"", "the file is empty"), (b"id,date\n\xff,2028\n", "line 2 is not UTF-8"), (b"id,id\n1,2\n", "stands twice")],
)
def test_a_file_that_is_no_table_is_said_so(scaffold: Scaffold, data: bytes, said: str) -> None:
    scaffold.polls.write_bytes(data)
    assert said in str(scaffold.faults()[0])


def test_sources_without_an_address_are_told(scaffold: Scaffold) -> None:
    scaffold.edit("record/sources.yaml", ', url: "https://example.org/weekly-2028"', "")
    assert "the source has no url" in str(scaffold.faults()[0])


ENTRIES = [
    ("question: party support\n    base: [adults]\n    observes: {var: v_support, of: A_anchor",
     "question: trust\n    base: [adults]\n    observes: {var: v_support, of: A_anchor", "no row of `polls` belongs"),
    ("of: A_anchor_party", "of: A_ankor_party", "is not an actor of this case"),
    ("table: polls\n    quantity: anchor", "table: pols\n    quantity: anchor", "no table is called `pols`"),
    ("file: record/polls.csv", "file: ../polls.csv", "does not lie in the folder of the case"),
    ("file: record/polls.csv", "file: record/poll.csv", "there is no file `record/poll.csv`"),
    ("calibrate_until: 2030-03-31", "calibrate_until: 2030-03", "is not a day"),
    ("holdout_until: 2031-12-31", "holdout_until: 2029-12-31", "before it begins"),
    ("model: poll\n    reason: \"as", "model: index\n    reason: \"as", "the key `at_zero` is missing"),
    ("quantity: lantern", "quantity: anchor", "stands in `anchor` already"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "said"), ENTRIES)
def test_an_entry_that_makes_no_sense_is_refused(scaffold: Scaffold, old: str, new: str, said: str) -> None:
    scaffold.edit("record.yaml", old, new)
    assert said in "\n".join(str(fault) for fault in scaffold.faults())
