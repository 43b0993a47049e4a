"""The tables of a case itself: what its ledger, its setting's additions and its tests hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from groundswell.exports._flatten import BETWEEN, Row, Table
from groundswell.ledger import Case, End, Mechanism, arrows


def case_tables(case: Case) -> list[Table]:
    """Return a table for every section of a case, its causes and effects, bindings and arms among them."""
    ledger, mechanisms = case.ledger, list(case.mechanisms().values())
    return [
        _table("variables", "Quantities that actors carry.", map(_plain, ledger.variables.values())),
        _table("actors", "Who carries quantities.", map(_plain, ledger.actors.values())),
        _table("mechanisms", "What pushes what, the added assumptions among them.", map(_mechanism, mechanisms)),
        _table("bindings", "Who fills the roles of a mechanism.", _bindings(mechanisms)),
        _table("arrows", "The causal diagram as the ledger states it.", map(_plain, arrows(mechanisms))),
        _table("events", "What happened.", map(_plain, ledger.events.values())),
        _table("facts", "Figures and circumstances as the text has them.", map(_plain, ledger.facts.values())),
        _table("conditions", "When a mechanism acts, and how fast.", map(_plain, case.conditions.values())),
        _table("explananda", "What the text takes as given.", map(_plain, case.explananda)),
        _table("claims", "What the text concludes, and how it is tested.", _claims(case)),
        _table("arms", "What is changed to test a claim.", _arms(case)),
        _table("predictions", "What the text expects.", _predictions(case)),
        _table("analogies", "Cases that the text sets beside its own.", map(_plain, ledger.analogies.values())),
        _table("rivals", "Other theories of the same setting.", map(_plain, ledger.rivals.values())),
        _table("norms", "What ought to be done; never simulated.", map(_plain, ledger.norms.values())),
    ]


def _table(name: str, says: str, rows: Iterable[Row]) -> Table:
    rows = list(rows)
    columns = dict.fromkeys((column for row in rows for column in row), "")
    return Table(f"case_{name}", says, columns, rows)


def _plain(entry: Any) -> Row:
    """The fields of an entry that fit a cell: texts, numbers, months, and lists of ids."""
    found = {name: getattr(entry, name) for name in entry.__slots__}
    return {name: _cell(value) for name, value in found.items() if _fits(value) and not name.endswith("_formula")}


def _fits(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(one, str | int | float) for one in value)
    return value is None or isinstance(value, str | int | float)


def _cell(value: Any) -> Any:
    return BETWEEN.join(map(str, value)) if isinstance(value, tuple) else value


def _mechanism(one: Mechanism) -> Row:
    return {**_plain(one), "causes": _ends(one.causes), "effects": _ends(one.effects), "bindings": len(one.bindings)}


def _ends(ends: Iterable[End]) -> str:
    return BETWEEN.join(f"{'+' if end.sign > 0 else '-'} {end.var} of {end.of}" for end in ends)


def _bindings(mechanisms: Iterable[Mechanism]) -> Iterable[Row]:
    for one in mechanisms:
        for number, binding in enumerate(one.bindings):
            for role, actors in binding.items():
                yield {"mechanism": one.id, "binding": number, "role": role, "actors": BETWEEN.join(actors)}


def _claims(case: Case) -> Iterable[Row]:
    for id, claim in case.ledger.claims.items():
        test = case.claims.claims.get(id)
        yield {**_plain(claim), **_named(test, ("outcome", "window", "reason", "untestable"))}


def _arms(case: Case) -> Iterable[Row]:
    for id, test in case.claims.claims.items():
        for arm in test.arms:
            yield {"claim": id, **_named(arm, ("id", "says", "expect", "then"))}


def _predictions(case: Case) -> Iterable[Row]:
    for id, one in case.ledger.predictions.items():
        test = case.predictions.get(id)
        yield {**_plain(one), **_named(test, ("window", "condition", "then", "reason", "untestable"))}


def _named(entry: Any, names: Iterable[str]) -> Mapping[str, Any]:
    return {name: None if entry is None else getattr(entry, name) for name in names}
