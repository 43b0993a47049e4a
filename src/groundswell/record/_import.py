"""Tables from files that the user has: event data, election results and polls in their common public layouts.

Event data become counts by month, region and kind, in the shape `indicators`; months without an event between the first
and the last of the file are counted as none. Elections become the shape `elections`, polls the shape `polls`.

Layouts: ACLED's export (event_date, event_type, admin1, fatalities), UCDP GED's (date_start, type_of_violence, adm_1,
best), ParlGov's election view and plain tables of results, and polls either wide (one column a party, as in the
collections of European polls) or long (one row an answer, as in American ones).
"""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from groundswell.ledger import CaseError, nearest

from ._cells import Span, read_number, span_of
from ._csv import Row, Sheet, read_sheet

INDICATORS = ("id", "period", "frequency", "country", "region", "indicator", "value", "unit", "source", "quality",
              "split", "note")  # fmt: skip
ELECTIONS = ("id", "date", "election", "body", "item", "party", "region", "votes", "share", "seats", "list_seats",
             "district_seats", "turnout", "source", "quality", "split", "note")  # fmt: skip
POLLS = ("id", "date", "date_start", "date_end", "pollster", "question", "base", "region")
POLLS_END = ("n", "source", "quality", "split", "note")
VIOLENCE = {"1": "state-based conflict", "2": "non-state conflict", "3": "one-sided violence"}
ENGLISH_DATES = ("%d %B %Y", "%d %b %Y", "%m/%d/%y", "%m/%d/%Y", "%d/%m/%Y")


@dataclass
class _Names:
    """Columns of a file by meaning: the first of several spellings that the header has."""

    sheet: Sheet
    found: dict[str, str] = field(default_factory=dict)

    def need(self, meaning: str, *spellings: str) -> None:
        """Find a column; a fault where none of its spellings is there."""
        if not self.may(meaning, *spellings):
            meant = nearest(spellings[0], self.sheet.header)
            hint = f"Is it `{meant}`? " if meant else ""
            listed = " or ".join(f"`{name}`" for name in spellings)
            hint += f"The header has: {', '.join(self.sheet.header)}."
            self.sheet.fault(None, None, f"no column {listed} is there.", hint)

    def may(self, meaning: str, *spellings: str) -> bool:
        """Find a column that may be missing."""
        plain = {name.lower().replace(" ", "_"): name for name in self.sheet.header}
        column = next((plain[one] for one in spellings if one in plain), None)
        if column is not None:
            self.found[meaning] = column
        return column is not None

    def cell(self, row: Row, meaning: str) -> str:
        return row[self.found.get(meaning, "")]


@dataclass(frozen=True)
class Imported:
    """A table as text, its shape, how many rows it has, and from how many rows it was made."""

    text: str
    shape: str
    rows: int
    read: int


