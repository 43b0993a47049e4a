"""Readers of single values: words, ids, signs, dates, formulas and numbers."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from . import _formulas
from ._reading import BROKEN, Reader, Reading, Use, article, said
from ._shapes import MATCHERS, PATTERNS, Date, Identity, Number, Parsed, Range, Reference, Resolution, Sign, Words
from ._tree import Listing, Node, Scalar


def bare(node: Node) -> Any:
    return node.value if isinstance(node, Scalar) else BROKEN


def text_reader(note: Words) -> Reader:
    del note

    def words(reading: Reading, node: Node) -> Any:
        value = bare(node)
        if not isinstance(value, str):
            quotes = " Put it in quotes if it is text." if isinstance(value, (int, float)) else ""
            return reading.fault(node, f"text is expected here, not {said(node)}.", quotes.strip())
        if not value.strip():
            return reading.fault(node, "text is expected here, and none is given.")
        return value

    return words


def identity_reader(note: Identity) -> Reader:
    def read_identity(reading: Reading, node: Node) -> Any:
        value = bare(node)
        if isinstance(value, str) and MATCHERS[note.kind].match(value):
            return value
        hint = f"It is written as {PATTERNS[note.kind][1]}."
        return reading.fault(node, f"{said(node)} is not the id of {article(note.kind)}.", hint)

    return read_identity


def reference_reader(note: Reference) -> Reader:
    what = " or ".join(article(kind) for kind in note.kinds)

    def refer(reading: Reading, node: Node) -> Any:
        value = bare(node)
        if not isinstance(value, str):
            return reading.fault(node, f"the id of {what} is expected here, not {said(node)}.")
        reading.uses.append(Use(note.kinds, note.also, value, node, reading.entry))
        return value

    return refer


def read_sign(reading: Reading, node: Node) -> Any:
    value = bare(node)
    if value in ("+", "-"):
        return 1 if value == "+" else -1
    return reading.fault(node, f"a sign is expected here, not {said(node)}.", 'A sign is "+" or "-", in quotes.')


def read_date(reading: Reading, node: Node) -> Any:
    value = bare(node)
    if value in ("start", "end"):
        return reading.dates.get(value)
    found = _formulas.month(value) if isinstance(value, str) else None
    if found is not None:
        return found
    return reading.fault(
        node, f"a date is expected here, not {said(node)}.", "A date is written as 2006-01 or 2006-01-25."
    )


def formula_reader(note: Parsed) -> Reader:
    def parsed(reading: Reading, node: Node) -> Any:
        value = bare(node)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(node, Scalar) or not isinstance(value, str) or not value.strip():
            return reading.fault(node, f"a {note.kind} is expected here, not {said(node)}.")
        found = _formulas.parse(note.kind, node, reading.document, reading.entry)
        return BROKEN if found is None else found

    return parsed


def word_reader(words: tuple[Any, ...]) -> Reader:
    kinds = {type(word) for word in words}

    def choose(reading: Reading, node: Node) -> Any:
        value = bare(node)
        if value in words and type(value) in kinds:
            return value
        message = f"{said(node)} is not one of the words allowed here."
        return reading.fault(
            node, message, reading.document.suggestion(str(value)[:100], [str(word) for word in words], "They are")
        )

    return choose


def read_boolean(reading: Reading, node: Node) -> Any:
    value = bare(node)
    if isinstance(value, bool):
        return value
    return reading.fault(
        node, f"true or false is expected here, not {said(node)}.", "Only `true` and `false` are booleans."
    )


def read_whole(reading: Reading, node: Node) -> Any:
    value = bare(node)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**15:
        return value
    return reading.fault(node, f"a whole number is expected here, not {said(node)}.")


def read_resolution(reading: Reading, node: Node) -> Any:
    value = bare(node)
    if value == "1:1" or (isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 2**31 - 1):
        return value
    hint = "It is 1 for the mean field, a whole number of citizens, or 1:1 for all who live there."
    return reading.fault(node, f"{said(node)} is not a resolution.", hint)


def number_reader(note: Number) -> Reader:
    def number(reading: Reading, node: Node) -> Any:
        value = bare(node)
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


def range_reader(note: Range) -> Reader:
    number = number_reader(Number(least=note.least, above=note.above))

    def spread(reading: Reading, node: Node) -> Any:
        if not isinstance(node, Listing) or len(node.items) != 2:
            return reading.fault(
                node, f"a range is expected here, not {said(node)}.", "A range is written as [low, high]."
            )
        low, high = (number(reading, item) for item in node.items)
        if low is BROKEN or high is BROKEN:
            return BROKEN
        if low > high:
            return reading.fault(node, f"the low end {low:g} lies above the high end {high:g}.")
        return low, high

    return spread


MAKERS: dict[type, Callable[[Any], Reader]] = {
    Date: lambda _: read_date,
    Identity: identity_reader,
    Number: number_reader,
    Parsed: formula_reader,
    Range: range_reader,
    Reference: reference_reader,
    Resolution: lambda _: read_resolution,
    Sign: lambda _: read_sign,
    Words: text_reader,
}
