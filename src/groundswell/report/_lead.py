"""The opening paragraph, written from the numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from groundswell.report._forms_document import forms_lines
from groundswell.report._numbers import count, in_words, listed, month, percent
from groundswell.report._words import SHARED, better_than_null, cut_line, tally

PHRASES = {
    "follows": ("follows", "follow"),
    "mostly follows": ("mostly follows", "mostly follow"),
    "contingent": ("is contingent on the reading", "are contingent on the reading"),
    "mostly fails": ("mostly fails", "mostly fail"),
    "contradicted": ("is contradicted by its premises", "are contradicted by their premises"),
}


def lead(verdicts: Mapping[str, Any]) -> list[str]:
    """Return the lead as sentences: what follows, what it rests on, what was stated before."""
    first = [_what_follows(verdicts), " ".join(filter(None, [_not_tested(verdicts), cut_line(verdicts)]))]
    parts = [unfinished_line(verdicts), *first, _what_it_owes(verdicts)]
    return [part for part in [*parts, *readings_lines(verdicts), *forms_lines(verdicts), stated_line(verdicts)] if part]


def _what_follows(verdicts: Mapping[str, Any]) -> str:
    found, total = tally(verdicts), len(verdicts["claims"])
    clauses = [f"{in_words(found[word])} {PHRASES[word][found[word] != 1]}" for word in SHARED if word in found]
    if not clauses:
        return f"None of {count(total, 'claim')} could be put to the test." if total != 1 else "There is one claim."
    verb, _, rest = clauses[0].partition(" ")
    clauses[0] = f"{verb} {rest} from the premises" if "follow" in rest else clauses[0]
    return (
        f"Of {count(total, 'claim')}, {listed(clauses)}."
        if total != 1
        else f"The one claim {clauses[0].removeprefix('one ')}."
    )


def _not_tested(verdicts: Mapping[str, Any]) -> str:
    found = tally(verdicts)
    clauses = [
        (in_words(found[word]), text)
        for word, text in (
            ("vacuous", "vacuous (the change hardly moves the outcome)"),
            ("no route", "without a route from the change to the outcome"),
            ("by wiring", "true by wiring alone"),
            ("untestable", "untestable in this model"),
        )
        if word in found
    ]
    if not clauses:
        return ""
    number, total = sum(found[word] for word in found if word not in SHARED), len(verdicts["claims"])
    if number == 1:
        return f"{'It' if total == 1 else 'The other'} is {clauses[0][1]}."
    return f"{'They are' if number == total else 'The others'}: {listed([' '.join(one) for one in clauses])}."


def _what_it_owes(verdicts: Mapping[str, Any]) -> str:
    held = [c for c in verdicts["claims"] if c["verdict"] in SHARED[:2]]
    if not held:
        return ""
    touched = sum(bool(claim["assumptions"]) for claim in held)
    weak = sum(better_than_null(claim) is False for claim in held)
    if len(held) == 1:
        return _what_one_owes(held[0]["verdict"], touched, weak)
    lean = f"{in_words(touched)} lean{'s' if touched < 2 else ''} on {'something' if touched else 'anything'}"
    clear = "all stand clear of what shuffled theories reach"
    if weak:
        clear = f"{in_words(weak)} {'does' if weak == 1 else 'do'} no better than shuffled theories"
    return f"Of the {len(held)} that at least mostly follow, {lean} that had to be added to the text, and {clear}."


def _what_one_owes(verdict: str, touched: int, weak: int) -> str:
    clear = "does no better than shuffled theories" if weak else "stands clear of what shuffled theories reach"
    thing = "something" if touched else "nothing"
    return f"The one that {PHRASES[verdict][0]} leans on {thing} that had to be added to the text, and {clear}."


def unfinished_line(verdicts: Mapping[str, Any]) -> str:
    """Return a warning where the study was stopped before its end; nothing otherwise."""
    if verdicts.get("complete", True):
        return ""
    return "This study was stopped before it was finished; claims that are not listed here were not judged."


def readings_lines(verdicts: Mapping[str, Any]) -> list[str]:
    """Return how many readings were drawn, are admissible and count."""
    readings, nulls = verdicts["readings"], verdicts["nulls"]
    effective = readings.get("effective")
    worth = f", worth {effective:,.0f} equally weighted ones" if effective else ""
    resolved = [] if verdicts.get("resolution", 1) == 1 else [f"Resolution: {resolution_words(verdicts)}."]
    return [
        *resolved,
        f"{readings['drawn']:,} readings of the premises were drawn (seed {verdicts['seed']});"
        f" {percent(readings['admissible_share'])} reproduce what the document itself takes as"
        f" given, and the verdicts rest on {readings['kept']:,} of them{worth}.",
        *filter(None, [_width_line(readings), _aside_line(readings)]),
        f"{nulls['theories']:,} shuffled theories, {nulls['readings']:,} readings each, show what"
        " share a claim would reach without the document's wiring.",
    ]


def _width_line(readings: Mapping[str, Any]) -> str:
    """Return whether the intervals grew as narrow as was asked; nothing where nothing was asked."""
    asked, wide = readings.get("until_width"), readings.get("too_wide") or []
    if not asked:
        return ""
    if not wide:
        return f"Readings were drawn until every 95 % interval was narrower than {percent(asked)}."
    verb = "is" if len(wide) == 1 else "are"
    return (
        f"No more than {readings['most']:,} readings were allowed; the 95 % interval{'s' if len(wide) > 1 else ''}"
        f" of {listed(list(wide))} {verb} still wider than {percent(asked)}."
    )


def _aside_line(readings: Mapping[str, Any]) -> str:
    """Return how many readings left the range of numbers, and where the first did; nothing where none did."""
    number, named = readings.get("set_aside") or 0, readings.get("overflows") or []
    if not number:
        return ""
    many = count(number, "reading")
    were, they = ("was", "it") if number == 1 else ("were", "they")
    first = f" First: {_overflow(named[0])}." if named else ""
    return f"{many[0].upper()}{many[1:]} {were} set aside, since {they} left the range of numbers in some run.{first}"


def _overflow(one: Mapping[str, Any]) -> str:
    where = f"reading {one['reading']} in {one['run']}"
    if one["node"] is None:
        return where
    by = "" if one["cause"] is None else f", pushed by {one['cause']}"
    form = "" if one["form"] is None else f" in the form '{one['form']}'"
    return f"{where}: {one['node']} in {month(one['month'])}{by}{form}"


def resolution_words(verdicts: Mapping[str, Any]) -> str:
    """Return how finely communities were resolved and in which steps, for the list of what the run was."""
    resolution, step = verdicts.get("resolution", 1), verdicts.get("step", "month")
    if resolution == 1:
        people = "1: each community is one number (mean field)"
    elif resolution == "1:1":
        people = "1:1: every citizen of the resolved communities"
    else:
        people = f"{resolution:,} citizens in each resolved community"
    return f"{people}; steps of a {step}"


def stated_line(verdicts: Mapping[str, Any]) -> str:
    """Return what was fixed before the run."""
    marks = verdicts["thresholds"]
    bounds = listed([f"{word} at {percent(mark)}" for word, mark in marks.items()])
    return (
        f"Stated before the run: an effect counts from {verdicts['tolerance']:g} on the unbounded"
        f" coordinate (about {points(verdicts['tolerance']):.1f} percentage points for a share"
        f" near a half); {bounds}; claims are read up to {month(verdicts['claims_until'])}."
    )


def points(tolerance: float) -> float:
    """Return how many percentage points a step on the logit scale moves a share of one half."""
    return 100 * (1 / (1 + math.exp(-tolerance)) - 0.5)
