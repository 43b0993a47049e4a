"""A case: a folder with a ledger, a setting and everything needed to run and test the theory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any

from groundswell._frozen import frozen

from ._changes import AnyChange
from ._entries import Mechanism
from ._facts import FactsAsked
from ._institutions import Institutions
from ._ledger import Ledger
from ._overlays import RivalOverlay
from ._record import RecordFile
from ._setting import Setting
from ._shapes import Identity, Text
from ._tests import ClaimsFile, Condition, Explanandum, PredictionTest, StandIn


@frozen
class CaseFile:
    """The cover sheet of a case."""

    id: Annotated[str, Identity("case")]
    title: Text
    says: Text
    ledger: Text = "ledger.yaml"


@frozen
class Case:
    """One theory with its setting, its priors and its tests; `hashes` are SHA-256 by file name.

    `predictions`, `overlays`, `institutions` and `stand_ins` (published forms by name) are empty where the case does
    not give them. `rival` and `standing_changes` are those of the overlay that was laid on the case (see `overlaid`),
    and nothing where the theory is the text's own. `record` says which tables of facts there are and what they observe;
    the record room reads them. `facts_asked` is what the record is asked about claims, predictions and facts, by id.
    """

    id: str
    title: str
    says: str
    folder: Path
    ledger: Ledger
    setting: Setting
    priors: Mapping[str, Any]
    assumptions: Mapping[str, Mechanism]
    conditions: Mapping[str, Condition]
    claims: ClaimsFile
    explananda: tuple[Explanandum, ...]
    hashes: Mapping[str, str]
    predictions: Mapping[str, PredictionTest] = field(default_factory=lambda: MappingProxyType({}))
    overlays: Mapping[str, RivalOverlay] = field(default_factory=lambda: MappingProxyType({}))
    institutions: Institutions = field(default_factory=Institutions)
    stand_ins: Mapping[str, StandIn] = field(default_factory=lambda: MappingProxyType({}))
    rival: str | None = None
    standing_changes: tuple[AnyChange, ...] = ()
    record: RecordFile | None = None
    facts_asked: Mapping[str, FactsAsked] = field(default_factory=lambda: MappingProxyType({}))

    def without_institutions(self) -> Case:
        """Return the case as if it declared no institution: the pushes that they stand in for act instead."""
        return replace(self, institutions=Institutions())

    def mechanisms(self) -> Mapping[str, Mechanism]:
        """Return the ledger's mechanisms and the added assumptions, sorted by id."""
        both = {**self.ledger.mechanisms, **self.assumptions}
        return MappingProxyType(dict(sorted(both.items())))
