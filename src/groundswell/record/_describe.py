"""A record as data: series, spans, gaps, and what observes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from groundswell.ledger import Case

from ._observation import Observation
from ._record import Coverage, Record, coverage
from ._series import Series
from ._tables import record_of

SCHEMA = "groundswell.record/1"
GAP_DAYS = 550
"""Two readings of a series further apart than a year and a half leave a gap worth naming."""


def record_document(case: Case, record: Record) -> dict[str, Any]:
    """Return what a record covers, as plain data; of hold-out rows it tells number and days alone."""
    entry = record_of(case)
    return {
        "schema": SCHEMA,
        "case": record.case,
        "split": {
            "calibrate_until": str(record.until), "holdout_until": str(record.holdout_until),
            "reason": entry.split.reason,
        },
        "tables": [
            {
                "id": table.id, "file": table.file, "shape": table.shape, "caveats": list(table.caveats),
                "sha256": record.hashes[table.file],
            }
            for table in entry.tables.values()
        ],
        "series": [_series(record, one) for one in record.series],
        "unbound": [
            {
                "table": one.table, "quantity": one.quantity, "question": one.question or None,
                "regions": [region for region in one.regions if region], "calibrate": _coverage(one.calibrate),
                "holdout": _coverage(one.holdout), "reason": one.reason, "stated": one.stated,
            }
            for one in record.loose
        ],
        "sources": len(record.sources),
    }  # fmt: skip


def _series(record: Record, one: Series) -> dict[str, Any]:
    rows = one.observations
    seen = [*rows]
    return {
        "id": one.id, "node": str(one.node), "model": one.entry.model, "reason": one.entry.reason,
        "table": one.entry.table, "quantity": one.entry.quantity, "region": one.region or None,
        "question": one.entry.question, "base": sorted({row.base for row in seen if row.base}),
        "unit": seen[0].unit if seen else None, "pollsters": sorted({row.pollster for row in seen if row.pollster}),
        "calibrate": _coverage(coverage(rows)), "holdout": _coverage(record.held_out[one.id]),
        "gaps": [[str(a), str(b)] for a, b in gaps(rows)],
    }  # fmt: skip


def gaps(rows: Sequence[Observation]) -> list[tuple[date, date]]:
    """Stretches of more than a year and a half in which a series says nothing, by the days that it does speak of."""
    spans = sorted((one.start, one.end) for one in rows)
    return [(before[1], after[0]) for before, after in pairwise(spans) if (after[0] - before[1]).days > GAP_DAYS]


def _coverage(one: Coverage) -> dict[str, Any]:
    return {
        "rows": one.rows,
        "first": str(one.first) if one.first else None,
        "last": str(one.last) if one.last else None,
    }
