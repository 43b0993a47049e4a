"""Sections of an explanation, and what hangs on an entry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from groundswell._frozen import frozen

from ._case import Case


@frozen
class Section:
    """A heading with lines of text."""

    heading: str
    lines: tuple[str, ...]


def section(heading: str, lines: Iterable[str | None]) -> Section | None:
    """Make a section, or None where it would be empty."""
    kept = tuple(line for line in lines if line)
    return Section(heading, kept) if kept else None


def listed(names: Iterable[str]) -> str:
    """Write names in a row."""
    return ", ".join(names)


def words(text: str) -> str:
    """Turn an entry's name_in_code into words."""
    return text.replace("_", " ")


def named(case: Case, actor: str) -> str:
    """Write an actor by name and id."""
    entry = case.ledger.actors.get(actor)
    return f"{entry.name} ({actor})" if entry else actor


def sign(value: int) -> str:
    """Write a sign."""
    return "+" if value > 0 else "-"


def hanging(case: Case, name: str) -> Section | None:
    """Say which claims, predictions, rivals, events and explananda hang on an entry."""
    ledger = case.ledger
    lines = [f"{claim.id}  {claim.paraphrase}" for claim in ledger.claims.values() if _claimed(case, claim, name)]
    lines += [f"{one.id}  {one.paraphrase}" for one in ledger.predictions.values() if name in one.mechanisms]
    lines += [
        f"{one.id}  {words(one.name)} {_how(one, name)} it"
        for one in ledger.rivals.values()
        if name in (*one.drops, *one.holders)
    ]
    lines += [f"{one.id}  {one.case}" for one in ledger.analogies.values() if name in one.mechanisms]
    lines += [
        f"{one.id}  {one.name}" for one in ledger.events.values() if any(name in (s.var, s.of) for s in one.shocks)
    ]
    lines += [f"{one.id}  happens only if {name} does" for one in case.setting.events.values() if one.only_if == name]
    lines += [f"{one.id}  {one.says}" for one in case.explananda if name in one.about]
    return section("What hangs on it", lines)


def _how(rival: Any, name: str) -> str:
    return "drops" if name in rival.drops else "is held by"


def _claimed(case: Case, claim: Any, name: str) -> bool:
    outcome = claim.test.outcome
    arms = {part for arm in claim.test.arms for part in (arm.target, arm.of)}
    test = case.claims.claims.get(claim.id)
    changed = {part for arm in test.arms for change in arm.changes for part in _touched(change)} if test else set()
    return name in {*claim.mechanisms, outcome.var, outcome.of, *arms, *changed}


def _touched(change: Any) -> set[str]:
    """Return the ids that a change acts on."""
    found = {getattr(change, "mechanism", None), getattr(change, "event", None)}
    node = getattr(change, "quantity", None)
    if node is not None:
        found |= {f"v_{node.name}", node.actor}
    return {one for one in found if isinstance(one, str)}


def moves(value: int) -> str:
    """Read a sign aloud."""
    return "raises" if value > 0 else "lowers"
