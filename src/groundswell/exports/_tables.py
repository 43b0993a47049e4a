"""Every table of a case, of its study and of its comparison as CSV, with a note on each column.

Sources of the formats: RFC 4180 for the tables, CSV on the Web (W3C 2015) for the note on them.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from groundswell.exports._case_tables import case_tables
from groundswell.exports._flatten import BETWEEN, Table, cells, flattened
from groundswell.exports._put import put_folder
from groundswell.exports._study_folder import Found
from groundswell.ledger import Case
from groundswell.report import as_json, compare_schema, verdicts_schema

NOTE = "csv-metadata.json"


def all_tables(case: Case, found: Found | None = None) -> list[Table]:
    """Return the tables of a case (`case_..`), and where given of its verdicts (`study..`) and comparison."""
    tables = case_tables(case)
    if found is not None and found.verdicts is not None:
        tables += flattened(found.verdicts, verdicts_schema(), "study")
    if found is not None and found.compare is not None:
        tables += flattened(found.compare, compare_schema(), "compare")
    return tables


def write_tables(case: Case, path: Path, found: Found | None = None) -> list[Table]:
    """Write every table as a CSV file into the folder `path`, which is made or replaced as a whole; return the tables.

    Raises ExportError where something else lies in that folder, OSError where it cannot be written.
    """
    tables = all_tables(case, found)
    files = {f"{table.name}.csv": csv_text(table).encode() for table in tables}
    put_folder(path, {**files, NOTE: note(tables).encode()})
    return tables


def csv_text(table: Table) -> str:
    """Return one table as CSV text with a heading; numbers are written so that they read back to the same bits."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([repr(value) if isinstance(value, float) else value for value in row] for row in cells(table))
    return made.getvalue()


def note(tables: list[Table]) -> str:
    """Return what each table and column means, in the form that CSV on the Web asks for."""
    return as_json({
        "@context": "http://www.w3.org/ns/csvw",
        "dc:description": f"Tables of a case. Several entries of one cell are divided by `{BETWEEN.strip()}`.",
        "tables": [
            {
                "url": f"{table.name}.csv",
                "dc:description": table.says,
                "tableSchema": {"columns": [_column(name, says) for name, says in table.columns.items()]},
            }
            for table in tables
        ],
    })  # fmt: skip


def _column(name: str, says: str) -> dict[str, str]:
    return {"name": name, "titles": name, **({"dc:description": says} if says else {})}
