"""Reads a tree into frozen objects, noting every fault and every id used on the way."""

from __future__ import annotations

import dataclasses
import re
import types
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from ._reading import BROKEN, Reader, Reading, Use, article, said
from ._shapes import Choice, Entries, Free, Number, Words
from ._tree import Document, Listing, Node, Scalar, Table, identity, plain
from ._values import MAKERS, bare, number_reader, read_boolean, read_whole, text_reader, word_reader


def read(document: Document, kind: Any, dates: Mapping[str, Any] | None = None) -> tuple[Any, list[Use]]:
    """Read a whole document as `kind`; returns the object (or None where it is broken) and the ids used."""
    reading = Reading(document, dates or {})
    if document.root is None:
        if not document.faults:
            reading.fault(None, "the file is empty.")
        return None, []
    value = reader(kind)(reading, document.root)
    return (None if value is BROKEN else value), reading.uses


@cache
def reader(kind: Any) -> Reader:
    """Return the function that reads values of a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1])
    if origin in (Union, types.UnionType):
        return _optional(reader(next(part for part in arguments if part is not type(None))))
    if origin is Literal:
        return word_reader(arguments)
    if origin is tuple:
        return _listing(reader(arguments[0]), None if arguments[-1] is ... else len(arguments))
    if origin in (Mapping, dict):
        return _mapping(reader(arguments[0]), reader(arguments[1]))
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    return {str: text_reader(Words()), bool: read_boolean, int: read_whole, float: number_reader(Number())}[kind]


def _annotated(inner: Any, note: Any) -> Reader:
    if isinstance(note, Entries):
        return _entries(get_args(inner)[1], note.keyed)
    if isinstance(note, Choice):
        return _choice(note)
    if isinstance(note, Free):
        return lambda reading, node: freeze(plain(node))
    return MAKERS[type(note)](note)


def freeze(value: Any) -> Any:
    """Return a value that nobody can change: tuples for lists, read-only views for dicts."""
    if isinstance(value, dict):
        return MappingProxyType({name: freeze(below) for name, below in value.items()})
    return tuple(freeze(below) for below in value) if isinstance(value, list) else value


def _optional(inner: Reader) -> Reader:
    def optional(reading: Reading, node: Node) -> Any:
        return None if bare(node) is None else inner(reading, node)

    return optional


def _listing(inner: Reader, length: int | None) -> Reader:
    def listing(reading: Reading, node: Node) -> Any:
        if not isinstance(node, Listing):
            return reading.fault(node, f"a list is expected here, not {said(node)}.")
        values = tuple([inner(reading, item) for item in node.items])
        if length is not None and len(values) != length:
            return reading.fault(node, f"{length} values are expected here, and {len(values)} stand here.")
        return BROKEN if any(value is BROKEN for value in values) else values

    return listing


def _mapping(keys: Reader, values: Reader) -> Reader:
    def mapping(reading: Reading, node: Node) -> Any:
        if not isinstance(node, Table):
            return reading.fault(node, f"a table is expected here, not {said(node)}.")
        read = {}
        whole = True
        for name, below in node.values.items():
            left, right = keys(reading, node.keys[name]), values(reading, below)
            if left is BROKEN or right is BROKEN:
                whole = False
            else:
                read[left] = right
        return MappingProxyType(read) if whole else BROKEN

    return mapping


def _entries(kind: Any, keyed: bool) -> Reader:
    """Entries that cannot be read are left out, so that one of them does not hide the faults of the rest."""
    record = reader(kind)

    def entries(reading: Reading, node: Node) -> Any:
        if keyed and not isinstance(node, Table):
            return reading.fault(node, f"a table of entries by id is expected here, not {said(node)}.")
        if not keyed and not isinstance(node, Listing):
            return reading.fault(node, f"a list of entries is expected here, not {said(node)}.")
        found: dict[str, Any] = {}
        for item in _keyed(node) if isinstance(node, Table) else node.items:  # type: ignore[attr-defined]
            value = record(reading, item)
            if value is not BROKEN and value.id not in found:
                found[value.id] = value
        return MappingProxyType(found)

    return entries


def _keyed(node: Table) -> list[Node]:
    """Give each table of a keyed section its key as its id."""
    for name, item in node.values.items():
        if isinstance(item, Table) and "id" not in item.values:
            item.keys["id"] = node.keys[name]
            item.values["id"] = Scalar(name, "", node.keys[name].start, node.keys[name].end)
    return list(node.values.values())


def _record(kind: Any) -> Reader:
    plan = fields_of(kind)
    title = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__.strip("_")).lower()
    readers: dict[str, list[tuple[str, Reader, bool]]] = {}
    for attribute, name, hint, required in plan:
        readers.setdefault(name, []).append((attribute, reader(hint), required))
    needed = [name for _, name, _, required in plan if required]

    def record(reading: Reading, node: Node) -> Any:
        if not isinstance(node, Table):
            return reading.fault(
                node, f"a table with the keys {', '.join(sorted(readers))} is expected here, not {said(node)}."
            )
        outside = reading.entry
        reading.entry = identity(node) or outside
        try:
            return build(reading, node)
        finally:
            reading.entry = outside

    def build(reading: Reading, node: Table) -> Any:
        whole = _keys_are_known(reading, node, readers, title)
        values = {}
        for name, below in node.values.items():
            for attribute, inner, required in readers.get(name, ()):
                value = inner(reading, below)
                if value is not BROKEN:
                    values[attribute] = value
                elif required or attribute == name:  # else a formula beside its text: told, and the rest is checked
                    whole = False
        if len(values) < len(plan):
            for name in needed:
                whole = _is_there(reading, node, readers, title, name) and whole
        return kind(**values) if whole else BROKEN

    return record


def _keys_are_known(reading: Reading, node: Table, known: Mapping[str, Any], title: str) -> bool:
    """Say whether every key of a table is one that its entry has; the others are faults."""
    if node.values.keys() <= known.keys():
        return True
    for name in node.values:
        if name not in known:
            reading.fault(
                node.keys[name],
                f"`{name[:60]}` is not a key of {article(title)}.",
                reading.document.suggestion(name, sorted(known)),
            )
    return False


def _is_there(reading: Reading, node: Table, known: Mapping[str, Any], title: str, name: str) -> bool:
    """Say whether a table has a key; where not, it is a fault, unless an unknown key was probably meant for it."""
    if name in node.values:
        return True
    if not any(reading.document.nearest(other, [name]) for other in node.values if other not in known):
        reading.fault(node, f"the key `{name}` is missing.", f"Every {title} has it.")
    return False


def _choice(note: Choice) -> Reader:
    readers = [(name, reader(kind)) for name, kind in note.by_key]
    names = [name for name, _ in readers]

    def choice(reading: Reading, node: Node) -> Any:
        present = [pair for pair in readers if isinstance(node, Table) and pair[0] in node.values]
        if len(present) == 1:
            name, inner = present[0]
            wrong = note.misplaced and note.misplaced(name, bare(node.values[name]))  # type: ignore[attr-defined]
            return reading.fault(node.values[name], *wrong) if wrong else inner(reading, node)  # type: ignore[attr-defined]
        if present:
            both = " and ".join(f"`{name}`" for name, _ in present)
            return reading.fault(node, f"{both} stand in one table; give each its own.")
        written = next(iter(node.values), "") if isinstance(node, Table) else ""
        return reading.fault(
            node,
            f"none of the changes known stands here, but {said(node)}.",
            reading.document.suggestion(written, names, "They are"),
        )

    return choice


@cache
def fields_of(kind: Any) -> tuple[tuple[str, str, Any, bool], ...]:
    """Return attribute, key in the file, type and whether it is required, for each field that a file holds."""
    hints = get_type_hints(kind, include_extras=True)
    missing = dataclasses.MISSING
    return tuple(
        (
            one.name,
            one.metadata.get("key", one.name),
            hints[one.name],
            one.default is missing and one.default_factory is missing,
        )
        for one in dataclasses.fields(kind)
    )
