"""The text entry by entry: its paragraphs, facts, analogies and norms, and what each of them has to do with the run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from groundswell.ledger import Case
from groundswell.report._record_document import record_of
from groundswell.verdict import Recorded


def ledger_document(case: Case, recorded: Mapping[str, Recorded] = MappingProxyType({})) -> dict[str, Any]:
    """Return the entries of a case's ledger that no claim's verdict speaks of, in the shape of `verdicts_schema()`.

    recorded: what the record itself says of facts, by id.
    """
    return {
        "paragraphs": [{"id": id, "entries": list(entries)} for id, entries in case.ledger.coverage.items()],
        "facts": [_fact(case, recorded, id) for id in case.ledger.facts],
        "analogies": [_analogy(case, id) for id in case.ledger.analogies],
        "norms": [
            {"id": one.id, "says": one.paraphrase, "paragraphs": one.paragraphs} for one in case.ledger.norms.values()
        ],
    }


def _fact(case: Case, recorded: Mapping[str, Recorded], id: str) -> dict[str, Any]:
    fact = case.ledger.facts[id]
    named = re.compile(rf"\b{re.escape(id)}\b")
    return {
        "id": id, "says": fact.paraphrase, "value": fact.value, "unit": fact.unit, "outside": fact.outside_value,
        "outside_sure": fact.outside_sure, "paragraphs": fact.paragraphs,
        "explananda": [one.id for one in case.explananda if named.search(one.reason or "")],
        "record": record_of(recorded, id),
    }  # fmt: skip


def _analogy(case: Case, id: str) -> dict[str, Any]:
    one = case.ledger.analogies[id]
    return {
        "id": id, "case": one.case, "says": one.paraphrase, "structure": one.structure,
        "mechanisms": {name: len(case.ledger.mechanisms[name].bindings) for name in one.mechanisms},
        "differences": one.parameter_differences, "paragraphs": one.paragraphs,
        "claims": [c.id for c in case.ledger.claims.values() if set(c.mechanisms) & set(one.mechanisms)],
    }  # fmt: skip
