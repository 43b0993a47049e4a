"""Binds rows to nodes: one series for each entry and region, and a refusal where rows do not belong together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from groundswell._frozen import frozen
from groundswell.language import Node
from groundswell.ledger import Case, Fault, RecordFile, SeriesEntry

from ._observation import Observation
from ._tables import shown

ONE_AT_A_TIME = ("count", "index")
"""Models that read numbers of one definition over spans of time, which must not overlap."""


@frozen
class Series:
    """Observations of one node in one region under one observation model, in the order of their days."""

    entry: SeriesEntry
    region: str
    node: Node
    observations: tuple[Observation, ...]

    @property
    def id(self) -> str:
        """The entry's id, with the region where the entry has several."""
        return f"{self.entry.id}:{self.region}" if self.region else self.entry.id


def node_of(record: RecordFile, entry: SeriesEntry, region: str) -> Node:
    """The node of the formula language that an entry's rows of one region observe."""
    place = record.regions.get(region, region)
    observed = entry.observes
    actor = place if observed.of == "region" else observed.of
    within = place if observed.in_ == "region" else observed.in_
    return Node(observed.var.removeprefix("v_"), actor, within)


def matches(entry: SeriesEntry, one: Observation) -> bool:
    """Whether an observation belongs to an entry."""
    return (
        one.table == entry.table
        and one.quantity == entry.quantity
        and (entry.question is None or one.question == entry.question)
        and (not entry.base or one.base in entry.base)
        and (not entry.regions or one.region in entry.regions)
    )


def bound(case: Case, record: RecordFile, rows: Sequence[Observation]) -> tuple[list[Series], list[Fault]]:
    """Return the series of a record, and a fault for every entry whose rows cannot be one series."""
    series, faults = [], []
    read: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in rows:
        read[one.table, one.quantity].append(one)
    belonging = {
        entry.id: [one for one in read[entry.table, entry.quantity] if matches(entry, one)]
        for entry in record.series.values()
    }
    for entry in record.series.values():
        mine = belonging[entry.id]
        problems = _refused(entry, mine, rows)
        faults += [Fault(shown(case, "record.yaml"), 0, 0, entry.id, what, hint) for what, hint in problems]
        by_region: dict[str, list[Observation]] = defaultdict(list)
        for one in mine:
            by_region[one.region].append(one)
        series += [
            Series(entry, region, node_of(record, entry, region), tuple(sorted(some, key=lambda o: (o.day, o.id))))
            for region, some in sorted(by_region.items())
        ]
    return series, faults + _twice(case, belonging)


def _refused(entry: SeriesEntry, mine: list[Observation], rows: Sequence[Observation]) -> list[tuple[str, str]]:
    if not mine:
        near = sorted({one.quantity for one in rows if one.table == entry.table})
        return [(f"no row of `{entry.table}` belongs to this series.", f"Its quantities are: {', '.join(near[:12])}.")]
    found = []
    for what, values, way in (
        ("questions", {one.question for one in mine}, "Name one under `question` and give the others their own entry."),
        ("units", {one.unit for one in mine}, "Give each unit its own entry."),
        ("bases", {one.base for one in mine}, "Name those that belong together under `base`."),
    ):
        if len(values) > 1 and not (what == "bases" and entry.base):
            listed = ", ".join(f"`{value}`" for value in sorted(values))
            found.append((f"rows with different {what} would be spliced: {listed}.", way))
    return found + _overlaps(entry, mine)


def _overlaps(entry: SeriesEntry, mine: list[Observation]) -> list[tuple[str, str]]:
    """Two counts of the same days are one number told twice, and must not be added up."""
    if entry.model not in ONE_AT_A_TIME:
        return []
    found = []
    for region in sorted({one.region for one in mine}):
        some = sorted((one for one in mine if one.region == region), key=lambda one: (one.start, one.end))
        for before, after in pairwise(some):
            # the day on which one year ends and the next begins may stand in both
            if after.start < before.end and (after.pollster == before.pollster or entry.model == "count"):
                what = (
                    f"rows {before.id} ({before.start} to {before.end}) and {after.id} ({after.start} to {after.end})"
                )
                found.append((f"{what} overlap in {region or 'the whole'}.", "Keep one of the two definitions."))
    return found


def _twice(case: Case, belonging: dict[str, list[Observation]]) -> list[Fault]:
    """No number observes two nodes: it would count twice."""
    faults, first = [], {}
    for entry, mine in belonging.items():
        for one in mine:
            key = (one.table, one.id, one.quantity)
            other = first.setdefault(key, entry)
            if other != entry:
                what = f"row {one.id} of `{one.table}` ({one.quantity}) stands in `{other}` already."
                hint = "A number is read once; narrow one of the two entries."
                faults.append(Fault(shown(case, "record.yaml"), 0, 0, entry, what, hint))
                break
    return faults
