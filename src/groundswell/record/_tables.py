"""Reads every table of a case's record; this module sees both sides of the split and hands on one of them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from groundswell.ledger import Case, CaseError, Fault, RecordFile

from ._csv import Sheet, read_sheet
from ._observation import Observation
from ._rows import observations
from ._shapes import SHAPES
from ._sources import SourceOfFacts, read_sources

ANOTHER_CASE = ("comparison",)
"""Shapes whose rows speak of other cases, so that this case's split does not cut them."""


@dataclass
class Tables:
    """All observations of a case by table, with hashes (SHA-256) of the files and every fault found."""

    rows: dict[str, list[Observation]] = field(default_factory=dict)
    sources: Mapping[str, SourceOfFacts] = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def record_of(case: Case) -> RecordFile:
    """Return what a case says of its record; raises CaseError where it says nothing."""
    if case.record is None:
        hint = "Add a record.yaml with one CSV and one entry; docs/record.md shows how."
        raise CaseError([Fault(shown(case, "record.yaml"), 0, 0, None, f"{case.id} has no record.", hint)])
    return case.record


def read_tables(case: Case) -> Tables:
    """Read every table of a case; nothing is raised for what a file holds."""
    record, found = record_of(case), Tables()
    cited = None
    if record.sources is not None:
        sources, faults = read_sources(case.folder / record.sources, shown(case, record.sources))
        found.sources, cited = sources, None if faults else sources
        found.faults += faults
    for table in record.tables.values():
        sheet = read_sheet(case.folder / table.file, shown(case, table.file))
        rows = observations(sheet, table.id, SHAPES[table.shape], record.regions, cited)
        if table.shape not in ANOTHER_CASE:
            _check_split(sheet, rows, date.fromisoformat(record.split.calibrate_until))
        found.hashes[table.file] = sheet.sha256
        found.faults += sheet.faults
        found.rows[table.id] = rows if not sheet.faults else []
    return found


def _check_split(sheet: Sheet, rows: list[Observation], last: date) -> None:
    """A row that may be fitted speaks of no day that is held out."""
    lines = {row.line: row for row in sheet.rows}
    for line in sorted({one.line for one in rows if one.split == "calibrate" and one.end > last}):
        message = f"the row may be fitted and speaks of days after {last}, which are held out."
        sheet.fault(lines[line], "split", message, "Mark it `holdout`, or move the split in record.yaml.")


def shown(case: Case, name: str) -> str:
    """Return the path of a file of a case as short as it can be said from here."""
    path = str(case.folder / name)
    try:
        near = os.path.relpath(path)
    except (OSError, ValueError):
        return path
    return path if near.startswith("..") else near
