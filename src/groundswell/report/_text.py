"""Documents as text."""

from __future__ import annotations

import json
from typing import Any


def as_json(document: Any) -> str:
    """Return a document as the text that is stored and printed."""
    return json.dumps(document, indent=2, ensure_ascii=False, allow_nan=False) + "\n"
