"""What can be wrong with a request to a published model."""

from __future__ import annotations

from collections.abc import Iterable

from groundswell.ledger import nearest


class ReplicateError(ValueError):
    """A published model cannot be run as asked; the message says every fault and the way out."""


def unknown(kind: str, word: str, known: Iterable[str]) -> str:
    """Return the sentence about a name that nobody knows, with the name most like it."""
    names = sorted(known)
    meant = nearest(word, names)
    guess = f"Did you mean `{meant}`? " if meant else ""
    return f"There is no {kind} `{word}`. {guess}There are: {', '.join(names) or 'none'}."
