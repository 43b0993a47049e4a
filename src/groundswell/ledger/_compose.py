"""Builds a tree from the events of the YAML parser, and stops at the first thing a case file has no use for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml
from yaml._yaml import CParser  # the C parser without PyYAML's YAML 1.1 resolver

from ._control import control_in
from ._scalars import resolve
from ._tree import Document, Listing, Node, Scalar, Table

SCALAR = 20_000  # characters in one value
DEPTH = 24  # tables and lists inside each other
VALUES = 300_000  # values in one file


class Refused(Exception):
    """What was refused and where; never leaves the room."""

    def __init__(self, mark: object, message: str, hint: str = "") -> None:
        self.line, self.column = getattr(mark, "line", 0) + 1, getattr(mark, "column", 0) + 1
        self.message, self.hint = message, hint


class Composer:
    """Builds the tree from the parser's events with a stack of open tables and lists."""

    def __init__(self, document: Document, text: str) -> None:
        self.document, self.parser = document, CParser(text)
        self.escapes = "\\" in text  # without one, no value can hold a character that the text does not show
        self.above: Table | Listing | None = None
        self.outside: list[Table | Listing | None] = []  # what lies around the one above, outermost first
        self.key: str | None = None  # the key that waits for its value
        self.root: Node | None = None
        self.values = 0

    def compose(self) -> Node | None:
        following: Callable[[], Any] = self.parser.get_event
        documents = 0
        while (event := following()) is not None:
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._start(event, Table(event.start_mark, event.start_mark))
            elif kind is yaml.SequenceStartEvent:
                self._start(event, Listing(event.start_mark, event.start_mark))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.above = self.outside.pop()
            elif kind is yaml.AliasEvent:
                raise Refused(event.start_mark, f"the alias `*{event.anchor[:40]}` is refused.", "Write the value out.")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Refused(event.start_mark, "a second document starts here.", "Keep one document in a file.")
        return self.root

    def _count(self, event: Any) -> None:
        self.values += 1
        if self.values > VALUES:
            raise Refused(event.start_mark, f"the file has more than {VALUES:,} values.")
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)

    def _refuse(self, event: Any) -> None:
        if event.anchor is not None:
            raise Refused(
                event.start_mark,
                f"the anchor `&{event.anchor[:40]}` is refused.",
                "Write the value out where it is needed.",
            )
        raise Refused(
            event.start_mark,
            f"the tag `{event.tag[:60]}` is refused.",
            "Values carry no tags in a case file; delete it.",
        )

    def _scalar(self, event: Any) -> None:
        self._count(event)
        text, style, start, above = event.value, event.style, event.start_mark, self.above
        if len(text) > SCALAR:
            raise Refused(start, f"this value has {len(text):,} characters; at most {SCALAR:,} are read.")
        if style and self.escapes and control_in(text):
            raise Refused(start, "this value hides a control character behind an escape.", "Delete the escape.")
        if self.key is None and type(above) is Table:
            self._key(above, text, Scalar(text, style, start, event.end_mark))
        else:
            self._put(Scalar(text if style else resolve(text), style, start, event.end_mark))

    def _key(self, table: Table, text: str, node: Scalar) -> None:
        if text in table.keys:
            first = table.keys[text].line
            self.document.fault(
                node, f"the key `{text[:60]}` is repeated.", f"It stands in line {first} already; keep one."
            )
            text = f"{text} (repeated in line {node.line}, column {node.column})"
            node.style = "repeated"
        table.keys[text] = node
        self.key = text

    def _start(self, event: Any, node: Table | Listing) -> None:
        self._count(event)
        if self.key is None and type(self.above) is Table:
            raise Refused(event.start_mark, "a key must be a single word, not a table or a list.")
        if len(self.outside) >= DEPTH:
            raise Refused(
                event.start_mark,
                f"values are nested more than {DEPTH} deep here.",
                "Case files are flat; check the brackets.",
            )
        self._put(node)
        self.outside.append(self.above)
        self.above = node

    def _put(self, node: Node) -> None:
        above, key = self.above, self.key
        if type(above) is Listing:
            above.items.append(node)
        elif type(above) is Table and key is not None:
            self.key = None
            if above.keys[key].style == "repeated":
                del above.keys[key]  # reported already; the first value stands
            else:
                above.values[key] = node
        else:
            self.root = node
