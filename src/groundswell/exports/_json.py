"""Reads JSON that somebody else may have written."""

from __future__ import annotations

import json
from typing import Any

from groundswell.exports._troubles import ExportError


def read_object(data: bytes, name: str) -> dict[str, Any]:
    """Return the object that a JSON text holds; raises ExportError with a sentence for anything else."""
    try:
        found = json.loads(data.decode("utf-8"), parse_constant=_refused, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise ExportError([f"{name}: this is not UTF-8 text."]) from None
    except RecursionError:
        raise ExportError([f"{name}: this JSON is nested too deeply."]) from None
    except ValueError as problem:
        raise ExportError([f"{name}: this is not JSON: {problem}."]) from None
    if not isinstance(found, dict):
        raise ExportError([f"{name}: a JSON object is expected, not {type(found).__name__}."])
    return found


def _refused(word: str) -> None:
    raise ValueError(f"{word} is not a number that JSON knows")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice in one object")
    return found
