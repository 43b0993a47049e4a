"""Reads a YAML file into a tree with marks, and refuses what a case file has no use for.

Aliases, anchors, tags, repeated keys, several documents in one file, deep nesting and very large
values are refused with a sentence that says where, before they can cost time or memory.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import yaml
from yaml._yaml import CParser  # the C parser without PyYAML's YAML 1.1 resolver

from ._scalars import resolve
from ._tree import Document, Listing, Node, Scalar, Table

BYTES = 4_000_000  # a file larger than this is not a case file
SCALAR = 20_000  # characters in one value
DEPTH = 24  # tables and lists inside each other
VALUES = 300_000  # values in one file

_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


class _Refused(Exception):
    """What was refused and where; never leaves this module."""

    def __init__(self, mark: object, message: str, hint: str = "") -> None:
        self.line, self.column = getattr(mark, "line", 0) + 1, getattr(mark, "column", 0) + 1
        self.message, self.hint = message, hint


def read_yaml(path: Path, shown: str | None = None) -> Document:
    """Read a file; whatever is wrong with it is in the document's faults, and nothing is raised."""
    document = Document(path, shown or str(path))
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= BYTES else b""
    except OSError as problem:
        document.fault(None, f"the file cannot be read: {(problem.strerror or 'unknown cause').lower()}.")
        return document
    if size > BYTES:
        document.fault(None, f"the file has {size:,} bytes; a case file has at most {BYTES:,}.")
        return document
    document.sha256 = hashlib.sha256(data).hexdigest()
    return _parse(document, data)


def read_yaml_text(text: str, shown: str = "text") -> Document:
    """Read YAML from a string, as `read_yaml` does from a file."""
    document = Document(Path(shown), shown)
    return _parse(document, text.encode("utf-8", "surrogatepass"))


def _parse(document: Document, data: bytes) -> Document:
    text = _decode(document, data)
    if text is None:
        return document
    document.lines = _BREAK.split(text)
    control = _CONTROL.search(text)
    if control:
        line, column = _place(text, control.start())
        code = f"U+{ord(control.group()):04X}"
        document.fault_at(line, column, f"a control character ({code}) stands here.", "Delete it.")
        return document
    try:
        document.root = _Composer(document, text).compose()
    except _Refused as refused:
        document.fault_at(refused.line, refused.column, refused.message, refused.hint)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        about = f" {problem.context}" if problem.context else ""
        document.fault_at(line, column, f"this is not YAML: {problem.problem or 'it cannot be read'}{about}.")
    except yaml.YAMLError as problem:
        document.fault_at(1, 1, f"this is not YAML: {' '.join(str(problem).split())}.")
    return document


def _decode(document: Document, data: bytes) -> str | None:
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as problem:
        before = data[: problem.start].removeprefix(b"\xef\xbb\xbf").decode("utf-8")
        document.lines = _BREAK.split(data.decode("utf-8", "replace"))
        line, column = _place(before, len(before))
        document.fault_at(line, column, "the file is not UTF-8 text from here on.", "Save it as UTF-8.")
        return None


def _place(text: str, index: int) -> tuple[int, int]:
    lines = _BREAK.split(text[:index])
    return len(lines), len(lines[-1]) + 1


class _Composer:
    """Builds the tree from the parser's events with a stack of open tables and lists."""

    def __init__(self, document: Document, text: str) -> None:
        self.document, self.parser = document, CParser(text)
        self.open: list[Table | Listing] = []
        self.keys: list[Scalar | None] = []  # for each open table, the key that waits for its value
        self.root: Node | None = None
        self.values = 0

    def compose(self) -> Node | None:
        parser = self.parser
        documents = 0
        while parser.check_event():
            event = parser.get_event()
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
                raise _Refused(event.start_mark, f"the alias `*{event.anchor[:40]}` is refused.", "Write the value out.")
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents > 1:
                    raise _Refused(event.start_mark, "a second document starts here.", "Keep one document in a file.")
        return self.root

    def _common(self, event) -> None:
        self.values += 1
        if self.values > VALUES:
            raise _Refused(event.start_mark, f"the file has more than {VALUES:,} values.")
        if event.anchor is not None:
            raise _Refused(event.start_mark, f"the anchor `&{event.anchor[:40]}` is refused.", "Write the value out where it is needed.")
        if event.tag is not None:
            raise _Refused(event.start_mark, f"the tag `{event.tag[:60]}` is refused.", "Values carry no tags in a case file; delete it.")

    def _scalar(self, event) -> None:
        self._common(event)
        text, start, end = event.value, event.start_mark, event.end_mark
        if len(text) > SCALAR:
            raise _Refused(start, f"this value has {len(text):,} characters; at most {SCALAR:,} are read.")
        quoted = bool(event.style)
        if quoted and _CONTROL.search(text):
            raise _Refused(start, "this value hides a control character behind an escape.", "Delete the escape.")
        width = end.column - start.column if end.line == start.line else 1
        value = text if quoted else resolve(text)
        node = Scalar(value, quoted, event.style or "", start.line + 1, start.column + 1, max(1, width))
        above = self.open[-1] if self.open else None
        if isinstance(above, Table) and self.keys[-1] is None:
            self._key(above, node, text)
        else:
            self._put(node)

    def _key(self, table: Table, node: Scalar, text: str) -> None:
        node.value = text
        if text in table.keys:
            first = table.keys[text].line
            self.document.fault(node, f"the key `{text[:60]}` is repeated.", f"It stands in line {first} already; keep one.")
            text = f"{text} (repeated in line {node.line}, column {node.column})"
            node.style = "repeated"
        table.keys[text] = node
        self.keys[-1] = Scalar(text, True, "", node.line, node.column, node.width)

    def _start(self, event, node: Table | Listing) -> None:
        self._common(event)
        if self.open and isinstance(self.open[-1], Table) and self.keys[-1] is None:
            raise _Refused(event.start_mark, "a key must be a single word, not a table or a list.")
        if len(self.open) >= DEPTH:
            raise _Refused(event.start_mark, f"values are nested more than {DEPTH} deep here.", "Case files are flat; check the brackets.")
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
        if above.keys[str(key.value)].style == "repeated":
            del above.keys[str(key.value)]  # reported already; the first value stands
        else:
            above.values[str(key.value)] = node
