"""Results of elections, and polls that are wide (one column a party) or long (one row an answer)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ._cells import read_number
from ._csv import Row, Sheet
from ._foreign import Made, Names, bare, day_of

ELECTIONS = ("id", "date", "election", "body", "item", "party", "region", "votes", "share", "seats", "list_seats",
             "district_seats", "turnout", "source", "quality", "split", "note")  # fmt: skip
POLLS = ("id", "date", "date_start", "date_end", "pollster", "question", "base", "region")
POLLS_END = ("n", "source", "quality", "split", "note")


def election(sheet: Sheet) -> Made:
    names = Names(sheet)
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
        span = day_of(sheet, row, names.found["date"])
        numbers = _numbers(sheet, row, names, {"votes": None, "share": 100, "seats": None, "turnout": 100})
        if not names.cell(row, "party"):
            sheet.fault(row, names.found["party"], "the row has no party.", "Write ALL for a row about the whole vote.")
        if span is None:
            continue
        day = str(span[0]) if span[0] == span[1] else row[names.found["date"]]
        about = {name: names.cell(row, name) for name in ("party", "region", "body")}
        election = names.cell(row, "election") or f"{about['body'] or 'election'} {span[0].year}"
        rows.append((span[1], {**about, **numbers, "date": day, "election": election, "item": "result"}))
    return Made("elections", ELECTIONS, rows)


def _numbers(sheet: Sheet, row: Row, names: Names, most: Mapping[str, float | None]) -> dict[str, str]:
    found = {}
    for meaning, limit in most.items():
        if meaning in names.found:
            value = read_number(sheet, bare(row, names.found[meaning]), names.found[meaning], 0, limit)
            found[meaning] = "" if value is None else f"{value:g}" if limit else f"{value:.0f}"
    return found


def polls(sheet: Sheet) -> Made:
    names = Names(sheet)
    names.need("pollster", "pollster", "polling_firm", "polling_firm/commissioner", "firm")
    names.need("end", "fieldwork_end", "end_date", "date_end", "date")
    names.may("start", "fieldwork_start", "start_date", "date_start")
    names.may("n", "sample_size", "sample", "n", "samplesize")
    names.may("base", "population", "base", "scope")
    names.may("region", "region", "area", "state")
    names.may("question", "question", "question_text")
    long = names.may("share", "pct", "percent", "share") and names.may("party", "party", "answer", "choice")
    if sheet.faults:
        return Made("", (), [])
    return _long(sheet, names) if long else _wide(sheet, names)


ABOUT = ("area", "commissioner", "commissioners", "id", "lead", "margin_of_error", "moe", "note", "notes",
         "participation", "poll_id", "precision", "quality", "scope", "source", "split", "url")  # fmt: skip


def _wide(sheet: Sheet, names: Names) -> Made:
    taken = set(names.found.values())
    parties = [n for n in sheet.header if n and n not in taken and n.lower().replace(" ", "_") not in ABOUT]
    rows = []
    for row in sheet.rows:
        about = _about(sheet, row, names)
        shares = {party: read_number(sheet, bare(row, party), party, 0, 100) for party in parties}
        if about is not None:
            rows.append((about[0], {**about[1], **{_plain(p): f"{v:g}" for p, v in shares.items() if v is not None}}))
    return Made("polls", (*POLLS, *(_plain(party) for party in parties), *POLLS_END), rows)


def _long(sheet: Sheet, names: Names) -> Made:
    """Answers of one poll stand in several rows that agree in everything else."""
    polls: dict[tuple, tuple[date, dict[str, object]]] = {}
    parties: dict[str, None] = {}
    for row in sheet.rows:
        about, column = _about(sheet, row, names), names.found["share"]
        value, party = read_number(sheet, bare(row, column), column, 0, 100), _plain(names.cell(row, "party"))
        if not party:
            sheet.fault(row, names.found["party"], "the answer has no party.", "Name it, or drop the row.")
        if about is None or value is None or not party:
            continue
        kept = polls.setdefault(tuple(about[1].values()), about)[1]
        if party in kept:
            sheet.fault(row, names.found["party"], f"`{party}` stands twice in one poll.", "Drop one of the two.")
        kept[party] = f"{value:g}"
        parties[party] = None
    return Made("polls", (*POLLS, *parties, *POLLS_END), list(polls.values()))


def _about(sheet: Sheet, row: Row, names: Names) -> tuple[date, dict[str, object]] | None:
    end = day_of(sheet, row, names.found["end"])
    start = day_of(sheet, row, names.found["start"]) if names.cell(row, "start") else end
    size = read_number(sheet, bare(row, names.found["n"]), names.found["n"], 1) if "n" in names.found else None
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
