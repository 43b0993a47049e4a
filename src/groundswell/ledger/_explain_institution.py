"""Explains institutions: what each one decides, what it reads, and which mechanisms it stands for."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from ._case import Case
from ._sections import Section, listed, named, section

_SENTENCES = {
    "Election": "An election: support in each community becomes votes, votes become seats.",
    "EmergencyClock": "A legal clock: lawful days run out, and more are given only if enough of an assembly agree.",
    "Contest": "A fight for ground, place by place and in days, by one rule in every region.",
    "WarRule": "Wars: opened by events or by chance, fought day by day, ended by force, wear or a patron.",
    "SplitRule": "A split: a part of a party's following leaves for an heir, once.",
}
_TOLD_APART = {"id", "name", "reason", "paragraphs", "mechanisms", "in_place_of", "wins", "when_formula"}


def explain_institution(case: Case, name: str) -> tuple[str, list[Section | None]]:
    """Explain one institution: its rule, what it is made of, what it decides, why it is there."""
    one = case.institutions.all[name]
    wins = [f"{event}: {named(case, win.of)} wins more seats than {named(case, win.over)}"
            for event, win in getattr(one, "wins", {}).items()]  # fmt: skip
    made = [_line(case, field.name, getattr(one, field.name)) for field in fields(one) if field.name not in _TOLD_APART]
    stands = getattr(one, "mechanisms", {})
    return one.name, [
        section("Rule", [_SENTENCES[type(one).__name__]]),
        section("Paragraphs", [listed(one.paragraphs)]),
        section("Why it is there", [one.reason]),
        section("What it decides", wins),
        section("Made of", made),
        section("Mechanisms it stands for", [f"{term.replace('_', ' ')}: {id}" for term, id in stands.items()]),
        section("Acts in place of", [listed(getattr(one, "in_place_of", ()))]),
    ]  # fmt: skip


def _line(case: Case, field: str, value: Any) -> str | None:
    if value is None or value == () or value == {}:
        return None
    return f"{field.rstrip('_').replace('_', ' ')}: {_said(case, value)}"


def _said(case: Case, value: Any) -> str:
    if isinstance(value, tuple) and len(value) == 2 and all(isinstance(one, float) for one in value):
        return f"from {value[0]:g} to {value[1]:g}"
    if isinstance(value, tuple):
        return listed(_said(case, one) for one in value)
    if isinstance(value, float):
        return f"{value:g}"
    if hasattr(value, "items"):
        return "; ".join(f"{_said(case, key)}: {_said(case, below)}" for key, below in value.items())
    if hasattr(value, "rule"):
        return f"{value.seats} seats by {value.rule}, threshold {value.threshold:.2%}"
    return named(case, value) if isinstance(value, str) else str(value)
