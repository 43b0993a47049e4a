"""Explains what the record is asked about an entry."""

from __future__ import annotations

from ._case import Case
from ._facts import NumberRead
from ._sections import Section, section


def asked_section(case: Case, name: str) -> Section | None:
    """Return the tests that are put to the record about a claim, prediction or fact; None where there are none."""
    asked = case.facts_asked.get(name)
    if asked is None:
        return None
    lines = [f"presupposes {fact}: {case.ledger.facts[fact].paraphrase}" for fact in asked.facts]
    for test in asked.tests:
        lines.append(f"{test.says} ({'a part of it' if test.decides == 'part' else 'the whole'})")
        lines += [f"  {one.id}: {_read(one)}" for one in test.reads.values()]
        given = f"if {' '.join(test.given.split())} then " if test.given else ""
        lines += [f"  {given}{' '.join(test.test.split())}", f"  {test.reason}"]
    return section("What the record is asked", lines)


def _read(one: NumberRead) -> str:
    if one.fact is not None:
        return f"what {one.fact} states"
    keys = [one.quantity, one.question, one.base, one.region, one.pollster, ", ".join(one.rows)]
    since = f" from {one.since}" if one.since else ""
    until = f" until {one.until}" if one.until else ""
    return f"{one.take} of {one.table}: {'; '.join(key for key in keys if key)}{since}{until}"
