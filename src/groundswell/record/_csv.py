"""Reads a CSV file into rows that remember where each of their cells stands."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import Path

from groundswell._frozen import frozen
from groundswell.ledger import Fault, Unreadable, nearest, read_bytes

BYTES = 64_000_000
"""A file larger than this is refused."""


@frozen
class Row:
    """One row: cells by column, stripped; `line` counts from 1."""

    line: int
    cells: dict[str, str]
    text: str
    header: tuple[str, ...]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def place(self, column: str | None) -> int:
        """The character (from 1) at which the cell of a column begins, or 1 for the row as a whole."""
        return dict(zip(self.header, _starts(self.text), strict=False)).get(column or "", 1)


@dataclass
class Sheet:
    """A CSV file as read: header, rows, and every fault found so far."""

    shown: str
    header: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    sha256: str = ""

    def fault(self, row: Row | None, column: str | None, message: str, hint: str | None = None) -> None:
        """Record a fault at a cell, at a row, or at the file as a whole."""
        if row is None:
            self.faults.append(Fault(self.shown, 0, 0, None, message, hint))
            return
        place = row.place(column)
        width = max(1, len(row[column])) if column else 1
        said = f"{column}: {message}" if column else message
        entry = row["id"] or None
        self.faults.append(Fault(self.shown, row.line, place, entry, said, hint, row.text, width))


def read_sheet(path: Path, shown: str | None = None) -> Sheet:
    """Read a CSV file with a header; whatever is wrong with it is in the sheet's faults, and nothing is raised."""
    sheet = Sheet(shown or str(path))
    try:
        data = read_bytes(path, BYTES, "a table")
    except Unreadable as problem:
        sheet.fault(None, None, str(problem))
        return sheet
    sheet.sha256 = hashlib.sha256(data).hexdigest()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = data[: problem.start].count(b"\n") + 1
        sheet.fault(None, None, f"line {line} is not UTF-8 text.", "Save the file as UTF-8.")
        return sheet
    _parse(sheet, text)
    return sheet


def _parse(sheet: Sheet, text: str) -> None:
    lines = text.splitlines()
    reader = csv.reader(io.StringIO(text, newline=""), strict=False)
    number = 0
    try:
        for cells in reader:
            first, number = number + 1, reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if not sheet.header:
                sheet.header = tuple(cell.strip() for cell in cells)
                _check_header(sheet)
                continue
            _add(sheet, first, cells, lines[first - 1] if first <= len(lines) else "")
    except csv.Error as problem:
        sheet.fault(None, None, f"this is not CSV near line {reader.line_num}: {problem}.")
    if not sheet.header:
        sheet.fault(None, None, "the file is empty.", "Its first line names the columns.")


def _check_header(sheet: Sheet) -> None:
    for name in sorted({name for name in sheet.header if sheet.header.count(name) > 1}):
        sheet.fault(None, None, f"the column `{name}` stands twice in the header.", "Rename one of the two.")


def _add(sheet: Sheet, line: int, cells: list[str], text: str) -> None:
    named = dict(zip(sheet.header, (cell.strip() for cell in cells), strict=False))
    row = Row(line, named, text, sheet.header)
    over = [cell for cell in cells[len(sheet.header) :] if cell.strip()]
    if over:
        message = f"the row has {len(cells)} cells and the header {len(sheet.header)}."
        sheet.fault(row, None, message, "A cell with a comma in it stands in double quotes.")
    sheet.rows.append(row)


def _starts(text: str) -> list[int]:
    """Columns (from 1) at which the cells of a line begin; quotes keep their commas."""
    starts, quoted = [1], False
    for place, letter in enumerate(text, start=1):
        if letter == '"':
            quoted = not quoted
        elif letter == "," and not quoted:
            starts.append(place + 1)
    return starts


def missing_columns(sheet: Sheet, needed: tuple[str, ...]) -> None:
    """Record a fault for each column that a shape needs and the header lacks."""
    for name in needed:
        if name not in sheet.header:
            meant = nearest(name, sheet.header)
            hint = f"Is it `{meant}`? " if meant else ""
            sheet.fault(
                None, None, f"the column `{name}` is missing.", f"{hint}The header has: {', '.join(sheet.header)}."
            )
