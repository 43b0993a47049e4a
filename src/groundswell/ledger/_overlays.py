"""Rival theories as overlays on a case: what each drops, adds and sets, and what would tell it from the text."""

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Annotated

from groundswell._frozen import frozen

from ._changes import Change
from ._entries import Mechanism
from ._shapes import Entries, Formula, Identity, Reference, Text, key
from ._tests import Condition

TestRef = Annotated[str, Reference(("claim", "prediction"))]
DropRef = Annotated[str, Reference(("mechanism", "addition"))]


@frozen
class AddedMechanism(Mechanism):
    """A mechanism that a rival adds; its `reason` says from which of the rival's words."""

    id: Annotated[str, Identity("addition")]


@frozen
class AddedCondition(Condition):
    """The condition of a mechanism that a rival adds."""

    id: Annotated[str, Identity("addition")]


@frozen
class Discriminating:
    """What would tell the rival from the text: in the ledger's words, as a formula, as claims and predictions.

    The formula is read on a run without any arm, under each theory in turn.
    """

    observation: Text
    reason: Text
    formula: Text | None = None
    formula_parsed: Formula | None = key("formula", default=None)
    claims: tuple[TestRef, ...] = ()


@frozen
class RivalOverlay:
    """A rival as a change to the case: mechanisms dropped and added, and what stands differently throughout.

    `stronger` marks a second form of the rival that drops less than the ledger has it; its id ends in `s`.
    """

    id: Annotated[str, Identity("overlay")]
    says: Text
    drops: tuple[DropRef, ...]
    adds: Annotated[Mapping[str, AddedMechanism], Entries()]
    discriminating: Discriminating
    reason: Text
    conditions: Annotated[Mapping[str, AddedCondition], Entries(keyed=True)] = field(
        default_factory=lambda: MappingProxyType({})
    )
    sets: tuple[Change, ...] = ()
    stronger: bool = False

    @property
    def rival(self) -> str:
        """The id of the ledger's rival of which this is a form."""
        return self.id.rstrip("s")


Overlays = Annotated[Mapping[str, RivalOverlay], Entries(keyed=True)]
