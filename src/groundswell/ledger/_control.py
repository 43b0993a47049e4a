"""Characters that do not show and have no business in a case file: control characters, marks of order, half pairs."""

from __future__ import annotations

import re
from functools import cache

# Bytes of UTF-8 with which no such character begins: all that print in ASCII, tab, both line ends, and most beyond.
_HARMLESS = bytes({*range(0x20, 0x7F), *b"\t\n\r", *range(0x80, 0x100)} - {0xC2, 0xED, 0xEF})


def control_in(text: str, data: bytes | None = None) -> re.Match[str] | None:
    """Return the first such character of a text, or None; `data` is the text in UTF-8, if it is at hand."""
    if data is not None and not data.translate(None, _HARMLESS):
        return None
    return _controls().search(text)


@cache
def _controls() -> re.Pattern[str]:
    """The pattern is large, takes a while to compile, and is seldom needed."""
    return re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
