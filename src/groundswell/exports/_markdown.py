"""Small pieces of Markdown, with the words of a case made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_SPECIAL = re.compile(r"[\\`*\[\]<>|#~]|(?<!\w)_|_(?!\w)")


def said(text: str | None) -> str:
    """Return a sentence on one line in which nothing means anything to Markdown."""
    return _SPECIAL.sub(lambda found: f"\\{found.group()}", " ".join((text or "").split()))


def code(text: str | None) -> str:
    """Return a formula or an id as code, fit for a cell of a table."""
    plain = " ".join((text or "").split()).replace("`", "'").replace("|", "\\|")
    return f"`{plain}`" if plain else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; a sentence stands in the place of one without rows."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    if not lines:
        return "There are none."
    return "\n".join(["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *lines])


def bullets(lines: Iterable[str]) -> str:
    """Return a list; a sentence stands in the place of an empty one."""
    return "\n".join(f"- {line}" for line in lines) or "There are none."


def between(pair: Sequence[float] | None, unit: str = "") -> str:
    """Return a range in words, such as `2 to 10 months`."""
    if pair is None:
        return ""
    low, high = pair
    words = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{words} {unit}".strip()


def paragraphs(names: Iterable[str]) -> str:
    """Return paragraphs of the text, or a dash where it has none."""
    return ", ".join(names) or "-"
