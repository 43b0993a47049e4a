"""Numbers for a test are read off the rows that fit, and off no others."""

from __future__ import annotations

import pytest

from groundswell.language import Month
from groundswell.ledger import NumberRead, load_case
from groundswell.record import numbers_read, open_holdout

CASE = load_case("two-harbours")
ANCHOR = {"table": "polls", "quantity": "anchor", "region": "town"}


def read(**more):
    return numbers_read(CASE, {"it": [NumberRead("it", **{**ANCHOR, **more})]})["it"]["it"]


@pytest.mark.parametrize(
    ("take", "value"),
    [
        ("first", 44), ("last", 36), ("highest", 44), ("lowest", 36), ("mean", (44 + 42 + 39 + 40 + 36) / 5),
        ("sum", 201), ("count", 5), ("year", 2028),
    ],
)  # fmt: skip
def test_rows_become_one_number_as_they_are_asked(take, value):
    found = read(take=take, until=Month(2030, 3))
    assert found.value == pytest.approx(value)
    assert found.rows == ("t01", "t02", "t03", "t05", "t06")


def test_months_are_counted_from_the_first_month_of_the_run():
    assert read(take="month", until=Month(2030, 3)).value == Month(2028, 6).index(CASE.setting.calendar.start)


def test_a_number_is_not_made_of_what_is_left_where_some_of_its_rows_are_held_out():
    found = read()
    assert found.value is None and found.held_out == 2 and "held out" in str(found.why)


def test_nothing_between_rows_of_a_table_counts_as_none_and_nothing_beyond_them_as_unknown():
    none = read(take="count", pollster="Town College", since=Month(2028, 7), until=Month(2028, 11))
    beyond = read(take="count", since=Month(2032, 1), until=Month(2032, 12))
    assert none.value == 0 and none.why is None
    assert beyond.value is None and "no row of polls" in str(beyond.why)


def test_what_the_text_states_is_read_off_its_fact():
    found = numbers_read(CASE, {"it": [NumberRead("stated", fact="F01")]})["it"]["stated"]
    assert (found.value, found.rows) == (0.5, ())


@pytest.mark.parametrize(
    ("base", "count"), [("Hamas; Fatah", 3), ("Fatah; Hamas", 3), ("Fatah", 3), ("Fatah; Israel", 0), ("Fata", 0)]
)
def test_actors_are_found_in_whatever_order_they_stand(base, count, tmp_path):
    gaza = load_case("gaza-2007")
    opened, _ = open_holdout(gaza, tmp_path / "looks.jsonl", "a test")
    asked = NumberRead("it", table="events", quantity="accord", base=base, since=Month(2006, 1), until=Month(2007, 6),
                       take="count")  # fmt: skip
    assert numbers_read(gaza, {"it": [asked]}, opened=opened)["it"]["it"].value == count
