"""Tables hold every value of the documents that they are made of, and read back to the same bits."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from pathlib import Path

import pytest

from groundswell.exports import ExportError, all_tables, csv_text, flattened, found_in, write_tables
from groundswell.report import verdicts_schema


def numbers(document) -> Counter:
    """Every number that is not a whole one, with how often it stands in a document."""
    if isinstance(document, dict):
        return sum((numbers(one) for one in document.values()), Counter())
    if isinstance(document, list):
        return sum((numbers(one) for one in document), Counter())
    return Counter([document] if isinstance(document, float) else [])


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def folder(port, study_folder, tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("tables") / "port"
    write_tables(port, path, found_in(study_folder, port))
    return path


def test_every_number_of_the_verdicts_stands_in_some_table(verdicts) -> None:
    tables = flattened(verdicts, verdicts_schema(), "study")
    told = Counter(
        value for table in tables for row in table.rows for value in row.values() if isinstance(value, float)
    )
    assert told == numbers(verdicts)


def test_numbers_read_back_to_the_same_bits(folder, verdicts) -> None:
    rows = {row["id"]: row for row in rows_of(folder / "study_claims.csv")}
    for claim in verdicts["claims"]:
        share = rows[claim["id"]]["share"]
        assert (float(share) if share else None) == claim["share"]
        low, high = claim["interval"] or (None, None)
        told = (rows[claim["id"]][f"interval.{end}"] for end in ("low", "high"))
        assert [float(end) if end else None for end in told] == [low, high]


def test_a_row_below_names_the_row_above_it(folder, verdicts) -> None:
    arms = [(row["claims.id"], row["id"], row["effect.median"]) for row in rows_of(folder / "study_claims_arms.csv")]
    asked = [(c["id"], a["id"], a["effect"]) for c in verdicts["claims"] for a in c["arms"]]
    assert arms == [(claim, arm, repr(effect["median"]) if effect else "") for claim, arm, effect in asked]


def test_a_table_without_rows_keeps_its_columns(folder) -> None:
    path = folder / "study_claims_explained_premises_players.csv"
    assert rows_of(path) == []
    assert path.read_text().strip().split(",") == ["id", "value", "interval.low", "interval.high", "added"]


def test_every_table_is_noted_with_its_columns(folder) -> None:
    note = json.loads((folder / "csv-metadata.json").read_text(encoding="utf-8"))
    assert {one["url"] for one in note["tables"]} == {path.name for path in folder.glob("*.csv")}
    for one in note["tables"]:
        head = next(csv.reader(io.StringIO((folder / one["url"]).read_text(encoding="utf-8"))))
        assert head == [column["titles"] for column in one["tableSchema"]["columns"]]
        assert len(set(head)) == len(head)


def test_the_case_s_own_tables_hold_every_entry(port) -> None:
    tables = {table.name: table for table in all_tables(port)}
    assert [row["id"] for row in tables["case_mechanisms"].rows] == list(port.mechanisms())
    assert [row["id"] for row in tables["case_claims"].rows] == list(port.ledger.claims)
    assert {(row["claim"], row["id"]) for row in tables["case_arms"].rows} >= {("C02", "nobody-goes-over")}


def test_a_comparison_becomes_tables_keyed_by_theory(port) -> None:
    from groundswell.report import compare_schema

    cell = {"verdict": "follows", "share": 0.97, "interval": [0.9, 1.0]}
    document = {"theories": {"RV01": {"name": "speakers", "claims": {"C01": cell, "C02": {**cell, "share": 0.5}}}}}
    tables = {table.name: table for table in flattened(document, compare_schema(), "compare")}
    rows = [list(row.items())[:4] for row in tables["compare_theories_claims"].rows]
    assert rows[1] == [("theories.key", "RV01"), ("key", "C02"), ("verdict", "follows"), ("share", 0.5)]


def test_rows_without_an_id_are_numbered_where_rows_below_need_it() -> None:
    numbers = [{"name": "a", "value": 0.5}, {"name": "b", "value": 0.25}]
    answer = {"word": "holds", "tests": [{"says": "one", "numbers": []}, {"says": "two", "numbers": numbers}]}
    document = {"claims": [{"id": "C01", "record": answer}]}
    tables = {table.name: table for table in flattened(document, verdicts_schema(), "study")}
    assert [row["place"] for row in tables["study_claims_record_tests"].rows] == [1, 2]
    below = tables["study_claims_record_tests_numbers"].rows
    assert [(row["claims.id"], row["tests.place"], row["name"]) for row in below] == [("C01", 2, "a"), ("C01", 2, "b")]


def test_commas_quotes_and_lines_survive(port) -> None:
    table = next(one for one in all_tables(port) if one.name == "case_actors")
    table.rows[0]["name"] = 'the "old", the new\nand all'
    found = list(csv.DictReader(io.StringIO(csv_text(table), newline=""), strict=True))
    assert found[0]["name"] == 'the "old", the new\nand all'


def test_a_folder_with_something_else_is_left_alone(port, tmp_path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(ExportError, match="left as it is"):
        write_tables(port, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_tables_are_written_anew_unless_somebody_added_to_them(port, tmp_path) -> None:
    path = tmp_path / "tables"
    write_tables(port, path)
    write_tables(port, path)
    (path / "mine.csv").write_text("a\n")
    with pytest.raises(ExportError, match=r"mine\.csv"):
        write_tables(port, path)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"case": "gaza-2007"}, "a study of gaza-2007 and not of two-harbours"),
        ({"schema": "groundswell.verdicts/9"}, "`schema` must be groundswell.verdicts/1"),
        ({"claims": 3}, "`claims` must be array"),
        ({"manifest": {}}, "`manifest.hashes` is missing"),
        ({"claims": [{"id": "C01"}]}, "`claims.0.says` is missing"),
    ],
)
def test_a_document_that_is_not_this_study_s_is_refused(port, verdicts, tmp_path, change, said) -> None:
    (tmp_path / "verdicts.json").write_text(json.dumps({**verdicts, **change}))
    with pytest.raises(ExportError) as refused:
        found_in(tmp_path, port)
    assert said in str(refused.value)
