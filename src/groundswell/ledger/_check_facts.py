"""Checks of what the record is asked: known ids, tables that are declared, formulas of the numbers that are read."""

from __future__ import annotations

from . import _formulas
from ._facts import FactsAsked, FactTest, NumberRead
from ._folder import Files
from ._record import RecordFile
from ._tree import Document

KINDS = {"C": "claim", "F": "fact", "PR": "prediction"}


def check_facts(files: Files) -> None:
    """Check `facts.yaml` against the ledger and the record; a case need not have it."""
    made: dict[str, FactsAsked] | None = files.objects.get("facts.yaml")
    if made is None:
        return
    document = files.documents["facts.yaml"]
    for asked in made.values():
        _asked(files, document, asked)


def _asked(files: Files, document: Document, asked: FactsAsked) -> None:
    kind = KINDS[asked.id.rstrip("0123456789")]
    if not files.knows(kind, asked.id):
        document.fault(document.key(asked.id), f"the ledger has no {kind} `{asked.id}`.", None, asked.id)
        return
    if not asked.tests and not asked.facts:
        hint = "Give `tests`, or `facts` that have some."
        document.fault(document.key(asked.id), "nothing is asked here.", hint, asked.id)
    for number, test in enumerate(asked.tests):
        _test(files, document, asked.id, (asked.id, "tests", number), test)


def _test(files: Files, document: Document, entry: str, where: tuple[str | int, ...], test: FactTest) -> None:
    for name, formula in (("test", test.test_formula), ("given", test.given_formula)):
        if formula is not None:
            _formula(document, entry, (*where, name), formula, list(test.reads))
    named = {one for f in (test.test_formula, test.given_formula) if f is not None for one in _formulas.constants(f)}
    for read in test.reads.values():
        if read.id not in named:
            message = f"`{read.id}` is read and stands in no formula of this test."
            document.fault(document.key(*where, "reads", read.id), message, "Use it, or leave it out.", entry)
        _read(files, document, entry, (*where, "reads", read.id), read)


def _formula(document: Document, entry: str, where: tuple[str | int, ...], formula, known: list[str]) -> None:
    node = document.find(*where)
    for part in _formulas.nodes_of(formula):
        hint = "Read rows of a table under a name, and put the name here."
        document.fault(node, f"`{part}` is a node of the model, and a record has rows.", hint, entry)
    for name in _formulas.constants(formula):
        if name not in known:
            hint = document.suggestion(name, known, "Read here are")
            document.fault(node, f"`{name[:60]}` is read nowhere in this test.", hint, entry)
    if _formulas.speaks_of_time(formula):
        hint = "Compare numbers by < <= > >=, joined by and, or, not, implies; the months stand under `reads`."
        document.fault(node, "the numbers of a record have no course over time.", hint, entry)


def _read(files: Files, document: Document, entry: str, where: tuple[str | int, ...], read: NumberRead) -> None:
    if (read.table is None) == (read.fact is None):
        message = "a number is read off a `table` or is what a `fact` states."
        document.fault(document.find(*where), message, "Give one of the two.", entry)
        return
    record: RecordFile | None = files.objects.get("record.yaml")
    # without record.yaml nothing is read, and every answer says so
    if read.table is not None and record is not None and read.table not in record.tables:
        hint = document.suggestion(read.table, list(record.tables), "They are")
        document.fault(document.find(*where, "table"), f"no table is called `{read.table[:40]}`.", hint, entry)
    if read.since is not None and read.until is not None and read.until < read.since:
        message = f"the months end in {read.until}, before they begin in {read.since}."
        document.fault(document.find(*where, "until"), message, None, entry)
    ledger = files.objects.get("ledger.yaml")
    if read.fact is not None and ledger is not None:
        fact = ledger.facts.get(read.fact)
        if fact is not None and fact.value is None:
            message = f"the fact `{read.fact}` states no number."
            document.fault(document.find(*where, "fact"), message, "Read rows of a table instead.", entry)
