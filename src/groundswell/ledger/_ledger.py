"""The ledger: everything that one document commits itself to, by id, in the order of the file."""

from collections.abc import Mapping
from typing import Annotated, Any

from groundswell._frozen import frozen

from ._arguments import Analogy, Claim, Prediction, Rival
from ._entries import Actor, Covered, Event, Fact, Mechanism, Norm, Variable
from ._shapes import Entries, Free, ParagraphRef

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


@frozen
class Ledger:
    """One document's commitments; every section maps ids to frozen entries."""

    meta: Annotated[Mapping[str, Any], Free()]
    variables: Annotated[Mapping[str, Variable], Entries()]
    actors: Annotated[Mapping[str, Actor], Entries()]
    mechanisms: Annotated[Mapping[str, Mechanism], Entries()]
    events: Annotated[Mapping[str, Event], Entries()]
    facts: Annotated[Mapping[str, Fact], Entries()]
    claims: Annotated[Mapping[str, Claim], Entries()]
    predictions: Annotated[Mapping[str, Prediction], Entries()]
    analogies: Annotated[Mapping[str, Analogy], Entries()]
    rivals: Annotated[Mapping[str, Rival], Entries()]
    norms: Annotated[Mapping[str, Norm], Entries()]
    coverage: Mapping[ParagraphRef, tuple[Covered, ...]]
