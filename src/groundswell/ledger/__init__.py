"""The ledger room: what a case holds, how it is read, and everything that can be wrong with it.

Nothing here computes anything about the world and nothing imports JAX.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from ._arguments import (
    Analogy,
    Claim,
    Expectation,
    Horizon,
    OperationalTest,
    Outcome,
    Prediction,
    Rival,
    Test,
    TestArm,
)
from ._bytes import Unreadable, read_bytes
from ._case import Case
from ._changes import (
    Add,
    AddedEvent,
    AnyChange,
    Drop,
    End_,
    Freeze,
    Hasten,
    Move,
    Remove,
    Rescale,
    Resize,
    Reverse,
    ScaleNode,
    SetNode,
    Start,
    Sweep,
)
from ._entries import Actor, Edge, End, Event, Fact, Mechanism, Norm, Shock, Source, Variable
from ._facts import FactsAsked, FactTest, NumberRead
from ._faults import CaseError, CaseNotFound, Fault, nearest
from ._folder import FILES, cases, find_case, shipped_cases
from ._form_names import PUBLISHED_FORMS
from ._institutions import (
    RULE_NAMES,
    Contest,
    Election,
    EmergencyClock,
    Institutions,
    ListTier,
    SplitRule,
    WarRule,
    Win,
)
from ._ledger import SECTIONS, Ledger
from ._load import check_case, load_case, load_ledger
from ._overlays import AddedCondition, AddedMechanism, Discriminating, RivalOverlay
from ._record import ObservedNode, PollTerms, RecordFile, SeriesEntry, Split, TableEntry, Unbound
from ._setting import (
    ActorRule,
    Calendar,
    Driver,
    KindRule,
    Relation,
    SamePeople,
    Setting,
    SettingEvent,
    StandsFor,
    Ties,
)
from ._tests import Arm, ClaimsFile, ClaimTest, Condition, Explanandum, PredictionTest, StandIn
from ._yaml import read_yaml

if TYPE_CHECKING:
    from ._diagram import Arrow, arrows
    from ._explain import Explanation, explain
    from ._new import new_case
    from ._overlaid import overlaid
    from ._schema import file_schema, ledger_schema
    from ._sections import Section
    from ._sources import Sources, sources
    from ._together import absent, together

# What explains, draws, writes or changes a case is imported when first asked for: `groundswell check` does without.
_LATER = {
    "Arrow": "_diagram",
    "Explanation": "_explain",
    "Section": "_sections",
    "Sources": "_sources",
    "absent": "_together",
    "arrows": "_diagram",
    "explain": "_explain",
    "file_schema": "_schema",
    "ledger_schema": "_schema",
    "new_case": "_new",
    "overlaid": "_overlaid",
    "sources": "_sources",
    "together": "_together",
}

__all__ = [
    "FILES",
    "PUBLISHED_FORMS",
    "RULE_NAMES",
    "SECTIONS",
    "Actor",
    "ActorRule",
    "Add",
    "AddedCondition",
    "AddedEvent",
    "AddedMechanism",
    "Analogy",
    "AnyChange",
    "Arm",
    "Arrow",
    "Calendar",
    "Case",
    "CaseError",
    "CaseNotFound",
    "Claim",
    "ClaimTest",
    "ClaimsFile",
    "Condition",
    "Contest",
    "Discriminating",
    "Driver",
    "Drop",
    "Edge",
    "Election",
    "EmergencyClock",
    "End",
    "End_",
    "Event",
    "Expectation",
    "Explanandum",
    "Explanation",
    "Fact",
    "FactTest",
    "FactsAsked",
    "Fault",
    "Freeze",
    "Hasten",
    "Horizon",
    "Institutions",
    "KindRule",
    "Ledger",
    "ListTier",
    "Mechanism",
    "Move",
    "Norm",
    "NumberRead",
    "ObservedNode",
    "OperationalTest",
    "Outcome",
    "PollTerms",
    "Prediction",
    "PredictionTest",
    "RecordFile",
    "Relation",
    "Remove",
    "Rescale",
    "Resize",
    "Reverse",
    "Rival",
    "RivalOverlay",
    "SamePeople",
    "ScaleNode",
    "Section",
    "SeriesEntry",
    "SetNode",
    "Setting",
    "SettingEvent",
    "Shock",
    "Source",
    "Sources",
    "Split",
    "SplitRule",
    "StandIn",
    "StandsFor",
    "Start",
    "Sweep",
    "TableEntry",
    "Test",
    "TestArm",
    "Ties",
    "Unbound",
    "Unreadable",
    "Variable",
    "WarRule",
    "Win",
    "absent",
    "arrows",
    "cases",
    "check_case",
    "explain",
    "file_schema",
    "find_case",
    "ledger_schema",
    "load_case",
    "load_ledger",
    "nearest",
    "new_case",
    "overlaid",
    "read_bytes",
    "read_yaml",
    "shipped_cases",
    "sources",
    "together",
]


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
