"""The ledger: everything that one document commits itself to, by id, in the order of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from ._arguments import Analogy, Claim, Prediction, Rival
from ._entries import Actor, Covered, Event, Fact, Mechanism, Norm, Variable
from ._shapes import Free, entries, reference

SECTIONS = {
    "variables": "variable",
    "actors": "actor",
    "mechanisms": "mechanism",
    "events": "event",
    "facts": "fact",
    "claims": "claim",
    "predictions": "prediction",
    "analogies": "analogy",
    "rivals": "rival",
    "norms": "norm",
}


@dataclass(frozen=True, slots=True)
class Ledger:
    """One document's commitments; every section maps ids to frozen entries."""

    meta: Annotated[Mapping[str, Any], Free()]
    variables: entries(Variable)  # type: ignore[valid-type]
    actors: entries(Actor)  # type: ignore[valid-type]
    mechanisms: entries(Mechanism)  # type: ignore[valid-type]
    events: entries(Event)  # type: ignore[valid-type]
    facts: entries(Fact)  # type: ignore[valid-type]
    claims: entries(Claim)  # type: ignore[valid-type]
    predictions: entries(Prediction)  # type: ignore[valid-type]
    analogies: entries(Analogy)  # type: ignore[valid-type]
    rivals: entries(Rival)  # type: ignore[valid-type]
    norms: entries(Norm)  # type: ignore[valid-type]
    coverage: Mapping[reference("paragraph"), tuple[Covered, ...]]  # type: ignore[valid-type]
