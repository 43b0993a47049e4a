"""How exports fail: in sentences, all of them at once."""

from __future__ import annotations

from collections.abc import Iterable


class ExportError(Exception):
    """Something cannot be exported or run again; `sentences` says everything that stands in the way."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


class OtherVersion(ExportError):
    """A crate was made with other versions than those at hand, so its bits need not come out again."""


def refuse_if(sentences: Iterable[str]) -> None:
    """Raise ExportError where there is anything to say."""
    found = tuple(sentences)
    if found:
        raise ExportError(found)
