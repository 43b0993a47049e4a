"""What the record itself says of claims, predictions and facts, and shares that a fit gave, in the published shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from groundswell.ledger import Case
from groundswell.report._claim_document import NOT_TESTED
from groundswell.verdict import NO_DATA, Answered, Recorded, Study

FIT = "groundswell.fit/1"
ANSWERS = "groundswell.answers/1"
FIT_FILE = Path("fit") / "fit.json"


def record_of(recorded: Mapping[str, Recorded], id: str) -> dict[str, Any] | None:
    """Return what the record says of one entry; None where the record was not asked (a case without one)."""
    found = recorded.get(id)
    return None if found is None else recorded_document(found)


def answers_document(case: Case, found: Mapping[str, Recorded], until: str, looks: int | None) -> dict[str, Any]:
    """Return what the record says of every claim, prediction and fact; docs/record.md describes every field."""
    ledger = case.ledger
    kinds = {"claims": ledger.claims, "predictions": ledger.predictions, "facts": ledger.facts}
    return {
        "schema": ANSWERS, "case": case.id, "until": until, "holdout_opened": looks is not None, "looks": looks,
        **{
            kind: {id: {"says": entries[id].paraphrase, **recorded_document(found[id])} for id in entries}
            for kind, entries in kinds.items()
        },
    }  # fmt: skip


def recorded_document(found: Recorded) -> dict[str, Any]:
    """Return what the record says of one entry."""
    return {
        "word": found.word, "why": found.why, "held_out": found.held_out,
        "tests": [answered_document(one) for one in found.tests],
    }  # fmt: skip


def answered_document(one: Answered) -> dict[str, Any]:
    """Return one test that was put to the record."""
    return {
        "says": one.says, "decides": one.decides, "fact": one.fact, "word": one.word, "why": one.why,
        "formula": one.formula, "given": one.given, "reason": one.reason,
        "numbers": [
            {
                "name": number.name, "value": number.value, "unit": number.unit, "rows": number.rows,
                "sources": number.sources, "held_out": number.held_out,
            }
            for number in one.numbers
        ],
    }  # fmt: skip


def record_section(study: Study) -> dict[str, Any] | None:
    """Return up to which day rows were read for all this, and whether held-out rows were opened; None without one."""
    if not study.recorded:
        return None
    return {
        "until": study.recorded_until, "holdout_opened": study.looks is not None, "looks": study.looks,
        "fit": None if not study.fitted else {"until": study.fitted["until"], "effective": study.fitted["effective"]},
    }  # fmt: skip


def given_of(study: Study, kind: str, id: str) -> dict[str, Any] | None:
    """Return the share in readings weighed by the record, where a fit of the same case lies beside the study."""
    found = (study.fitted or {}).get(kind, {}).get(id)
    if found is None:
        return None
    tested = found["verdict_given_record"] not in NOT_TESTED
    return {
        "share": found["share_given_record"] if tested else None,
        "interval": found["interval_given_record"] if tested else None,
        "verdict": found["verdict_given_record"], "share_before": found["share"], "moved": found["moved"],
    }  # fmt: skip


def fitted_beside(folder: Path, case: Case) -> Mapping[str, Any] | None:
    """Return what `groundswell fit` left in a study's folder, where it was made from the same files; else None."""
    try:
        found = json.loads((folder / FIT_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    same = isinstance(found, dict) and found.get("schema") == FIT and found.get("hashes") == dict(case.hashes)
    if not same:
        return None
    return {
        "until": found["until"], "effective": found["particles"]["effective"], "claims": found["claims"],
        "predictions": found["predictions"],
    }  # fmt: skip


def record_label(record: Mapping[str, Any] | None) -> str:
    """Return the word for a table: the record's, or `held out` where rows behind the split would answer."""
    if record is None:
        return ""
    return "held out" if record["word"] == NO_DATA and record["held_out"] else record["word"]


def record_lines(verdicts: Mapping[str, Any]) -> list[str]:
    """Return what the column of the record means, and how often it speaks; nothing where a case has none."""
    section = verdicts.get("record")
    if not section:
        return []
    every = [*verdicts["claims"], *verdicts["predictions"]]
    told = [record_label(one.get("record")) for one in every]
    spoken, held = sum(word not in ("no data", "held out", "") for word in told), told.count("held out")
    lines = [
        f"The record itself speaks of a part or the whole of {spoken} of {len(every)} claims and predictions, by rows"
        f" up to {section['until']}{_opened(section, held)}. A part that holds leaves the rest of the sentence open."
    ]
    if section["fit"]:
        lines.append(
            f"Given: share in readings weighed by the record (fit up to {section['fit']['until']}, worth about"
            f" {section['fit']['effective']:.0f} readings)."
        )
    return lines


def _opened(section: Mapping[str, Any], held: int) -> str:
    if section["holdout_opened"]:
        many = section["looks"]
        return f" and by rows that are held out (look {many} at them)"
    return f"; of {held} more the rows are held out, and --holdout opens them" if held else ""
