"""From the rows of a table to observations; every fault is told at once and a faulty table is refused whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import cast

from ._cells import Span, middle, read_number, read_span, read_word
from ._csv import Row, Sheet, missing_columns
from ._observation import Observation, SplitWord
from ._shapes import Shape

SUM_OF_SHARES = 102.0
"""Shares of one poll may add up to this and no more: rounding of seven figures is all that is forgiven."""
ALSO_COUNTED = ("islamist_bloc",)
"""Columns whose people stand in other columns too, so that they are left out of the sum."""


def observations(
    sheet: Sheet, table: str, shape: Shape, regions: Iterable[str], sources: Iterable[str] | None
) -> list[Observation]:
    """Return the observations of a sheet; whatever is wrong with it is added to its faults.

    `regions` are the codes that a row may have, `sources` the keys that it may cite (None: any).
    """
    missing_columns(sheet, shape.needed)
    if sheet.faults:
        return []
    known, cited = list(regions), None if sources is None else set(sources)
    found, first = [], {}
    for row in sheet.rows:
        _check_identity(sheet, row, first)
        _check_source(sheet, row, cited)
        found += _of_row(sheet, table, shape, row, known)
    return found


def _check_identity(sheet: Sheet, row: Row, first: dict[str, Row]) -> None:
    name = row["id"]
    if not name:
        sheet.fault(row, "id", "the row has no id.", "Give it one that no other row has.")
    elif name in first:
        sheet.fault(row, "id", f"the id `{name[:40]}` is given twice.", f"Line {first[name].line} has it already.")
    else:
        first[name] = row


def _check_source(sheet: Sheet, row: Row, cited: set[str] | None) -> None:
    key = row["source"]
    if not key:
        sheet.fault(row, "source", "the row has no source.", "Name the key of a source.")
    elif cited is not None and key not in cited:
        sheet.fault(row, "source", f"no source has the key `{key[:40]}`.", "Add it to the sources file.")


def _of_row(sheet: Sheet, table: str, shape: Shape, row: Row, regions: list[str]) -> list[Observation]:
    before = len(sheet.faults)
    span = span_of_row(sheet, shape, row)
    region = read_word(sheet, row, shape.region, regions) if shape.region else ""
    split = read_word(sheet, row, "split", ("calibrate", "holdout"))
    size = read_number(sheet, row, "n", least=1) if "n" in sheet.header else None
    numbers = []
    for reading in shape.readings(sheet, row):
        value = read_number(sheet, row, reading.column, reading.least, reading.most) if reading.column else 1.0
        if value is not None:
            numbers.append((reading, value))
    if not numbers and len(sheet.faults) == before and shape.name != "elections":
        sheet.fault(row, None, "the row holds no number.", "Fill in a value, or drop the row.")
    if shape.whole_shares:
        _check_whole(sheet, row, {r.column: v for r, v in numbers})
    if len(sheet.faults) > before or span is None or region is None or split is None:
        return []
    start, end, day = span
    return [
        Observation(
            row["id"], table, row.line, reading.quantity, reading.question, reading.base, region, row["pollster"],
            start, end, day, value, reading.unit, None if size is None else int(size), row["source"],
            row["quality"] or "secondary", cast(SplitWord, split), row["note"],
        )
        for reading, value in numbers
    ]  # fmt: skip


def span_of_row(sheet: Sheet, shape: Shape, row: Row) -> tuple[date, date, date] | None:
    """First and last day of a row, and the day that stands for them; a fault where they are out of order."""
    first, *bounds = shape.when
    given = [name for name in bounds if row[name]]
    stated: Span | None = read_span(sheet, row, first) if first else None
    if first and stated is None:
        return None
    if len(given) < 2:
        if stated is None:
            read_span(sheet, row, next(name for name in bounds if not row[name]))
            return None
        return (*stated, middle(*stated))
    start, end = (read_span(sheet, row, name) for name in bounds)
    if start is None or end is None:
        return None
    if end[1] < start[0]:
        sheet.fault(row, bounds[1], f"the row ends on {end[1]}, before it begins on {start[0]}.", "Exchange the two.")
        return None
    if stated is not None and not (start[0] <= stated[1] and stated[0] <= end[1]):
        message = f"{row[first]} does not lie between {row[bounds[0]]} and {row[bounds[1]]}."
        sheet.fault(row, first, message, "The date stands for the days of fieldwork and lies among them.")
        return None
    day = middle(*stated) if stated is not None and stated[0] == stated[1] else middle(start[0], end[1])
    return start[0], end[1], day


def _check_whole(sheet: Sheet, row: Row, shares: dict[str, float]) -> None:
    total = sum(value for name, value in shares.items() if name not in ALSO_COUNTED)
    if total > SUM_OF_SHARES:
        sheet.fault(row, None, f"the shares add up to {total:g} %.", "No one is counted twice in one poll.")
