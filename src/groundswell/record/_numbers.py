"""Numbers read off the rows of a record for a test: which rows, from which sources, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from groundswell.language import Month
from groundswell.ledger import Case, NumberRead

from ._observation import Observation
from ._record import near_side

Side = Literal["near", "both"]


@dataclass(frozen=True)
class GotNumber:
    """What was read: `value` is None where nothing could be, and `why` says it.

    rows, sources: ids of the rows and keys of their sources. held_out: how many rows that fit lie behind the split and
    were not opened; no number is made of the rest of them.
    """

    name: str
    value: float | None
    unit: str
    rows: tuple[str, ...]
    sources: tuple[str, ...]
    held_out: int
    why: str | None


def numbers_read(
    case: Case, asked: Mapping[str, Sequence[NumberRead]], until: date | None = None,
    opened: Sequence[Observation] | None = None,
) -> dict[str, dict[str, GotNumber]]:  # fmt: skip
    """Read every number that is asked for: {id: {name: number}}.

    Without `opened` (rows that `open_holdout` gave, after the look was logged) no value behind the split is read.
    Raises CaseError where the record has faults or the case has none.
    """
    record, far = near_side(case, until)
    held = [] if opened is not None else far
    rows = [*record.observations(), *(opened or ())]
    by_table = {table: [one for one in rows if one.table == table] for table in {one.table for one in rows}}
    return {
        id: {one.id: _number(case, one, by_table.get(one.table or "", []), held, record.until) for one in reads}
        for id, reads in asked.items()
    }


def _number(case: Case, read: NumberRead, rows: Sequence[Observation], held: Sequence[Observation], until: date):
    if read.fact is not None:
        fact = case.ledger.facts[read.fact]
        return GotNumber(read.id, fact.value, fact.unit, (), (), 0, None)
    behind = sum(_fits(read, one) for one in held)
    if behind:
        many = "one row that it is read off lies" if behind == 1 else f"{behind} rows that it is read off lie"
        why = f"{many} behind {until} and {'is' if behind == 1 else 'are'} held out"
        return GotNumber(read.id, None, "", (), (), behind, why)
    some = sorted((one for one in rows if _fits(read, one)), key=lambda one: (one.day, one.id))
    if not some and not (read.take == "count" and _covered(read, rows)):
        return GotNumber(read.id, None, "", (), (), 0, f"no row of {read.table} says it{_when(read)}")
    units = {one.unit for one in some}
    if len(units) > 1 and read.take not in ("count", "month", "year"):
        return GotNumber(read.id, None, "", (), (), 0, f"its rows have different units: {', '.join(sorted(units))}")
    start = case.setting.calendar.start
    value = float(len(some)) if read.take == "count" else TAKEN[read.take](some, start)
    unit = {"count": "rows", "month": "months", "year": ""}.get(read.take, min(units, default=""))
    sources = tuple(sorted({one.source for one in some}))
    return GotNumber(read.id, value, unit, tuple(dict.fromkeys(one.id for one in some)), sources, 0, None)


def _fits(read: NumberRead, one: Observation) -> bool:
    if one.table != read.table or (read.rows and one.id not in read.rows):
        return False
    for name in ("quantity", "question", "region", "pollster"):
        wanted = getattr(read, name)
        if wanted is not None and getattr(one, name) != wanted:
            return False
    if read.base is not None and not _names(read.base) <= _names(one.base):
        return False
    first, last = (Month(day.year, day.month) for day in (one.start, one.end))
    return (read.since is None or read.since <= first) and (read.until is None or last <= read.until)


def _names(text: str) -> set[str]:
    """Actors or people of a row: names between semicolons, in whatever order."""
    return {name.strip() for name in text.split(";")}


def _covered(read: NumberRead, rows: Sequence[Observation]) -> bool:
    """Whether a table that has no such row reaches over the months asked for, so that none is a number."""
    months = [Month(day.year, day.month) for one in rows for day in (one.start, one.end)]
    if not months or read.since is None or read.until is None:
        return False
    return min(months) <= read.since and read.until <= max(months)


def _when(read: NumberRead) -> str:
    if read.since is not None and read.until is not None:
        return f" in {read.since}" if read.since == read.until else f" from {read.since} to {read.until}"
    return f" from {read.since} on" if read.since is not None else f" up to {read.until}" if read.until else ""


def _values(rows: Sequence[Observation]) -> list[float]:
    return [one.value for one in rows]


TAKEN: Mapping[str, Callable[[Sequence[Observation], Month], float]] = {
    "first": lambda rows, start: rows[0].value,
    "last": lambda rows, start: rows[-1].value,
    "highest": lambda rows, start: max(_values(rows)),
    "lowest": lambda rows, start: min(_values(rows)),
    "mean": lambda rows, start: sum(_values(rows)) / len(rows),
    "sum": lambda rows, start: sum(_values(rows)),
    "month": lambda rows, start: float(Month(rows[0].day.year, rows[0].day.month).index(start)),
    "year": lambda rows, start: float(rows[0].day.year),
}
