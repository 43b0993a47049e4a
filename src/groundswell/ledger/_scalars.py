"""How a plain word in a case file is read: YAML 1.2, with `true` and `false` as the only booleans."""

from __future__ import annotations

import re

Scalar = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {"": None, "null": None, "~": None, "true": True, "false": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,300}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_ODD_INTEGER = re.compile(r"0o[0-7]{1,300}\Z|0x[0-9a-fA-F]{1,300}\Z")
_ODD_FLOAT = {".inf": "inf", "+.inf": "inf", "-.inf": "-inf", ".nan": "nan"}


def resolve(text: str) -> Scalar:
    """Read one unquoted scalar; `NO`, `12:30` and `2006-01-25` stay words, `1e3` is a number."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in "+-.0123456789":
        return text
    if _INTEGER.match(text):
        return int(text)
    if len(text) <= 300 and _FLOAT.match(text):
        return float(text)
    if _ODD_INTEGER.match(text):
        return int(text, 0)
    if text.lower() in _ODD_FLOAT:
        return float(_ODD_FLOAT[text.lower()])
    return text
