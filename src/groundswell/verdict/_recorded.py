"""What the record itself says, without any theory, about claims, predictions and facts: never a word that was written
down, always a formula of numbers that were read off rows.

A test decides the whole sentence or a part of it. A part that holds leaves the rest open; a part that fails takes the
whole with it as it stands. Where tests disagree the word is `mixed`.
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from groundswell.language import And, Comparison, Formula, Implies, Month, Node, Not, Or, nodes_of
from groundswell.ledger import Case, FactsAsked, FactTest
from groundswell.record import GotNumber, Observation, evidence, load_record, numbers_read, open_holdout
from groundswell.verdict._histories import History, comes_true, histories, lacking
from groundswell.verdict._semantics import value

HOLDS, PART_HOLDS, MIXED, PART_FAILS, FAILS, NO_DATA = (
    "holds", "part holds", "mixed", "part fails", "fails", "no data",
)  # fmt: skip
RECORD_WORDS = (HOLDS, PART_HOLDS, MIXED, PART_FAILS, FAILS, NO_DATA)


@dataclass(frozen=True)
class Answered:
    """One test put to the record. word: "holds", "fails" or "no data"; fact: the fact that it belongs to, if any."""

    says: str
    decides: str
    word: str
    why: str
    formula: str
    given: str | None
    reason: str
    numbers: tuple[GotNumber, ...]
    fact: str | None = None

    @property
    def held_out(self) -> int:
        """How many rows were not opened that would answer it."""
        lacking = [one for one in self.numbers if one.value is None]
        return sum(one.held_out for one in lacking) if all(one.held_out for one in lacking) else 0


@dataclass(frozen=True)
class Recorded:
    """What the record says of one claim, prediction or fact: one of RECORD_WORDS, a sentence, and the tests."""

    id: str
    word: str
    why: str
    tests: tuple[Answered, ...] = ()

    @property
    def held_out(self) -> int:
        """How many rows were not opened that would answer a test of it."""
        return sum(one.held_out for one in self.tests)


def recorded(case: Case, until: date | None = None, opened: Sequence[Observation] | None = None) -> dict[str, Recorded]:
    """Ask the record about every claim, prediction and fact of a case, by id.

    Rows behind the split are read only where they are handed in as `opened` (see `groundswell.record.open_holdout`).
    A case without a record gives "no data" for everything. Raises CaseError where the record has faults.
    """
    reads = {
        f"{id} {number}": tuple(test.reads.values())
        for id, asked in case.facts_asked.items()
        for number, test in enumerate(asked.tests)
    }
    got = numbers_read(case, reads, until, opened) if case.record is not None and reads else {}
    found = {id: _recorded(case, id, got) for id in (*case.ledger.claims, *case.ledger.facts)}
    known = histories(case, evidence(case, load_record(case, until))) if case.record and case.predictions else {}
    for id in case.ledger.predictions:
        asked = _recorded(case, id, got)
        found[id] = _by_histories(case, id, known) if asked.word == NO_DATA and not asked.tests else asked
    return found


def _by_histories(case: Case, id: str, known: dict[Node, History]) -> Recorded:
    """A prediction that no test was written for: its own formulas, where every node was read in every month named."""
    test = case.predictions.get(id)
    if case.record is None or test is None or test.untestable is not None:
        why = "the case has no record" if case.record is None else getattr(test, "untestable", None)
        return Recorded(id, NO_DATA, why or "no formula stands for it")
    formulas = [one for one in (test.condition_formula, test.then_formula) if one is not None]
    why = next((why for one in formulas if (why := lacking(case, one, known)) is not None), None)
    if why is not None:
        return Recorded(id, NO_DATA, why)
    if test.condition_formula is not None and not comes_true(case, test.condition_formula, known):
        return Recorded(id, NO_DATA, "its condition did not come about")
    assert test.then_formula is not None
    word = HOLDS if comes_true(case, test.then_formula, known) else FAILS
    return Recorded(id, word, "its own formula, on the series that read its nodes")


def asked_of_record(case: Case, holdout: Path | None = None, bare: bool = False) -> dict[str, Any]:
    """Return what a study keeps of its record: `recorded`, `recorded_until` and `looks`; empty where it has none.

    Where `holdout` names a log, a look is written in it and rows behind the split are read. Raises CaseError where the
    record has faults and OSError where the log cannot be written.
    """
    if case.record is None or bare:
        return {}
    opened = look = None
    if holdout is not None:
        opened, look = open_holdout(case, holdout, "what the record itself says")
    return {
        "recorded": recorded(case, opened=opened), "recorded_until": case.record.split.calibrate_until,
        "looks": None if look is None else look.looks,
    }  # fmt: skip


def _recorded(case: Case, id: str, got: Mapping[str, Mapping[str, GotNumber]]) -> Recorded:
    asked = case.facts_asked.get(id)
    if case.record is None:
        return Recorded(id, NO_DATA, "the case has no record")
    if asked is None:
        return Recorded(id, NO_DATA, _unasked(case, id))
    tests = [*_tests(asked, got), *(one for fact in asked.facts for one in _of_fact(case, fact, got))]
    return Recorded(id, together(tests), _sentence(tests), tuple(tests))


def _unasked(case: Case, id: str) -> str:
    if id in case.ledger.facts:
        return "the record has no rows about it"
    test = case.claims.claims.get(id)
    if test is not None and test.untestable is not None:
        return test.untestable
    outcome = test.outcome_formula if test is not None else None
    named = "" if outcome is None else f" ({', '.join(str(node) for node in nodes_of(outcome))})"
    return (
        f"the claim speaks of a world that was otherwise; the record holds one world, and no row of it was found to "
        f"speak of a part{named}"
    )


def _of_fact(case: Case, fact: str, got: Mapping[str, Mapping[str, GotNumber]]) -> Iterable[Answered]:
    """The tests of a fact that a sentence presupposes: they can decide a part of that sentence and no more."""
    asked = case.facts_asked.get(fact)
    for one in _tests(asked, got) if asked is not None else ():
        yield Answered(
            one.says, "part", one.word, one.why, one.formula, one.given, one.reason, one.numbers, fact
        )  # fmt: skip


def _tests(asked: FactsAsked, got: Mapping[str, Mapping[str, GotNumber]]) -> list[Answered]:
    return [_told(test, got[f"{asked.id} {number}"]) for number, test in enumerate(asked.tests)]


def _told(test: FactTest, got: Mapping[str, GotNumber]) -> Answered:
    numbers = tuple(got[name] for name in test.reads)
    word, why = _answer(test, numbers)
    return Answered(
        test.says, test.decides, word, why, _line(test.test), None if test.given is None else _line(test.given),
        test.reason, numbers,
    )  # fmt: skip


def _answer(test: FactTest, numbers: Sequence[GotNumber]) -> tuple[str, str]:
    lacking = [one.why for one in numbers if one.why is not None]
    if lacking:
        return NO_DATA, "; ".join(dict.fromkeys(lacking))
    if test.given_formula is not None and not _true(test.given_formula, numbers):
        return NO_DATA, f"its condition did not come about ({_shown(numbers)})"
    return (HOLDS if _true(test.test_formula, numbers) else FAILS), _shown(numbers)


def _true(formula: Formula, numbers: Sequence[GotNumber]) -> bool:
    return holds_for(formula, {one.name: float(one.value) for one in numbers if one.value is not None})


def holds_for(formula: Formula, numbers: Mapping[str, float]) -> bool:
    """Whether comparisons of named numbers, joined by words, hold; at equality as their signs say.

    Numbers of a record are often equal, so `>=` is not read as the margin of a run is.
    """
    match formula:
        case Comparison(left, sign, right):
            ends = (value(one, {}, {}, (Month(2000, 1), 1), numbers) for one in (left, right))
            one, other = (float(np.asarray(end).reshape(-1)[0]) for end in ends)
            return bool(COMPARED[sign](one, other))
        case Not(inner):
            return not holds_for(inner, numbers)
        case And(left, right):
            return holds_for(left, numbers) and holds_for(right, numbers)
        case Or(left, right):
            return holds_for(left, numbers) or holds_for(right, numbers)
        case Implies(left, right):
            return not holds_for(left, numbers) or holds_for(right, numbers)
    raise TypeError(f"{type(formula).__name__} speaks of time, and a record's numbers have none")


COMPARED = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def _shown(numbers: Sequence[GotNumber]) -> str:
    return ", ".join(f"{one.name.replace('_', ' ')} {_value(one)}" for one in numbers)


def _value(one: GotNumber) -> str:
    short = "%" if one.unit.startswith("percent") else one.unit if one.unit in ("seats", "months", "deaths") else ""
    return f"{one.value:.4g} {short}".rstrip()


def _line(formula: str) -> str:
    return " ".join(formula.split())


def together(tests: Sequence[Answered]) -> str:
    """The word for a sentence whose tests came out so."""
    told = [one for one in tests if one.word != NO_DATA]
    holds, fails = ([one for one in told if one.word == word] for word in (HOLDS, FAILS))
    whole = [one.word for one in told if one.decides == "whole"]
    if not told:
        return NO_DATA
    if holds and fails:
        return MIXED
    if holds:
        return HOLDS if whole else PART_HOLDS
    return FAILS if whole else PART_FAILS


def _sentence(tests: Sequence[Answered]) -> str:
    told = [one for one in tests if one.word != NO_DATA]
    if told:
        return "; ".join(f"{one.word}: {one.says} ({one.why})" for one in told)
    return "; ".join(dict.fromkeys(one.why for one in tests)) or "the facts that it names were asked nothing"
