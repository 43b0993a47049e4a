"""What a study or a comparison left in its folder, read back and held against the case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from groundswell.exports._json import read_object
from groundswell.exports._shape import shape_faults, stated_in_full
from groundswell.exports._troubles import ExportError, refuse_if
from groundswell.ledger import Case
from groundswell.report import compare_schema, verdicts_schema

MOST = 64_000_000
"""Bytes of a document that is read back."""

VERDICTS, COMPARE, MANIFEST = "verdicts.json", "compare.json", "manifest.json"


@dataclass(frozen=True, slots=True)
class Found:
    """The documents of a study's folder; None where there is none."""

    folder: Path
    verdicts: Mapping[str, Any] | None
    compare: Mapping[str, Any] | None


def found_in(folder: Path, case: Case) -> Found:
    """Return what lies in `folder`; raises ExportError where it is of another case, format or state of the files."""
    verdicts, compare = _document(folder / VERDICTS), _document(folder / COMPARE)
    refuse_if(
        [
            *_doubts(folder / VERDICTS, verdicts, stated_in_full(verdicts_schema()), case, "study"),
            *_doubts(folder / COMPARE, compare, stated_in_full(compare_schema()), case, "compare"),
        ]
    )
    return Found(folder, verdicts, compare)


def needed(found: Found) -> Mapping[str, Any]:
    """Return the verdicts; raises ExportError where there are none or the study was stopped."""
    if found.verdicts is None:
        raise ExportError(
            [f"{found.folder} holds no {VERDICTS}. Run `groundswell study CASE`, or name its folder with --study."]
        )
    if found.verdicts.get("complete") is not True:
        raise ExportError([f"{found.folder / VERDICTS}: the study was stopped. Run it again to finish it."])
    return found.verdicts


def _document(path: Path) -> dict[str, Any] | None:
    try:
        if not path.is_file():
            return None
        if path.stat().st_size > MOST:
            raise ExportError([f"{path} is larger than {MOST:,} bytes; no study writes such a file."])
        data = path.read_bytes()
    except OSError as problem:
        raise ExportError([f"{path}: cannot be read: {(problem.strerror or 'unknown cause').lower()}."]) from None
    return read_object(data, str(path))


def _doubts(
    path: Path, document: Mapping[str, Any] | None, schema: Mapping[str, Any], case: Case, verb: str
) -> Iterator[str]:
    if document is None:
        return
    if wrong := shape_faults(document, schema):
        yield from (f"{path}: {one}" for one in wrong)
    elif document.get("case") != case.id:
        yield f"{path}: this is a study of {str(document.get('case'))[:60]} and not of {case.id}."
    else:
        for name in changed(document["manifest"]["hashes"], case):
            yield f"{path}: {name} of {case.id} has changed since. Run `groundswell {verb}` again, or move it away."


def changed(stored: Mapping[str, Any], case: Case) -> list[str]:
    """Return the names of the case's files whose SHA-256 is not the stored one."""
    return [name for name in {**stored, **case.hashes} if stored.get(name) != case.hashes.get(name)]
