"""Builds a tree from the events of the YAML parser, and stops at the first thing a case file has no use for."""

from __future__ import annotations

import re
from typing import Any

import yaml
from yaml._yaml import CParser  # the C parser without PyYAML's YAML 1.1 resolver

from ._scalars import resolve
from ._tree import Document, Listing, Node, Scalar, Table

SCALAR = 20_000  # characters in one value
DEPTH = 24  # tables and lists inside each other
VALUES = 300_000  # values in one file

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


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
        self.open: list[Table | Listing] = []
        self.keys: list[str | None] = []  # for each open table, the key that waits for its value
        self.root: Node | None = None
        self.values = 0

    def compose(self) -> Node | None:
        parser = self.parser
        documents = 0
        while parser.check_event():
            event: Any = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                self._scalar(event)
            elif kind is yaml.MappingStartEvent:
                self._start(event, Table(event.start_mark.line + 1, event.start_mark.column + 1))
            elif kind is yaml.SequenceStartEvent:
                self._start(event, Listing(event.start_mark.line + 1, event.start_mark.column + 1))
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                self.open.pop()
                self.keys.pop()
            elif kind is yaml.AliasEvent:
                raise Refused(event.start_mark, f"the alias `*{event.anchor[:40]}` is refused.", "Write the value out.")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise Refused(event.start_mark, "a second document starts here.", "Keep one document in a file.")
        return self.root

    def _count(self, event) -> None:
        self.values += 1
        if self.values > VALUES:
            raise Refused(event.start_mark, f"the file has more than {VALUES:,} values.")
        if event.anchor is not None or event.tag is not None:
            self._refuse(event)

    def _refuse(self, event) -> None:
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

    def _scalar(self, event) -> None:
        self._count(event)
        text, style, start, end = event.value, event.style, event.start_mark, event.end_mark
        line, column = start.line, start.column
        if len(text) > SCALAR:
            raise Refused(start, f"this value has {len(text):,} characters; at most {SCALAR:,} are read.")
        if style and self.escapes and CONTROL.search(text):
            raise Refused(start, "this value hides a control character behind an escape.", "Delete the escape.")
        width = end.column - column if end.line == line else 1
        value = text if style else resolve(text)
        node = Scalar(value, bool(style), style or "", line + 1, column + 1, width if width > 1 else 1)
        above = self.open[-1] if self.open else None
        if type(above) is Table and self.keys[-1] is None:
            self._key(above, node, text)
        elif type(above) is Listing:
            above.items.append(node)
        else:
            self._put(node)

    def _key(self, table: Table, node: Scalar, text: str) -> None:
        node.value = text
        if text in table.keys:
            first = table.keys[text].line
            self.document.fault(
                node, f"the key `{text[:60]}` is repeated.", f"It stands in line {first} already; keep one."
            )
            text = f"{text} (repeated in line {node.line}, column {node.column})"
            node.style = "repeated"
        table.keys[text] = node
        self.keys[-1] = text

    def _start(self, event, node: Table | Listing) -> None:
        self._count(event)
        if self.open and isinstance(self.open[-1], Table) and self.keys[-1] is None:
            raise Refused(event.start_mark, "a key must be a single word, not a table or a list.")
        if len(self.open) >= DEPTH:
            raise Refused(
                event.start_mark,
                f"values are nested more than {DEPTH} deep here.",
                "Case files are flat; check the brackets.",
            )
        self._put(node)
        self.open.append(node)
        self.keys.append(None)

    def _put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        above = self.open[-1]
        if isinstance(above, Listing):
            above.items.append(node)
            return
        key = self.keys[-1]
        assert isinstance(above, Table) and key is not None
        self.keys[-1] = None
        if above.keys[key].style == "repeated":
            del above.keys[key]  # reported already; the first value stands
        else:
            above.values[key] = node
