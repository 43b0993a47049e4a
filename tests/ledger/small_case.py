"""A small sound case in a folder of its own, to be broken one letter at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from groundswell.ledger import Fault, check_case


@dataclass
class Scaffold:
    """A case whose files can be changed by replacing one piece of text."""

    folder: Path

    def edit(self, file: str, old: str, new: str) -> Scaffold:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def write(self, file: str, content: str | bytes) -> Scaffold:
        data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        (self.folder / file).write_bytes(data)
        return self

    def read(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def faults(self) -> list[Fault]:
        return check_case(self.folder)
