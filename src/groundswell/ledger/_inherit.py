"""Entries that a case takes over from another: `as_in: gaza-2007` fills in every key that the entry leaves out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from ._faults import nearest
from ._tree import Document, Listing, Node, Scalar, Table, identity
from ._yaml import read_yaml

KEY = "as_in"

Step = str | int
Find = Callable[[str], Path | None]
"""Gives the folder of a shipped case by its name, or None."""


def inherit(document: Document, file: str, find: Find, known: list[str]) -> None:
    """Fill every table that says `as_in: CASE` from the table at the same place of that case's file of the same name.

    Keys that stand here win. What is filled in is told, in faults, at the place where `as_in` stands. A case whose own
    entry is taken over from a third is refused. What was read counts into the document's hash.
    """
    if not any(KEY in line for line in document.lines):
        return  # most cases take nothing over, and looking through every value of a long ledger takes a while
    sources: dict[str, Document | None] = {}
    for path, table in list(_asking(document.root, ())):
        asked = table.values.pop(KEY)
        table.keys.pop(KEY)
        name = asked.value if isinstance(asked, Scalar) else None
        source = _source(document, asked, str(name), file, find, known, sources)
        if source is not None:
            _fill(document, asked, table, source, path, str(name))
    for name, source in sorted(sources.items()):
        if source is not None:
            document.taken_from[name] = source.path
            document.sha256 = hashlib.sha256(f"{document.sha256} {name} {source.sha256}".encode()).hexdigest()


def _asking(node: Node | None, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Table]]:
    """Every table that asks to be filled, with the way to it: keys, and ids of entries in lists."""
    if isinstance(node, Listing):
        for number, item in enumerate(node.items):
            yield from _asking(item, (*path, identity(item) or number))
    elif isinstance(node, Table):
        if KEY in node.values:
            yield path, node
        for key, below in node.values.items():
            yield from _asking(below, (*path, key))


def _source(
    document: Document, asked: Node, name: str, file: str, find: Find, known: list[str], sources: dict
) -> Document | None:
    if name not in sources:
        folder = find(name)
        sources[name] = None if folder is None else read_yaml(folder / file)
        if folder is None:
            match = nearest(name, known)
            meant = f"Did you mean `{match}`?" if match else f"They are: {', '.join(known)}."
            document.fault(asked, f"no case `{name[:60]}` comes with Groundswell.", meant)
        elif sources[name].root is None:
            document.fault(asked, f"`{name}` has no {file} that can be read.")
            sources[name] = None
    return sources[name]


def _fill(document: Document, asked: Node, table: Table, source: Document, path: tuple[Step, ...], name: str) -> None:
    found = source.root
    for step in path:
        found = _below(found, step)
    where = " ".join(str(step) for step in path) or "the file"
    if not isinstance(found, Table):
        document.fault(asked, f"`{name}` has no entry at `{where[:80]}` to take over.", "Write the entry out.")
        return
    if KEY in found.values:
        document.fault(
            asked, f"`{name}` takes `{where[:80]}` over from a third case.", f"Name that case after `{KEY}`."
        )
        return
    for key, value in found.values.items():
        if key not in table.values:
            table.keys[key] = _moved(found.keys[key], asked)  # type: ignore[assignment]
            table.values[key] = _moved(value, asked)


def _below(node: Node | None, step: Step) -> Node | None:
    if isinstance(node, Table):
        return node.values.get(str(step))
    if isinstance(node, Listing):
        return next((item for item in node.items if identity(item) == step), None)
    return None


def _moved(node: Node, place: Node) -> Node:
    """A copy of a node that says it stands where `as_in` does."""
    if isinstance(node, Scalar):
        return Scalar(node.value, "folded", place.start, place.end)
    if isinstance(node, Listing):
        copy = Listing(place.start, place.start)
        copy.items = [_moved(item, place) for item in node.items]
        return copy
    if isinstance(node, Table):
        table = Table(place.start, place.start)
        table.keys = {key: _moved(one, place) for key, one in node.keys.items()}  # type: ignore[misc]
        table.values = {key: _moved(one, place) for key, one in node.values.items()}
        return table
    return node
