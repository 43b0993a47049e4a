"""What a pass over a document keeps: faults, the entry it is in, and every id used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ._tree import Document, Listing, Node, Scalar, Table


class _Broken:
    """Stands for a value that cannot be read; whatever holds it is broken too."""

    def __bool__(self) -> bool:
        return False


BROKEN = _Broken()


class Use(NamedTuple):
    """An id that an entry refers to, with the place where it does so."""

    kinds: tuple[str, ...]
    also: tuple[str, ...]
    name: str
    node: Node
    entry: str | None


@dataclass
class Reading:
    """What one pass over a document leaves behind besides the objects."""

    document: Document
    dates: Mapping[str, Any] = field(default_factory=dict)  # `start` and `end`, once the calendar is known
    uses: list[Use] = field(default_factory=list)
    entry: str | None = None

    def fault(self, node: Node | None, message: str, hint: str | None = None) -> _Broken:
        self.document.fault(node, message, hint, self.entry)
        return BROKEN


Reader = Callable[[Reading, Node], Any]


def said(node: Node) -> str:
    """Name what stands at a node, for a message."""
    if isinstance(node, Table):
        return "a table"
    if isinstance(node, Listing):
        return "a list"
    value = node.value if isinstance(node, Scalar) else None
    if value is None:
        return "nothing"
    return f"`{str(value)[:60]}`" if not isinstance(value, bool) else f"`{str(value).lower()}`"


def article(kind: str) -> str:
    """Put `a` or `an` before a word."""
    return ("an " if kind[0] in "aeiou" else "a ") + kind
