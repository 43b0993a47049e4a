"""A fault says where a file is wrong, what is wrong, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 96  # characters of a long source line that are printed around the fault


@dataclass(frozen=True, slots=True)  # and not `frozen`: there may be a hundred thousand of them
class Fault:
    """One thing wrong with a case; lines and columns count from 1, and line 0 means the file as a whole."""

    file: str
    line: int
    column: int
    entry: str | None
    message: str
    hint: str | None = None
    source_line: str = ""
    width: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        who = f"{self.entry}: " if self.entry and f"`{self.entry}`" not in self.message else ""
        parts = [f"{place}: {who}{self.message}"]
        if self.line and self.source_line.strip():
            parts.append(self._picture())
        if self.hint:
            parts.append(self.hint)
        return "\n\n".join(parts)

    def _picture(self) -> str:
        number = f"  {self.line} | "
        text, column = _window(self.source_line, self.column - 1)
        carets = "^" * max(1, min(self.width, len(text) - column))
        return f"{number}{text}\n{' ' * (len(number) - 2)}| {' ' * column}{carets}"


class CaseError(Exception):
    """A case cannot be used; `faults` lists everything that is wrong with it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = list(faults)
        super().__init__("\n\n".join(str(fault) for fault in self.faults))


class CaseNotFound(CaseError):
    """No case has that name and no folder with a case lies at that path."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, or None where nothing comes close."""
    if len(word) > 80:
        return None
    from difflib import get_close_matches

    candidates = {_plain(name): name for name in known}
    if _plain(word) in candidates:
        return candidates[_plain(word)]
    found = get_close_matches(_plain(word), list(candidates), n=1, cutoff=0.55)
    return candidates[found[0]] if found else None


def _plain(word: str) -> str:
    return word.lower().replace("-", "_")


def _window(text: str, column: int) -> tuple[str, int]:
    """Cut a long line down to the stretch around `column`; returns the text and the column in it."""
    text = "".join(" " if character < " " else character for character in text)
    column = max(0, min(column, len(text)))
    if len(text) <= SHOWN:
        return text, column
    first = max(0, min(column - SHOWN // 3, len(text) - SHOWN))
    head = "... " if first else ""
    tail = " ..." if first + SHOWN < len(text) else ""
    return head + text[first : first + SHOWN] + tail, column - first + len(head)
