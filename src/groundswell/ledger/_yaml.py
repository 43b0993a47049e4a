"""Reads a YAML file into a tree with marks, and refuses what a case file has no use for.

Aliases, anchors, tags, repeated keys, several documents in one file, deep nesting and very large
values are refused with a sentence that says where, before they can cost time or memory.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import yaml

from ._bytes import Unreadable, read_bytes
from ._compose import Composer, Refused
from ._control import control_in
from ._tree import Document

BYTES = 4_000_000  # a file larger than this is not a case file

_ODD_BREAK = re.compile("[\r\x85\u2028\u2029]")
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


def read_yaml(path: Path, shown: str | None = None) -> Document:
    """Read a file; whatever is wrong with it is in the document's faults, and nothing is raised."""
    document = Document(path, shown or str(path))
    try:
        data = read_bytes(path, BYTES, "a case file")
    except Unreadable as problem:
        document.fault(None, str(problem))
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
    document.lines = _lines(text)
    control = control_in(text, data)
    if control:
        line, column = _place(text, control.start())
        code = f"U+{ord(control.group()):04X}"
        document.fault_at(line, column, f"a control character ({code}) stands here.", "Delete it.")
        return document
    try:
        document.root = Composer(document, text).compose()
    except Refused as refused:
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


def _lines(text: str) -> list[str]:
    """Lines as YAML counts them; the usual file has one kind of break, which is split much faster than four."""
    return _BREAK.split(text) if _ODD_BREAK.search(text) else text.split("\n")


def _place(text: str, index: int) -> tuple[int, int]:
    lines = _BREAK.split(text[:index])
    return len(lines), len(lines[-1]) + 1
