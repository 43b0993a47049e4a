"""A case file as a tree of values that remember where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, cast

from ._faults import Fault, nearest
from ._scalars import Scalar as Value

SUGGESTED = 100  # nearest matches looked up in one file


class Mark(Protocol):
    """A place as the parser gives it: line and column count from 0."""

    line: int
    column: int


class Node:
    """A value with its place: line and column count from 1, width is the length of its caret."""

    __slots__ = ("end", "start")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.start, self.end = start, end

    @property
    def line(self) -> int:
        return self.start.line + 1

    @property
    def column(self) -> int:
        return self.start.column + 1

    @property
    def width(self) -> int:
        return max(self.end.column - self.start.column, 1) if self.end.line == self.start.line else 1


class Scalar(Node):
    """A single value; `style` is the quote or sign it is written with, and nothing for a plain word."""

    __slots__ = ("style", "value")

    def __init__(self, value: Value, style: str, start: Mark, end: Mark) -> None:
        self.value, self.style, self.start, self.end = value, style, start, end


class Listing(Node):
    """Values in order; `places` finds entries by their ids once somebody asks."""

    __slots__ = ("items", "places")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.items: list[Node] = []
        self.places: dict[str, Node] | None = None
        self.start, self.end = start, end


class Table(Node):
    """Values by key; `keys` holds the node of each key, so that a fault can point at the key."""

    __slots__ = ("keys", "values")

    def __init__(self, start: Mark, end: Mark) -> None:
        self.keys: dict[str, Scalar] = {}
        self.values: dict[str, Node] = {}
        self.start, self.end = start, end


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything under it, in the order of the file."""
    yield node
    if isinstance(node, Listing):
        for item in node.items:
            yield from walk(item)
    elif isinstance(node, Table):
        for key, value in node.values.items():
            yield node.keys[key]
            yield from walk(value)


def plain(node: Node | None) -> object:
    """Return the bare value of a node: dicts, lists and scalars without marks."""
    if isinstance(node, Listing):
        return [plain(item) for item in node.items]
    if isinstance(node, Table):
        return {key: plain(value) for key, value in node.values.items()}
    return node.value if isinstance(node, Scalar) else None


@dataclass
class Document:
    """One file of a case: its tree (None where it cannot be read), its lines and its faults so far."""

    path: Path
    shown: str
    lines: list[str] = field(default_factory=list)
    root: Node | None = None
    sha256: str = ""
    taken_from: dict[str, Path] = field(default_factory=dict)  # files of other cases, by the case's name
    faults: list[Fault] = field(default_factory=list)
    looked_up: int = 0

    def nearest(self, word: str, known: Iterable[str]) -> str | None:
        """Return the known word most like `word`, until so many were wrong that the search would take long."""
        self.looked_up += 1
        return nearest(word, known) if self.looked_up <= SUGGESTED else None

    def suggestion(self, word: str, known: Sequence[str], what: str = "It takes") -> str:
        """Say which known word was probably meant, and list the known ones where the list is short."""
        match = self.nearest(word, known)
        listing = f"{what}: {', '.join(known)}." if 0 < len(known) <= 16 else ""
        return " ".join(part for part in (f"Did you mean `{match}`?" if match else "", listing) if part)

    def fault(self, node: Node | None, message: str, hint: str | None = None, entry: str | None = None) -> None:
        """Record a fault at a node, or at the file as a whole where there is no node."""
        if node is None:
            self.fault_at(0, 0, message, hint, entry)
        else:
            self.fault_at(node.line, node.column, message, hint, entry, node.width)

    def fault_at(
        self, line: int, column: int, message: str, hint: str | None = None, entry: str | None = None, width: int = 1
    ) -> None:
        """Record a fault at a line and a column, both counted from 1."""
        source = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        self.faults.append(Fault(self.shown, line, column, entry, message, hint or None, source, width))

    def entries(self) -> dict[str, Any] | None:
        """Return what the file holds as bare values by key, or None where it holds no table."""
        return cast("dict[str, Any]", plain(self.root)) if isinstance(self.root, Table) else None

    def find(self, *path: str | int) -> Node | None:
        """Return the node at a path, or the deepest one on the way to it.

        A step is a key, an index, or the id of an entry in a list of entries.
        """
        node = self.root
        for step in path:
            below = _step(node, step)
            if below is None:
                return node
            node = below
        return node

    def key(self, *path: str | int) -> Node | None:
        """Return the node of the last key of a path, or the value where it has no key."""
        above = self.find(*path[:-1])
        if isinstance(above, Table) and path[-1] in above.keys:
            return above.keys[str(path[-1])]
        return self.find(*path)


def _step(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Table):
        return node.values.get(str(step))
    if isinstance(node, Listing):
        if isinstance(step, int):
            return node.items[step] if -len(node.items) <= step < len(node.items) else None
        if node.places is None:
            node.places = {name: item for item in reversed(node.items) if (name := identity(item)) is not None}
        return node.places.get(step)
    return None


def identity(node: Node) -> str | None:
    """Return the id that an entry gives itself, where it does."""
    found = node.values.get("id") if isinstance(node, Table) else None
    return found.value if isinstance(found, Scalar) and isinstance(found.value, str) else None
