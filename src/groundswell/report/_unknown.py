"""What cannot be known from the record of a case, told from a fit's numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from groundswell.report._numbers import count, listed

Document = Mapping[str, Any]
MOVED = 0.05
"""A form's share must move by so much before the record is said to tell forms apart."""


def unknown(document: Document) -> list[dict[str, Any]]:
    """Return headings, each with a sentence and the entries that it is about; nothing where all is known."""
    found = [
        _parts(document, "nothing", "The record says nothing about {n} of these parts of the theory",
               "Their readings are those of the prior; any number for them is ours and not the world's."),
        _parts(document, "unclear", "Of {parts} it cannot be told from chance whether the record speaks",
               "More particles would tell; the record may or may not."),
        _forms(document), _variables(document), _claims(document), _predictions(document), _surprising(document),
        _gaps(document), _held_out(document),
    ]  # fmt: skip
    return [one for one in found if one]


def _parts(document: Document, word: str, heading: str, sentence: str) -> dict[str, Any] | None:
    rows = [(id, one["says"]) for id, one in document["mechanisms"].items() if one["word"] == word]
    return _entry(heading.format(n=len(rows), parts=count(len(rows), "part")), sentence, rows)


def _entry(heading: str, sentence: str, rows: Sequence[tuple[str, str]]) -> dict[str, Any] | None:
    return {"heading": heading, "sentence": sentence, "rows": sorted(rows)} if rows else None


def _forms(document: Document) -> dict[str, Any] | None:
    def told(one: Mapping[str, Any]) -> bool:
        return any(abs(f["posterior"] - f["prior"]) >= MOVED for f in one["forms"].values())

    said = ("little", "something", "much")
    rows = [
        (id, one["says"]) for id, one in document["mechanisms"].items()
        if one["forms"] and not (told(one) and one["word"] in said)
    ]  # fmt: skip
    many = f"{count(len(rows), 'mechanism')} act{'s' if len(rows) == 1 else ''}"
    sentence = "Straight, saturating or with a threshold: the record does not part them."
    return _entry(f"In which form {many} is left open", sentence, rows)


def _variables(document: Document) -> dict[str, Any] | None:
    rows = [(name, "") for name in document["variables"]["unread"]]
    every = len(rows) + len(document["variables"]["read"])
    sentence = "What the theory says of them meets no figure; they are moved by what is read of others alone."
    return _entry(f"No series reads {len(rows)} of {every} variables", sentence, rows)


def _claims(document: Document) -> dict[str, Any] | None:
    rows = [(id, one["says"]) for id, one in document["claims"].items() if one["record_says"] == "no data"]
    sentence = "They compare the world with one that was otherwise, and a record holds one world."
    return _entry(f"On {count(len(rows), 'claim')} the record itself has no data", sentence, rows)


def _predictions(document: Document) -> dict[str, Any] | None:
    rows = [(id, one["says"]) for id, one in document["predictions"].items() if one["record_says"] == "no data"]
    sentence = "They speak of later years, or of what no row counts."
    return _entry(f"On {count(len(rows), 'prediction')} the record has no data", sentence, rows)


def _surprising(document: Document) -> dict[str, Any] | None:
    rows = [(id, f"{one['values']} values") for id, one in document["series"].items() if one["surprising"]]
    return _entry(f"{count(len(rows), 'series', 'series').capitalize()} that readings would hardly have left",
                  "Neither the theory nor the way they are read accounts for them.", rows)  # fmt: skip


def _gaps(document: Document) -> dict[str, Any] | None:
    rows = [
        (id, listed([f"{first} to {last}" for first, last in gaps])) for id, gaps in document["gaps"].items() if gaps
    ]
    many = f"{count(len(rows), 'series', 'series').capitalize()} {'has' if len(rows) == 1 else 'have'}"
    return _entry(f"{many} gaps of more than a year and a half", "Nothing was filled in.", rows)


def _held_out(document: Document) -> dict[str, Any] | None:
    rows = document["rows"]["held_out"]
    if not rows:
        return None
    return {
        "heading": f"{rows} {'row' if rows == 1 else 'rows'} after {document['until']}"
        f" {'was' if rows == 1 else 'were'} not read",
        "sentence": "What is held out is for a score, and each look is counted.", "rows": [],
    }  # fmt: skip
