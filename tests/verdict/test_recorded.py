"""The record answers formulas of numbers that were read off its rows, and says no data where there are none."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.language import parse_formula
from groundswell.ledger import load_case
from groundswell.record import open_holdout
from groundswell.verdict import RECORD_WORDS, Answered, recorded
from groundswell.verdict._recorded import holds_for, together

ROWS = "t09,2032-01-11,,,Harbour Weekly,party support,adults,town,20,40,30,600,weekly-2031,read,holdout,\n"
LATE = "t10,2033-12-11,,,Harbour Weekly,party support,adults,town,31,{},30,600,weekly-2031,read,holdout,\n"


@pytest.fixture(scope="module")
def harbours():
    return load_case("two-harbours")


@pytest.fixture(scope="module")
def gaza():
    return load_case("gaza-2007")


def town(folder: Path, change) -> Path:
    """The small case with its polls changed."""
    shutil.copytree(str(files("groundswell").joinpath("cases/two_harbours")), folder)
    table = folder / "record" / "polls.csv"
    table.write_text(change(table.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def test_a_part_that_can_be_seen_is_answered_by_rows_with_their_sources(harbours):
    found = recorded(harbours)["C01"]
    (test,) = found.tests
    assert (found.word, test.word, test.decides) == ("part holds", "holds", "part")
    assert [(one.name, one.value, one.rows, one.sources) for one in test.numbers] == [
        ("first", 44.0, ("t01",), ("weekly-2028",)),
        ("last", 36.0, ("t06",), ("weekly-2030",)),
    ]


def test_other_rows_give_another_answer(tmp_path):
    folder = town(tmp_path / "town", lambda text: text.replace("town,36,28,30,600", "town,43,28,28,600"))
    found = recorded(load_case(folder))["C01"]
    assert found.word == "part fails" and "last 43 %" in found.why


def test_rows_that_are_held_out_are_neither_read_nor_told(harbours):
    found = recorded(harbours)["C02"]
    assert (found.word, found.held_out) == ("no data", 1)
    assert [one.value for one in found.tests[0].numbers] == [18.0, None]
    assert "35" not in found.why and "held out" in found.why


def test_held_out_rows_are_read_once_they_were_opened_and_the_look_is_logged(harbours, tmp_path):
    opened, look = open_holdout(harbours, tmp_path / "looks.jsonl", "a test")
    assert recorded(harbours, opened=opened)["C02"].word == "part holds"
    assert look.looks == 1 and json.loads((tmp_path / "looks.jsonl").read_text())["purpose"] == "a test"


@pytest.mark.parametrize(("share", "word"), [(33, "holds"), (38, "fails")])
def test_a_prediction_is_answered_by_its_operational_test_as_soon_as_there_are_rows(tmp_path, share, word):
    folder = town(tmp_path / "town", lambda text: text + ROWS + LATE.format(share))
    case = load_case(folder)
    opened, _ = open_holdout(case, tmp_path / "looks.jsonl", "a test")
    assert recorded(case, opened=opened)["PR01"].word == word


def test_without_rows_a_prediction_has_no_data(harbours):
    found = recorded(harbours)["PR01"]
    assert found.word == "no data" and found.held_out == 0 and "no row of polls" in found.why


def test_a_claim_of_which_nothing_can_be_seen_says_that_a_record_holds_one_world(harbours):
    assert "one world" in recorded(harbours)["C03"].why


def test_the_first_case_answers_by_its_near_side_and_every_number_names_its_rows(gaza):
    found = recorded(gaza)
    assert {one.word for one in found.values()} <= set(RECORD_WORDS)
    spoken = {id: one for id, one in found.items() if one.word != "no data"}
    assert {"C02", "C05", "C06", "C07", "C09", "C14", "C15", "C16", "F16", "F22"} <= set(spoken)
    for one in spoken.values():
        for test in one.tests:
            assert test.reason and all(n.rows and n.sources for n in test.numbers if n.value is not None and n.rows)
    assert all(found[id].word == "no data" for id in gaza.predictions)


def test_a_fact_that_a_claim_presupposes_decides_a_part_of_it(gaza):
    found = recorded(gaza)
    assert found["F22"].word == "mixed"
    assert [(one.fact, one.decides) for one in found["C15"].tests] == [("F22", "part"), ("F22", "part")]


def _told(decides: str, word: str) -> Answered:
    return Answered("it", decides, word, "", "", None, "", ())


@pytest.mark.parametrize(
    ("tests", "word"),
    [
        ([], "no data"),
        ([("part", "no data")], "no data"),
        ([("part", "holds"), ("part", "no data")], "part holds"),
        ([("part", "holds"), ("part", "fails")], "mixed"),
        ([("whole", "holds")], "holds"),
        ([("whole", "fails"), ("part", "fails")], "fails"),
        ([("part", "fails")], "part fails"),
    ],
)
def test_the_word_for_a_sentence_follows_from_its_tests(tests, word):
    assert together([_told(*one) for one in tests]) == word


@given(a=st.integers(-3, 3), b=st.integers(-3, 3))
def test_at_equality_a_comparison_holds_as_its_sign_says(a, b):
    told = {"a": float(a), "b": float(b)}
    for sign, holds in (("<", a < b), ("<=", a <= b), (">", a > b), (">=", a >= b)):
        assert holds_for(parse_formula(f"a {sign} b"), told) is holds
        assert holds_for(parse_formula(f"not (a {sign} b)"), told) is not holds
    assert holds_for(parse_formula("a < b or a >= b"), told)
    assert not holds_for(parse_formula("a < b and a >= b"), told)
