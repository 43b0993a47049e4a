"""What every file from elsewhere is read with: its columns by meaning, its dates, and its numbers with signs."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from groundswell.ledger import nearest

from ._cells import Span, span_of
from ._csv import Row, Sheet

ENGLISH_DATES = ("%d %B %Y", "%d %b %Y", "%m/%d/%y", "%m/%d/%Y", "%d/%m/%Y")


@dataclass
class Names:
    """Columns of a file by meaning: the first of several spellings that the header has."""

    sheet: Sheet
    found: dict[str, str] = field(default_factory=dict)

    def need(self, meaning: str, *spellings: str) -> None:
        """Find a column; a fault where none of its spellings is there."""
        if not self.may(meaning, *spellings):
            meant = nearest(spellings[0], self.sheet.header)
            hint = f"Is it `{meant}`? " if meant else ""
            listed = " or ".join(f"`{name}`" for name in spellings)
            hint += f"The header has: {', '.join(self.sheet.header)}."
            self.sheet.fault(None, None, f"no column {listed} is there.", hint)

    def may(self, meaning: str, *spellings: str) -> bool:
        """Find a column that may be missing."""
        plain = {name.lower().replace(" ", "_"): name for name in self.sheet.header}
        column = next((plain[one] for one in spellings if one in plain), None)
        if column is not None:
            self.found[meaning] = column
        return column is not None

    def cell(self, row: Row, meaning: str) -> str:
        return row[self.found.get(meaning, "")]


@dataclass(frozen=True)
class Made:
    shape: str
    columns: tuple[str, ...]
    rows: list[tuple[date, dict[str, object]]]


def bare(row: Row, column: str) -> Row:
    """The row with a percent sign and thousands' commas taken off one cell."""
    text = row[column].replace("%", "").replace(",", "").strip()
    return Row(row.line, {**row.cells, column: text}, row.text, row.header)


def day_of(sheet: Sheet, row: Row, column: str) -> Span | None:
    """A date as these files write it: 2006-01-25, with a time after it, 25 January 2006, or 1/25/06."""
    text = row[column].split("T")[0].strip()
    text = text.split(" ")[0] if text[:4].isdigit() else text
    found = span_of(text)
    if found is not None:
        return found
    for form in ENGLISH_DATES:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        return day, day
    what = f"`{text[:40]}` is not a date" if text else "a date is missing"
    sheet.fault(row, column, f"{what}.", "A date is written as 2006-01-25 or 25 January 2006.")
    return None
