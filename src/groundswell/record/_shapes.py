"""The shapes of tables: which columns each has, and which observations one of its rows makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from groundswell._frozen import frozen

from ._csv import Row, Sheet

ABOUT_ROW = ("source", "quality", "split", "note")
POLL_COLUMNS = (
    "id", "date", "date_start", "date_end", "date_precision", "pollster", "poll_number", "question", "base", "region",
    "n", "moe", *ABOUT_ROW,
)  # fmt: skip
"""Columns of a poll table that are not a party; every other column is one."""


class Reading(NamedTuple):
    """One number that a row holds: its column, what it is of, how it was asked, of whom, and in which unit."""

    column: str
    quantity: str
    question: str
    base: str
    unit: str
    least: float | None = None
    most: float | None = None


@frozen
class Shape:
    """One shape of table: the columns that must be there, the date columns, and the readings of a row."""

    name: str
    needed: tuple[str, ...]
    when: tuple[str, ...]
    readings: Callable[[Sheet, Row], Iterator[Reading]]
    region: str = "region"
    whole_shares: bool = False


def _polls(sheet: Sheet, row: Row) -> Iterator[Reading]:
    for column in sheet.header:
        if column not in POLL_COLUMNS and column:
            yield Reading(column, column, row["question"], row["base"], "percent", 0, 100)


def _elections(sheet: Sheet, row: Row) -> Iterator[Reading]:
    question = f"{row['election']}: {row['item']}"
    for column in ("votes", "share", "seats", "list_seats", "district_seats", "turnout"):
        percent = column in ("share", "turnout")
        unit = "percent" if percent else "votes" if column == "votes" else "seats"
        yield Reading(column, f"{column}: {row['party']}", question, "voters", unit, 0, 100 if percent else None)


def _indicators(sheet: Sheet, row: Row) -> Iterator[Reading]:
    most = 100 if row["unit"].startswith("percent") and "growth" not in row["indicator"].lower() else None
    yield Reading("value", row["indicator"], row["frequency"], row["country"], row["unit"], None, most)


def _fatalities(sheet: Sheet, row: Row) -> Iterator[Reading]:
    quantity = f"{row['killed']} killed by {row['killed_by']}"
    yield Reading("value", quantity, row["category"], row["killed"], "deaths", 0)


def _attitudes(sheet: Sheet, row: Row) -> Iterator[Reading]:
    bounded = row["unit"].startswith(("percent", "index 0-100"))
    yield Reading("value", row["item"], row["topic"], row["population"], row["unit"], 0, 100 if bounded else None)


def _comparison(sheet: Sheet, row: Row) -> Iterator[Reading]:
    quantity = f"{row['measure']}: {row['actor']}" if row["actor"] else row["measure"]
    most = 100 if row["unit"].startswith("percent") and "growth" not in row["measure"].lower() else None
    yield Reading("value", quantity, row["event"], row["case"], row["unit"], None, most)


def _events(sheet: Sheet, row: Row) -> Iterator[Reading]:
    yield Reading("", row["kind"], row["description"], row["actors"], "event")


_SPAN = ("date", "date_start", "date_end")
SHAPES: Mapping[str, Shape] = {
    shape.name: shape
    for shape in (
        Shape("polls", ("id", "date", "pollster", "question", "base", "region", "source", "split"), _SPAN, _polls,
              whole_shares=True),
        Shape("elections", ("id", "date", "election", "item", "party", "region", "source", "split"), ("date",),
              _elections),
        Shape("indicators", ("id", "period", "region", "indicator", "value", "unit", "source", "split"), ("period",),
              _indicators),
        Shape("fatalities", ("id", "date_start", "date_end", "killed", "killed_by", "category", "region", "value",
                             "source", "split"), ("", "date_start", "date_end"), _fatalities),
        Shape("attitudes", ("id", "date", "pollster", "population", "region", "item", "value", "unit", "source",
                            "split"), _SPAN, _attitudes),
        Shape("events", ("id", "date", "kind", "actors", "description", "source", "split"), ("date",), _events, ""),
        Shape("comparison", ("id", "case", "date", "measure", "value", "unit", "source", "split"), ("date",),
              _comparison, ""),
    )
}  # fmt: skip