def import_table(kind: str, path: Path, source: str, until: date | None = None, shown: str | None = None) -> Imported:
    """Turn a file of one of the KINDS into a table of the record.

    `source` is the key under which every row cites where it came from. Rows that end after `until` are marked
    `holdout`. Raises CaseError carrying every fault of the file, and KeyError for an unknown kind.
    """
    make = KINDS[kind]
    sheet = read_sheet(path, shown)
    made = _Made("", (), []) if sheet.faults else make(sheet)
    if sheet.faults:
        raise CaseError(sheet.faults)
    rows = []
    for number, (last, cells) in enumerate(made.rows, start=1):
        split = "holdout" if until is not None and last > until else "calibrate"
        rows.append({"id": f"{source}-{number:04d}", "source": source, "quality": "read", "split": split, **cells})
    text = io.StringIO()
    writer = csv.DictWriter(text, made.columns, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return Imported(text.getvalue(), made.shape, len(rows), len(sheet.rows))


@dataclass(frozen=True)
class _Made:
    shape: str
    columns: tuple[str, ...]
    rows: list[tuple[date, dict[str, object]]]


def _acled(sheet: Sheet) -> _Made:
    names = _Names(sheet)
    names.need("date", "event_date")
    names.need("kind", "event_type")
    names.need("region", "admin1", "location", "country")
    names.need("deaths", "fatalities")
    names.may("country", "country")
    return _counted(sheet, names, "ACLED", lambda row: names.cell(row, "kind"))


def _ucdp(sheet: Sheet) -> _Made:
    names = _Names(sheet)
    names.need("date", "date_start")
    names.need("kind", "type_of_violence")
    names.need("region", "adm_1", "country")
    names.need("deaths", "best", "best_est")
    names.may("country", "country")

    def kind(row: Row) -> str:
        code = names.cell(row, "kind")
        if code not in VIOLENCE:
            message = f"`{code[:20]}` is no type of violence."
            sheet.fault(row, names.found["kind"], message, "Types are 1, 2 and 3.")
        return VIOLENCE.get(code, "")

    return _counted(sheet, names, "UCDP GED", kind)


def _counted(sheet: Sheet, names: _Names, whose: str, kind_of: Callable[[Row], str]) -> _Made:
    """Events and deaths by month, region and kind."""
    if sheet.faults:
        return _Made("", (), [])
    events: Counter[tuple[str, str, str, tuple[int, int]]] = Counter()
    deaths: dict[tuple[str, str, str, tuple[int, int]], float] = defaultdict(float)
    for row in sheet.rows:
        span = _day(sheet, row, names.found["date"])
        kind, killed = kind_of(row), read_number(sheet, row, names.found["deaths"], least=0)
        if span is None:
            continue
        region = names.cell(row, "region")
        if not region:
            sheet.fault(row, names.found["region"], "the event has no region.", "Fill it in, or drop the row.")
        key = (names.cell(row, "country"), region, kind, (span[0].year, span[0].month))
        events[key] += 1
        deaths[key] += killed or 0
    if sheet.faults or not events:
        return _Made("indicators", INDICATORS, [])
    return _Made("indicators", INDICATORS, _filled(events, deaths, whose))


def _filled(events: Mapping, deaths: Mapping, whose: str) -> list[tuple[date, dict[str, object]]]:
    months = _between(min(key[3] for key in events), max(key[3] for key in events))
    rows = []
    for country, region, kind in sorted({key[:3] for key in events}):
        for month in months:
            key, period = (country, region, kind, month), f"{month[0]:04d}-{month[1]:02d}"
            span = span_of(period)
            assert span is not None
            about = {"period": period, "frequency": "month", "country": country, "region": region}
            for what, values, unit in (("events", events, "events"), ("deaths", deaths, "deaths")):
                number = values.get(key, 0)
                named = {"indicator": f"{whose} {what}: {kind}", "value": f"{number:g}", "unit": unit}
                rows.append((span[1], {**about, **named, "note": "" if key in events else "no event in the file"}))
    return rows


def _between(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    count = (last[0] - first[0]) * 12 + last[1] - first[1] + 1
    return [(first[0] + (first[1] - 1 + k) // 12, (first[1] - 1 + k) % 12 + 1) for k in range(count)]


def _election(sheet: Sheet) -> _Made:
    names = _Names(sheet)
    names.need("date", "election_date", "date", "year")
    names.need("party", "party_name_short", "party", "party_name", "list", "candidate")
    for meaning, spellings in {
        "votes": ("votes",), "share": ("vote_share", "share", "percent", "pct", "vote_percent"), "seats": ("seats",),
        "turnout": ("turnout",), "region": ("region", "constituency", "country_name", "country_name_short"),
        "election": ("election", "election_name"), "body": ("election_type", "body"),
    }.items():  # fmt: skip
        names.may(meaning, *spellings)
    if not {"votes", "share", "seats"} & set(names.found):
        sheet.fault(None, None, "no column of votes, shares or seats is there.", f"It has: {', '.join(sheet.header)}.")
    rows = []
    for row in sheet.rows if not sheet.faults else ():
        span = _day(sheet, row, names.found["date"])
        numbers = _numbers(sheet, row, names, {"votes": None, "share": 100, "seats": None, "turnout": 100})
        if not names.cell(row, "party"):
            sheet.fault(row, names.found["party"], "the row has no party.", "Write ALL for a row about the whole vote.")
        if span is None:
            continue
        day = str(span[0]) if span[0] == span[1] else row[names.found["date"]]
        about = {name: names.cell(row, name) for name in ("party", "region", "body")}
        election = names.cell(row, "election") or f"{about['body'] or 'election'} {span[0].year}"
        rows.append((span[1], {**about, **numbers, "date": day, "election": election, "item": "result"}))
    return _Made("elections", ELECTIONS, rows)


def _numbers(sheet: Sheet, row: Row, names: _Names, most: Mapping[str, float | None]) -> dict[str, str]:
    found = {}
    for meaning, limit in most.items():
        if meaning in names.found:
            value = read_number(sheet, _bare(row, names.found[meaning]), names.found[meaning], 0, limit)
            found[meaning] = "" if value is None else f"{value:g}" if limit else f"{value:.0f}"
    return found


def _bare(row: Row, column: str) -> Row:
    """The row with a percent sign and thousands' commas taken off one cell."""
    text = row[column].replace("%", "").replace(",", "").strip()
    return Row(row.line, {**row.cells, column: text}, row.text, row.header)


def _polls(sheet: Sheet) -> _Made:
    names = _Names(sheet)
    names.need("pollster", "pollster", "polling_firm", "polling_firm/commissioner", "firm")
    names.need("end", "fieldwork_end", "end_date", "date_end", "date")
    names.may("start", "fieldwork_start", "start_date", "date_start")
    names.may("n", "sample_size", "sample", "n", "samplesize")
    names.may("base", "population", "base", "scope")
    names.may("region", "region", "area", "state")
    names.may("question", "question", "question_text")
    long = names.may("share", "pct", "percent", "share") and names.may("party", "party", "answer", "choice")
    if sheet.faults:
        return _Made("", (), [])
    return _long(sheet, names) if long else _wide(sheet, names)


ABOUT = ("area", "commissioner", "commissioners", "id", "lead", "margin_of_error", "moe", "note", "notes",
         "participation", "poll_id", "precision", "quality", "scope", "source", "split", "url")  # fmt: skip


def _wide(sheet: Sheet, names: _Names) -> _Made:
    taken = set(names.found.values())
    parties = [n for n in sheet.header if n and n not in taken and n.lower().replace(" ", "_") not in ABOUT]
    rows = []
    for row in sheet.rows:
        about = _about(sheet, row, names)
        shares = {party: read_number(sheet, _bare(row, party), party, 0, 100) for party in parties}
        if about is not None:
            rows.append((about[0], {**about[1], **{_plain(p): f"{v:g}" for p, v in shares.items() if v is not None}}))
    return _Made("polls", (*POLLS, *(_plain(party) for party in parties), *POLLS_END), rows)


def _long(sheet: Sheet, names: _Names) -> _Made:
    """Answers of one poll stand in several rows that agree in everything else."""
    polls: dict[tuple, tuple[date, dict[str, object]]] = {}
    parties: dict[str, None] = {}
    for row in sheet.rows:
        about, column = _about(sheet, row, names), names.found["share"]
        value, party = read_number(sheet, _bare(row, column), column, 0, 100), _plain(names.cell(row, "party"))
        if not party:
            sheet.fault(row, names.found["party"], "the answer has no party.", "Name it, or drop the row.")
        if about is None or value is None or not party:
            continue
        kept = polls.setdefault(tuple(about[1].values()), about)[1]
        if party in kept:
            sheet.fault(row, names.found["party"], f"`{party}` stands twice in one poll.", "Drop one of the two.")
        kept[party] = f"{value:g}"
        parties[party] = None
    return _Made("polls", (*POLLS, *parties, *POLLS_END), list(polls.values()))


def _about(sheet: Sheet, row: Row, names: _Names) -> tuple[date, dict[str, object]] | None:
    end = _day(sheet, row, names.found["end"])
    start = _day(sheet, row, names.found["start"]) if names.cell(row, "start") else end
    size = read_number(sheet, _bare(row, names.found["n"]), names.found["n"], 1) if "n" in names.found else None
    if end is None or start is None:
        return None
    if end[1] < start[0]:
        sheet.fault(row, names.found["end"], f"the poll ends on {end[1]}, before {start[0]}.", "Exchange the two.")
        return None
    about = {name: names.cell(row, name) for name in ("pollster", "base", "region")}
    question = names.cell(row, "question") or "vote intention"
    middle = start[0] + (end[1] - start[0]) // 2
    dates = {"date": str(middle), "date_start": str(start[0]), "date_end": str(end[1])}
    return end[1], {**dates, **about, "question": question, "n": "" if size is None else f"{size:.0f}"}


def _plain(party: str) -> str:
    """A party's name as the name of a column."""
    kept = "".join(letter if letter.isalnum() else "_" for letter in party.strip().lower())
    return "_".join(part for part in kept.split("_") if part)


def _day(sheet: Sheet, row: Row, column: str) -> Span | None:
    """A date as these files write it: 2006-01-25, with a time after it, 25 January 2006, or 1/25/06."""
    text = row[column].split("T")[0].strip()
    text = text.split(" ")[0] if text[:4].isdigit() else text
    found = span_of(text)
    if found is not None:
        return found
    for form in ENGLISH_DATES:
        try:
            day = datetime.strptime(text, form).date()
        except ValueError:
            continue
        return day, day
    what = f"`{text[:40]}` is not a date" if text else "a date is missing"
    sheet.fault(row, column, f"{what}.", "A date is written as 2006-01-25 or 25 January 2006.")
    return None


KINDS: Mapping[str, Callable[[Sheet], _Made]] = {
    "acled": _acled, "election": _election, "polls": _polls, "ucdp": _ucdp,
}  # fmt: skip
