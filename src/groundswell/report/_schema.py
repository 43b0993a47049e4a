"""The published shape of `verdicts.json`."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

SCHEMA = "groundswell.verdicts/1"


def verdicts_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a verdicts file.

    The version is part of its `$id`. Fields may be added within a version; a field that is
    removed, renamed or given another meaning makes a new version.
    """
    source = resources.files("groundswell.report") / "verdicts.schema.json"
    return json.loads(source.read_text(encoding="utf-8"))
