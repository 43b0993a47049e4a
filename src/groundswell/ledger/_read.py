"""Reads a tree into frozen objects, noting every fault and every id used on the way."""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from . import _formulas
from ._faults import nearest, suggestion
from ._shapes import (
    MATCHERS,
    PATTERNS,
    Choice,
    Date,
    Entries,
    Free,
    Identity,
    Number,
    Parsed,
    Range,
    Reference,
    Sign,
    Words,
)
from ._tree import Document, Listing, Node, Scalar, Table, identity, plain


class _Broken:
    """Stands for a value that cannot be read; whatever holds it is broken too."""

    def __bool__(self) -> bool:
        return False


BROKEN = _Broken()


@dataclass(frozen=True, slots=True)
class Use:
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


def read(document: Document, kind: Any, dates: Mapping[str, Any] | None = None) -> tuple[Any, list[Use]]:
    """Read a whole document as `kind`; returns the object (or None where it is broken) and the ids used."""
    reading = Reading(document, dates or {})
    if document.root is None:
        if not document.faults:
            reading.fault(None, "the file is empty.")
        return None, []
    value = reader(kind)(reading, document.root)
    return (None if value is BROKEN else value), reading.uses


@lru_cache(maxsize=None)
def reader(kind: Any) -> Reader:
    """Return the function that reads values of a type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1])
    if origin in (Union, types.UnionType):
        return _optional(reader(next(part for part in arguments if part is not type(None))))
    if origin is Literal:
        return _one_of(arguments)
    if origin is tuple:
        return _listing(reader(arguments[0]), None if arguments[-1] is ... else len(arguments))
    if origin in (Mapping, dict):
        return _mapping(reader(arguments[0]), reader(arguments[1]))
    if dataclasses.is_dataclass(kind):
        return _record(kind)
    return {str: _words(Words()), bool: _boolean, int: _whole, float: _number(Number())}[kind]


def _annotated(inner: Any, note: Any) -> Reader:
    if isinstance(note, Entries):
        return _entries(get_args(inner)[1], note.keyed)
    makers: dict[type, Callable[[Any], Reader]] = {
        Identity: _identity,
        Reference: _reference,
        Words: _words,
        Sign: lambda _: _sign,
        Date: lambda _: _date,
        Parsed: _parsed,
        Number: _number,
        Range: _range,
        Choice: _choice,
        Free: lambda _: lambda reading, node: freeze(plain(node)),
    }
    return makers[type(note)](note)


def freeze(value: Any) -> Any:
    """Return a value that nobody can change: tuples for lists, read-only views for dicts."""
    if isinstance(value, dict):
        return MappingProxyType({name: freeze(below) for name, below in value.items()})
    return tuple(freeze(below) for below in value) if isinstance(value, list) else value


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


# ---- single values


def _scalar(node: Node) -> Any:
    return node.value if isinstance(node, Scalar) else BROKEN


def _words(note: Words) -> Reader:
    def words(reading: Reading, node: Node) -> Any:
        value = _scalar(node)
        if not isinstance(value, str):
            quotes = " Put it in quotes if it is text." if isinstance(value, (int, float)) else ""
            return reading.fault(node, f"text is expected here, not {said(node)}.", quotes.strip())
        if not value.strip() and not note.empty:
            return reading.fault(node, "text is expected here, and none is given.")
        return value

    return words


def _identity(note: Identity) -> Reader:
    def read_identity(reading: Reading, node: Node) -> Any:
        value = _scalar(node)
        if isinstance(value, str) and MATCHERS[note.kind].match(value):
            return value
        hint = f"It is written as {PATTERNS[note.kind][1]}."
        return reading.fault(node, f"{said(node)} is not the id of {article(note.kind)}.", hint)

    return read_identity


def _reference(note: Reference) -> Reader:
    def refer(reading: Reading, node: Node) -> Any:
        value = _scalar(node)
        what = " or ".join(article(kind) for kind in note.kinds)
        if not isinstance(value, str):
            return reading.fault(node, f"the id of {what} is expected here, not {said(node)}.")
        reading.uses.append(Use(note.kinds, note.also, value, node, reading.entry))
        return value

    return refer


def article(kind: str) -> str:
    """Put `a` or `an` before a word."""
    return ("an " if kind[0] in "aeiou" else "a ") + kind


def _sign(reading: Reading, node: Node) -> Any:
    value = _scalar(node)
    if value in ("+", "-"):
        return 1 if value == "+" else -1
    return reading.fault(node, f"a sign is expected here, not {said(node)}.", 'A sign is "+" or "-", in quotes.')


def _date(reading: Reading, node: Node) -> Any:
    value = _scalar(node)
    if value in ("start", "end"):
        return reading.dates.get(value)
    found = _formulas.month(value) if isinstance(value, str) else None
    if found is not None:
        return found
    return reading.fault(node, f"a date is expected here, not {said(node)}.", "A date is written as 2006-01 or 2006-01-25.")


def _parsed(note: Parsed) -> Reader:
    def parsed(reading: Reading, node: Node) -> Any:
        value = _scalar(node)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(node, Scalar) or not isinstance(value, str) or not value.strip():
            return reading.fault(node, f"a {note.kind} is expected here, not {said(node)}.")
        found = _formulas.parse(note.kind, node, reading.document, reading.entry)
        return BROKEN if found is None else found

    return parsed


def _one_of(words: tuple[Any, ...]) -> Reader:
    def choose(reading: Reading, node: Node) -> Any:
        value = _scalar(node)
        if value in words and type(value) in {type(word) for word in words}:
            return value
        message = f"{said(node)} is not one of the words allowed here."
        return reading.fault(node, message, suggestion(str(value), [str(word) for word in words], "They are"))

    return choose


def _boolean(reading: Reading, node: Node) -> Any:
    value = _scalar(node)
    if isinstance(value, bool):
        return value
    return reading.fault(node, f"true or false is expected here, not {said(node)}.", "Only `true` and `false` are booleans.")


def _whole(reading: Reading, node: Node) -> Any:
    value = _scalar(node)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return value
    return reading.fault(node, f"a whole number is expected here, not {said(node)}.")


def _number(note: Number) -> Reader:
    def number(reading: Reading, node: Node) -> Any:
        value = _scalar(node)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return reading.fault(node, f"a number is expected here, not {said(node)}.")
        if not finite(value):
            return reading.fault(node, f"{said(node)} is not a finite number.")
        low = (note.least is not None and value < note.least) or (note.above is not None and value <= note.above)
        if low or (note.most is not None and value > note.most):
            return reading.fault(node, f"{said(node)} is out of bounds.", f"It must be {_bounds(note)}.")
        return float(value)

    return number


def finite(value: float) -> bool:
    """Say whether a number is finite as a double."""
    try:
        return math.isfinite(float(value))
    except OverflowError:
        return False


def _bounds(note: Number) -> str:
    parts = [
        f"at least {note.least:g}" if note.least is not None else "",
        f"above {note.above:g}" if note.above is not None else "",
        f"at most {note.most:g}" if note.most is not None else "",
    ]
    return " and ".join(part for part in parts if part)


def _range(note: Range) -> Reader:
    number = _number(Number(least=note.least, above=note.above))

    def spread(reading: Reading, node: Node) -> Any:
        if not isinstance(node, Listing) or len(node.items) != 2:
            return reading.fault(node, f"a range is expected here, not {said(node)}.", "A range is written as [low, high].")
        low, high = (number(reading, item) for item in node.items)
        if low is BROKEN or high is BROKEN:
            return BROKEN
        if low > high:
            return reading.fault(node, f"the low end {low:g} lies above the high end {high:g}.")
        return low, high

    return spread


# ---- values made of others


def _optional(inner: Reader) -> Reader:
    def optional(reading: Reading, node: Node) -> Any:
        return None if _scalar(node) is None else inner(reading, node)

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
        pairs = _keyed(node) if isinstance(node, Table) else [(identity(item), item) for item in getattr(node, "items", [])]
        for name, item in pairs:
            value = record(reading, item)
            if value is not BROKEN and value.id not in found:
                found[value.id] = value
        return MappingProxyType(found)

    return entries


def _keyed(node: Table) -> list[tuple[str, Node]]:
    """Give each table of a keyed section its key as its id."""
    for name, item in node.values.items():
        if isinstance(item, Table) and "id" not in item.values:
            item.keys["id"] = node.keys[name]
            item.values["id"] = Scalar(name, True, "", node.keys[name].line, node.keys[name].column, node.keys[name].width)
    return list(node.values.items())


def _record(kind: Any) -> Reader:
    plan = fields_of(kind)
    known = {name for _, name, _, _ in plan}
    title = kind.__name__.strip("_").lower()
    readers = [(attribute, name, reader(hint), required) for attribute, name, hint, required in plan]

    def record(reading: Reading, node: Node) -> Any:
        if not isinstance(node, Table):
            return reading.fault(node, f"a table with the keys {', '.join(sorted(known))} is expected here, not {said(node)}.")
        outside = reading.entry
        reading.entry = identity(node) or outside
        try:
            return build(reading, node)
        finally:
            reading.entry = outside

    def build(reading: Reading, node: Table) -> Any:
        whole = True
        for name in node.values:
            if name not in known:
                whole = False
                reading.fault(node.keys[name], f"`{name[:60]}` is not a key of {article(title)}.", suggestion(name, sorted(known)))
        values = {}
        for attribute, name, inner, required in readers:
            below = node.values.get(name)
            if below is None:
                if required:
                    whole = False
                    if not any(nearest(other, [name]) for other in node.values if other not in known):
                        reading.fault(node, f"the key `{name}` is missing.", f"Every {title} has it.")
                continue
            value = inner(reading, below)
            whole = whole and value is not BROKEN
            values[attribute] = value
        return kind(**values) if whole else BROKEN

    return record


def _choice(note: Choice) -> Reader:
    readers = [(name, reader(kind)) for name, kind in note.by_key]
    names = [name for name, _ in readers]

    def choice(reading: Reading, node: Node) -> Any:
        present = [pair for pair in readers if isinstance(node, Table) and pair[0] in node.values]
        if len(present) == 1:
            return present[0][1](reading, node)
        if present:
            both = " and ".join(f"`{name}`" for name, _ in present)
            return reading.fault(node, f"{both} stand in one table; give each its own.")
        written = next(iter(node.values), "") if isinstance(node, Table) else ""
        return reading.fault(node, f"none of the changes known stands here, but {said(node)}.", suggestion(written, names, "They are"))

    return choice


@lru_cache(maxsize=None)
def fields_of(kind: Any) -> tuple[tuple[str, str, Any, bool], ...]:
    """Return attribute, key in the file, type and whether it is required, for each field that a file holds."""
    hints = get_type_hints(kind, include_extras=True)
    missing = dataclasses.MISSING
    return tuple(
        (one.name, one.metadata.get("key", one.name), hints[one.name], one.default is missing and one.default_factory is missing)
        for one in dataclasses.fields(kind)
        if not one.metadata.get("derived")
    )
