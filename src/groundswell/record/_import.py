"""Tables from files that the user has: event data, election results and polls in their common public layouts.

Event data become counts by month, region and kind, in the shape `indicators`; months without an event between the first
and the last of the file are counted as none. Elections become the shape `elections`, polls the shape `polls`.

Layouts: ACLED's export (event_date, event_type, admin1, fatalities), UCDP GED's (date_start, type_of_violence, adm_1,
best), ParlGov's election view and plain tables of results, and polls either wide (one column a party, as in the
collections of European polls) or long (one row an answer, as in American ones).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from groundswell.ledger import CaseError

from ._csv import Sheet, read_sheet
from ._foreign import Made
from ._foreign_events import acled, ucdp
from ._foreign_votes import election, polls


@dataclass(frozen=True)
class Imported:
    """A table as text, its shape, how many rows it has, and from how many rows it was made."""

    text: str
    shape: str
    rows: int
    read: int


def import_table(kind: str, path: Path, source: str, until: date | None = None, shown: str | None = None) -> Imported:
    """Turn a file of one of the KINDS into a table of the record.

    `source` is the key under which every row cites where it came from. Rows that end after `until` are marked
    `holdout`. Raises CaseError carrying every fault of the file, and KeyError for an unknown kind.
    """
    make = KINDS[kind]
    sheet = read_sheet(path, shown)
    made = Made("", (), []) if sheet.faults else make(sheet)
    if sheet.faults:
        raise CaseError(sheet.faults)
    rows = []
    for number, (last, cells) in enumerate(made.rows, start=1):
        split = "holdout" if until is not None and last > until else "calibrate"
        rows.append({"id": f"{source}-{number:04d}", "source": source, "quality": "read", "split": split, **cells})
    text = io.StringIO()
    writer = csv.DictWriter(text, made.columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return Imported(text.getvalue(), made.shape, len(rows), len(sheet.rows))


KINDS: Mapping[str, Callable[[Sheet], Made]] = {
    "acled": acled, "election": election, "polls": polls, "ucdp": ucdp,
}  # fmt: skip
