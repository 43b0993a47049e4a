"""Series: one CSV and one entry make one, and what is not comparable is refused rather than spliced."""

from __future__ import annotations

from datetime import date

import pytest
from small_record import Scaffold

from groundswell.language import Node
from groundswell.ledger import CaseError
from groundswell.record import load_record, record_document

COUNTS = """id,period,frequency,country,region,indicator,value,unit,source,quality,split,note
s1,2028,year,Port,town,ships arrived,340,ships,weekly-2028,read,calibrate,
s2,2029,year,Port,town,ships arrived,290,ships,weekly-2029,read,calibrate,
"""
TABLE = "tables:\n  ships: {file: record/ships.csv, shape: indicators}\n"
ENTRY = """series:
  - id: ships
    table: ships
    quantity: ships arrived
    observes: {var: v_crisis, of: A_ship_owners}
    model: count
    at_zero: [300, 500]
    at_one: [50, 200]
    reason: "the leaner the trade, the fewer ships"
"""


@pytest.fixture
def with_ships(scaffold: Scaffold) -> Scaffold:
    scaffold.add("record/ships.csv", COUNTS)
    return scaffold.edit("record.yaml", "tables:\n", TABLE).edit("record.yaml", "series:\n", ENTRY)


def test_one_csv_and_one_entry_add_a_series(with_ships: Scaffold) -> None:
    assert with_ships.faults() == []
    series = {one.id: one for one in load_record(with_ships.case()).series}
    assert series["ships:town"].node == Node("crisis", "A_ship_owners")
    assert [one.value for one in series["ships:town"].observations] == [340, 290]


def test_a_rows_region_becomes_the_place_of_its_node(scaffold: Scaffold) -> None:
    nodes = {one.id: str(one.node) for one in load_record(scaffold.case()).series}
    assert nodes["anchor:lower"] == "support(A_anchor_party, A_lower_quarter)"


def test_numbers_of_the_same_days_are_not_added_up(with_ships: Scaffold) -> None:
    with_ships.edit("record/ships.csv", "s2,2029,", "s2,2028-06,")
    assert "rows s1 (2028-01-01 to 2028-12-31) and s2" in str(with_ships.faults()[0])


def test_two_units_are_not_one_series(with_ships: Scaffold) -> None:
    with_ships.edit("record/ships.csv", "290,ships,", "290,tons,")
    assert "different units would be spliced: `ships`, `tons`" in str(with_ships.faults()[0])


@pytest.mark.parametrize(
    ("cell", "other", "entry", "said"),
    [
        ("party support", "trust", "    question: party support\n", "different questions would be spliced"),
        ("adults", "voters", "    base: [adults]\n", "different bases would be spliced"),
    ],
)
def test_two_questions_or_bases_are_not_one_series(
    scaffold: Scaffold, cell: str, other: str, entry: str, said: str
) -> None:
    scaffold.cell(cell, other).edit("record.yaml", entry, "")
    assert said in str(scaffold.faults()[0])


def test_bases_that_are_named_belong_together(scaffold: Scaffold) -> None:
    scaffold.cell("adults", "voters").edit("record.yaml", "base: [adults]", "base: [adults, voters]")
    scaffold.edit("record.yaml", "base: [adults]\n", "base: [voters, adults]\n")
    assert scaffold.faults() == []


def test_a_document_tells_spans_gaps_and_what_observes_nothing(scaffold: Scaffold) -> None:
    scaffold.cell("t05,2029-11-18,2029-11-17,2029-11-19", "t05,2029-06-18,2029-06-17,2029-06-19")
    scaffold.cell("t06,2030-03-10,2030-03-09,2030-03-11", "t06,2029-06-20,2029-06-19,2029-06-21")
    scaffold.cell("t01,2028-06-11,2028-06-10,2028-06-12", "t01,2025-06-11,2025-06-10,2025-06-12")
    found = record_document(scaffold.case(), load_record(scaffold.case()))
    town = next(one for one in found["series"] if one["id"] == "anchor:town")
    assert town["calibrate"] == {"rows": 5, "first": "2025-06-11", "last": "2029-06-20"}
    assert town["holdout"]["rows"] == 2 and town["gaps"] == [["2025-06-12", "2028-12-09"]]
    assert [one["quantity"] for one in found["unbound"]] == ["none"] and found["unbound"][0]["stated"]


def test_a_case_without_a_record_says_so(scaffold: Scaffold) -> None:
    (scaffold.folder / "record.yaml").unlink()
    assert scaffold.faults() == []
    with pytest.raises(CaseError, match="has no record"):
        load_record(scaffold.case())


def test_the_first_case_binds_series_to_stored_nodes_and_gives_a_reason_for_the_rest() -> None:
    from groundswell.ledger import load_case
    from groundswell.model import Layout

    case = load_case("gaza-2007")
    record, layout = load_record(case), Layout(case)
    bound = {one.node.name for one in record.series}
    assert {"support", "poverty", "repression", "authority", "corruption", "morale", "grievance", "crisis"} <= bound
    assert all(set(layout.parts_of(one.node)) <= set(layout.nodes) for one in record.series)
    assert all(one.stated for one in record.loose)
    assert record.until == date(2005, 6, 30) and len(record.sources) == 117
