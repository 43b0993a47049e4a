"""A small sound case with a record, to be broken one cell at a time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from groundswell.ledger import Case, Fault, check_case, load_case
from groundswell.record import check_record


@dataclass
class Scaffold:
    """A case in a folder of its own whose files can be changed by replacing one piece of text."""

    folder: Path

    @property
    def polls(self) -> Path:
        return self.folder / "record" / "polls.csv"

    def edit(self, file: str, old: str, new: str) -> Scaffold:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} does not hold {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return self

    def cell(self, old: str, new: str) -> Scaffold:
        return self.edit("record/polls.csv", old, new)

    def add(self, file: str, text: str) -> Scaffold:
        path = self.folder / file
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + text, encoding="utf-8")
        return self

    def case(self) -> Case:
        return load_case(self.folder)

    def faults(self) -> list[Fault]:
        return check_case(self.folder) or check_record(self.case())
