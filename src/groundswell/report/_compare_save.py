"""What a comparison of theories leaves behind, in one folder."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from groundswell.ledger import Case
from groundswell.report._compare_document import comparison_document
from groundswell.report._compare_page import compare_page
from groundswell.report._manifest import SCHEMA, provenance
from groundswell.report._staging import text_writer, write_all
from groundswell.report._text import as_json
from groundswell.verdict import THRESHOLDS, VACUOUS, Comparison


def save_comparison(
    found: Comparison, folder: str | os.PathLike[str], command: str | None = None, started: datetime | None = None
) -> list[Path]:
    """Write `compare.json`, `compare.html` and `compare-manifest.json` into a folder; return their paths.

    All are finished before the first takes its place. Raises OSError where the folder cannot be written.
    """
    document = comparison_document(found)
    return write_all(Path(folder), {
        "compare.json": text_writer(as_json(document)),
        "compare.html": text_writer(compare_page(document)),
        "compare-manifest.json": text_writer(as_json(_manifest(found, command, started))),
    })  # fmt: skip


def _manifest(found: Comparison, command: str | None, started: datetime | None) -> dict[str, Any]:
    case: Case = found.case  # type: ignore[assignment]  # the verdict room keeps it as a plain object
    return {
        "schema": SCHEMA,
        "case": case.id,
        "complete": found.complete,
        "command": command,
        "started": None if started is None else started.astimezone(UTC).isoformat(timespec="seconds"),
        "seconds": {stage: round(took, 2) for stage, took in found.seconds.items()},
        "duration": f"{found.seconds.get('all', 0):.0f} s",
        "seed": found.seed,
        "readings": {"drawn": found.drawn},
        "tolerance": case.claims.tolerance,
        "thresholds": {**THRESHOLDS, "vacuous": VACUOUS},
        "theories": [theory.id for theory in found.theories],
        "claims": list(found.asked),
        "holdout_looks": _looks(found),
        **provenance(case),
    }


def _looks(found: Comparison) -> int | None:
    """How often held-out rows of the case were looked at, this comparison included; None where they stayed closed."""
    look = getattr(found.given, "look", None)
    return None if look is None else look.looks
