"""One observation: what was read, where, when, of whom, and by whom."""

from __future__ import annotations

from datetime import date
from typing import Literal

from groundswell._frozen import frozen

Quality = Literal["read", "secondary"]
SplitWord = Literal["calibrate", "holdout"]


@frozen
class Observation:
    """One number of one row of a table.

    `start` and `end` are the first and last day that the number speaks of (one day where they agree) and `day` stands
    for them in a run. `quantity` says what was counted or asked for (a party, an item, an indicator), `question` how
    (its wording, or the definition of a count), `base` of whom. `value` is in `unit`, `size` is the number of people
    asked. `line` is the row's line in the table's file.
    """

    id: str
    table: str
    line: int
    quantity: str
    question: str
    base: str
    region: str
    pollster: str
    start: date
    end: date
    day: date
    value: float
    unit: str
    size: int | None
    source: str
    quality: str
    split: SplitWord
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What makes two observations the same series: table, quantity, question, base and region."""
        return self.table, self.quantity, self.question, self.base, self.region
