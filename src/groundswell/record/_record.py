"""The record as fitting code gets it: rows that may be fitted, and of the rest only that they exist."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from groundswell._frozen import frozen
from groundswell.ledger import Case, CaseError, Fault, PollTerms

from ._observation import Observation
from ._series import Series, bound
from ._sources import SourceOfFacts
from ._tables import ANOTHER_CASE, Tables, read_tables, record_of


@frozen
class Coverage:
    """How many rows there are on one side of the split, and from when to when; never what they say."""

    rows: int
    first: date | None
    last: date | None


@frozen
class Loose:
    """Rows that no entry binds to a node, with the reason."""

    table: str
    quantity: str
    question: str
    regions: tuple[str, ...]
    calibrate: Coverage
    holdout: Coverage
    reason: str
    stated: bool


@frozen
class Record:
    """A case's record on the near side of the split.

    Nothing that hangs on this object holds a hold-out row: `series` and `others` carry the rows that may be fitted,
    `held_out` says how many rows of each series lie behind the split and from when to when. `until` is the last day
    that may be fitted, `regions` maps region codes to actors, `hashes` are SHA-256 of the tables.
    """

    case: str
    until: date
    holdout_until: date
    series: tuple[Series, ...]
    others: tuple[Observation, ...]
    held_out: Mapping[str, Coverage]
    loose: tuple[Loose, ...]
    regions: Mapping[str, str]
    terms: PollTerms
    sources: Mapping[str, SourceOfFacts]
    hashes: Mapping[str, str]

    def observations(self, table: str | None = None) -> tuple[Observation, ...]:
        """Every row that may be fitted, bound to a node or not, of one table or of all, by day."""
        every = [*(one for series in self.series for one in series.observations), *self.others]
        wanted = [one for one in every if table is None or one.table == table]
        return tuple(sorted(wanted, key=lambda one: (one.day, one.table, one.id, one.quantity)))


def check_record(case: Case) -> list[Fault]:
    """Return everything that is wrong with the tables of a case's record; empty where it is sound or has none."""
    if case.record is None:
        return []
    tables = read_tables(case)
    return tables.faults or bound(case, case.record, _all(tables))[1]


def load_record(case: Case, until: date | None = None) -> Record:
    """Return the rows of a case's record that may be fitted.

    `until` moves the split: rows that end after it are held out, whatever they are marked. Raises CaseError carrying
    every fault where the record has any, or where the case has none.
    """
    return near_side(case, until)[0]


def near_side(case: Case, until: date | None) -> tuple[Record, list[Observation]]:
    """The record, and apart from it the rows behind the split; only `_holdout.py` uses the second."""
    record, tables = record_of(case), read_tables(case)
    rows = _all(tables)
    series, faults = ([], []) if tables.faults else bound(case, record, rows)
    if tables.faults or faults:
        raise CaseError([*tables.faults, *faults])
    last = until or date.fromisoformat(record.split.calibrate_until)
    elsewhere = {table.id for table in record.tables.values() if table.shape in ANOTHER_CASE}

    def fitted(one: Observation) -> bool:
        if one.table in elsewhere:
            return one.split == "calibrate"
        return one.end <= last if until is not None else one.split == "calibrate"

    taken = {(one.table, one.id, one.quantity) for some in series for one in some.observations}
    others = [one for one in rows if (one.table, one.id, one.quantity) not in taken]
    made = Record(
        case.id, last, max(date.fromisoformat(record.split.holdout_until), last + timedelta(days=1)),
        tuple(Series(s.entry, s.region, s.node, tuple(o for o in s.observations if fitted(o))) for s in series),
        tuple(one for one in others if fitted(one)),
        {s.id: coverage([o for o in s.observations if not fitted(o)]) for s in series},
        tuple(_loose(record, others, fitted)), dict(record.regions), record.poll_terms, tables.sources, tables.hashes,
    )  # fmt: skip
    return made, [one for one in rows if not fitted(one)]


def coverage(rows: Sequence[Observation]) -> Coverage:
    """Count rows and say when they begin and end."""
    days = sorted(one.day for one in rows)
    return Coverage(len(days), days[0] if days else None, days[-1] if days else None)


def _all(tables: Tables) -> list[Observation]:
    return [one for rows in tables.rows.values() for one in rows]


def _loose(record, rows: Sequence[Observation], fitted) -> list[Loose]:
    groups: dict[tuple[str, str, str], list[Observation]] = {}
    for one in rows:
        # each event is its own description, so events are grouped by kind alone
        question = "" if record.tables[one.table].shape == "events" else one.question
        groups.setdefault((one.table, one.quantity, question), []).append(one)
    found = []
    for (table, quantity, question), some in groups.items():
        stated = next((u.reason for u in record.unbound if _says(u, table, quantity, question)), None)
        found.append(
            Loose(
                table, quantity, question, tuple(sorted({one.region for one in some})),
                coverage([one for one in some if fitted(one)]), coverage([one for one in some if not fitted(one)]),
                stated or "no entry of record.yaml names it", stated is not None,
            )
        )  # fmt: skip
    return found


def _says(unbound, table: str, quantity: str, question: str) -> bool:
    return unbound.table == table and unbound.quantity in (None, quantity) and unbound.question in (None, question)
