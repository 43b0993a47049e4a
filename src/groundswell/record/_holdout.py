"""The far side of the split: it opens only after the look is written down."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from groundswell._frozen import frozen
from groundswell.ledger import Case

from ._observation import Observation
from ._record import near_side


@frozen
class Look:
    """One look at rows that were held out: how often this case was looked at, and this very data, this one included."""

    log: Path
    looks: int
    looks_at_this: int


def write_look(log: Path, case: str, data: str, more: Mapping[str, Any]) -> Look:
    """Add one line to a log of looks and count its lines.

    `data` names what was looked at by its SHA-256; `more` goes into the line as it is. Raises OSError where the log
    cannot be written, and then nothing may be looked at.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    before = [one for one in _lines(log) if one.get("case") == case]
    line = {"case": case, "data": data, "at": datetime.now(UTC).isoformat(timespec="seconds"), **more}
    with log.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    same = sum(one.get("data") == data for one in before)
    return Look(log, len(before) + 1, same + 1)


def _lines(log: Path) -> list[dict[str, Any]]:
    try:
        lines = log.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return []
    found = []
    for line in lines:
        try:
            read = json.loads(line)
        except ValueError:
            continue
        if isinstance(read, dict):
            found.append(read)
    return found


def open_holdout(
    case: Case, log: Path, purpose: str, until: date | None = None, command: str | None = None
) -> tuple[tuple[Observation, ...], Look]:
    """Write the look down, then return the rows of a case that lie behind the split, and the count of looks.

    `command` is what asked for it. Raises OSError where the log cannot be written and CaseError where the record has
    faults.
    """
    record, rows = near_side(case, until)
    data = ",".join(f"{name}={digest[:16]}" for name, digest in sorted(record.hashes.items()))
    more = {"purpose": purpose, "until": str(record.until), "rows": len(rows)}
    look = write_look(log, case.id, data, more if command is None else {**more, "command": command})
    return tuple(rows), look
