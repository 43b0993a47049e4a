"""Reads polls that are no part of a case: rows that can be scored, and a located reason for each that cannot."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from groundswell.language import Node
from groundswell.ledger import Case, CaseError, nearest
from groundswell.record import (
    ALSO_COUNTED,
    POLL_COLUMNS,
    SUM_OF_SHARES,
    Row,
    Sheet,
    middle,
    month_of,
    read_number,
    read_sheet,
    span_of,
)

SUPPORT = "v_support"


@dataclass(frozen=True)
class Cell:
    """One answer to be scored: which party, where and when, and the share in percent that was found."""

    line: int
    id: str
    party: str
    region: str
    question: str
    base: str
    pollster: str
    start: date
    day: date
    size: int | None
    percent: float
    node: Node
    month: int


@dataclass(frozen=True)
class Refused:
    """A row (or one cell of it) that is not scored, and why; `line` counts from 1."""

    line: int
    id: str
    column: str | None
    reason: str


@dataclass
class Against:
    """A table as far as it can be scored. silent: columns that no node of the theory speaks of, with the reason."""

    shown: str
    sha256: str
    rows: int
    cells: list[Cell] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    silent: dict[str, tuple[int, str]] = field(default_factory=dict)


class _Bad(Exception):
    def __init__(self, column: str | None, reason: str):
        super().__init__(reason)
        self.column, self.reason = column, reason


def read_against(case: Case, path: Path, until: date | None, moved: bool) -> Against:
    """Read a table in the shape of `polls.csv` for scoring.

    Rows must lie after `until`; those marked `calibrate` are refused unless the split was `moved`. Raises CaseError
    where the file as a whole cannot be used.
    """
    sheet = read_sheet(path, _near(path))
    parties = [name for name in sheet.header if name and name not in POLL_COLUMNS]
    if not sheet.faults:
        _check_columns(sheet, parties)
    whole = [fault for fault in sheet.faults if not fault.line]
    if whole:
        raise CaseError(whole)
    found = Against(sheet.shown, sheet.sha256, len(sheet.rows))
    reader = _Reader(case, sheet, until, moved)
    seen: dict[str, int] = {}
    for row in sheet.rows:
        try:
            reader.once(row, seen)
            _take(found, row, reader, parties)
        except _Bad as bad:
            found.refused.append(Refused(row.line, row["id"], bad.column, bad.reason))
    return found


def _near(path: Path) -> str:
    try:
        near = os.path.relpath(path)
    except (OSError, ValueError):
        return str(path)
    return str(path) if near.startswith("..") else near


def _check_columns(sheet: Sheet, parties: list[str]) -> None:
    if "date" not in sheet.header:
        meant = nearest("date", sheet.header)
        hint = f"Is it `{meant}`? " if meant else ""
        sheet.fault(None, None, "the column `date` is missing.", f"{hint}The shape is that of polls.csv.")
    if not parties:
        sheet.fault(
            None, None, "no column is a party.", "Each column that is not about the poll is one, such as fatah."
        )
    if not sheet.rows:
        sheet.fault(None, None, "the table has no row.", "Each row is one poll.")


def _take(found: Against, row: Row, reader: _Reader, parties: list[str]) -> None:
    shares = reader.shares(row, parties)
    cells, bad = [], []
    about = reader.about(row)
    for party, percent in shares.items():
        why = reader.silent(party, about["region"])
        if why is not None:
            count, _ = found.silent.get(party, (0, ""))
            found.silent[party] = (count + 1, why)
            continue
        if not 0 <= percent <= 100:
            bad.append(Refused(row.line, row["id"], party, f"{percent:g} is not a share from 0 to 100."))
            continue
        cells.append(
            Cell(row.line, row["id"], party, percent=percent, node=reader.node(party, about["region"]), **about)
        )
    if not cells and not bad:
        named = ", ".join(shares) or "none"
        raise _Bad(None, f"no party of this row is spoken of by the theory (given: {named}).")
    found.refused += bad
    found.cells += cells


class _Reader:
    """Reads single rows for one case."""

    def __init__(self, case: Case, sheet: Sheet, until: date | None, moved: bool):
        self.case, self.sheet, self.until, self.moved = case, sheet, until, moved
        self.regions: Mapping[str, str] = dict(case.record.regions) if case.record else {}
        self.holders = case.setting.holders.get(SUPPORT, {})

    def once(self, row: Row, seen: dict[str, int]) -> None:
        name = row["id"]
        if name and seen.setdefault(name, row.line) != row.line:
            raise _Bad("id", f"the id `{name[:40]}` stands in line {seen[name]} already.")

    def shares(self, row: Row, parties: list[str]) -> dict[str, float]:
        """Shares by party; raises where a cell is no number or where someone was counted twice."""
        found = {}
        for party in parties:
            value = self._number(row, party)
            if value is not None:
                found[party] = value
        if not found:
            raise _Bad(None, "the row holds no share.")
        total = sum(value for party, value in found.items() if party not in ALSO_COUNTED)
        if total > SUM_OF_SHARES and all(0 <= value <= 100 for value in found.values()):
            raise _Bad(None, f"the shares add up to {total:g} %.")
        return found

    def _number(self, row: Row, column: str) -> float | None:
        before = len(self.sheet.faults)
        value = read_number(self.sheet, row, column)
        if len(self.sheet.faults) > before:
            raise _Bad(column, f"`{row[column][:40]}` is not a number.")
        return value

    def about(self, row: Row) -> dict:
        """Everything about a row but its shares."""
        start, day = self._days(row)
        size = self._number(row, "n") if "n" in self.sheet.header else None
        if size is not None and size < 1:
            raise _Bad("n", "a poll of nobody.")
        if row["split"] == "calibrate" and not self.moved:
            raise _Bad("split", "the row may be fitted, so it cannot be scored; --until moves the split.")
        month = month_of(self.case, day)
        calendar = self.case.setting.calendar
        if not 0 <= month <= calendar.end.index(calendar.start):
            raise _Bad("date", f"{day} lies outside the run, which goes from {calendar.start} to {calendar.end}.")
        if self.until is not None and start <= self.until:
            raise _Bad("date", f"{start} does not lie after {self.until}, up to which rows may be fitted.")
        return {
            "region": self._region(row), "question": row["question"], "base": row["base"],
            "pollster": row["pollster"] or f"unnamed, line {row.line}", "start": start, "day": day,
            "size": None if size is None else int(size), "month": month,
        }  # fmt: skip

    def _days(self, row: Row) -> tuple[date, date]:
        spans = {}
        for column in ("date", "date_start", "date_end"):
            if row[column]:
                spans[column] = span_of(row[column])
                if spans[column] is None:
                    raise _Bad(column, f"`{row[column][:40]}` is not a date.")
        stated = spans.get("date")
        start = (spans.get("date_start") or stated or (None, None))[0]
        end = (spans.get("date_end") or stated or (None, None))[1]
        if start is None or end is None:
            raise _Bad("date", "the row has no date.")
        if end < start:
            raise _Bad("date_end", f"the row ends on {end}, before it begins on {start}.")
        if stated is not None and not (start <= stated[1] and stated[0] <= end):
            raise _Bad("date", f"{row['date']} does not lie between {start} and {end}.")
        return start, stated[0] if stated is not None and stated[0] == stated[1] else middle(start, end)

    def _region(self, row: Row) -> str:
        region = row["region"]
        if not region or region in self.regions or region in self.case.ledger.actors:
            return region
        meant = nearest(region, self.regions)
        known = ", ".join(self.regions) or "actors of the case"
        raise _Bad("region", f"`{region[:40]}` is no region of this case; they are: {known}." + (
            f" Did you mean `{meant}`?" if meant else ""))  # fmt: skip

    def place(self, region: str) -> str | None:
        """The actor of a region; None for the whole, which is meant where no region is given."""
        return self.regions.get(region, region) or None

    def node(self, party: str, region: str) -> Node:
        """The support that a party's column observes in a region."""
        return Node("support", self._holder(party), self.place(region))

    def _holder(self, party: str) -> str:
        for entry in self._entries():
            if entry.quantity == party:
                return entry.observes.of
        return f"A_{party}"

    def _entries(self) -> Iterator:
        record = self.case.record
        for entry in record.series.values() if record else ():
            if record and record.tables[entry.table].shape == "polls" and entry.observes.var == SUPPORT:
                yield entry

    def silent(self, party: str, region: str) -> str | None:
        """Why no node speaks of a party in a region; None where one does."""
        holder, place = self._holder(party), self.place(region)
        holds = {cell for cell, holders in self.holders.items() if holder in holders}
        if not holds:
            return self._stated(party) or f"no organisation of the theory is called `A_{party}`"
        inside = {place, *self.case.setting.communities.get(place or "", {})}
        if place is not None and not holds & inside:
            return f"the theory gives {holder} no support in {place}"
        return None

    def _stated(self, party: str) -> str | None:
        record = self.case.record
        tables = [name for name, table in record.tables.items() if table.shape == "polls"] if record else []
        stated = record.unbound if record else ()
        return next((one.reason for one in stated if one.table in tables and one.quantity == party), None)


__all__ = ["Against", "Cell", "Refused", "read_against"]
