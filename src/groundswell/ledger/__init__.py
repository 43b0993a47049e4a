"""The ledger room: what a case holds, how it is read, and everything that can be wrong with it.

Nothing here computes anything about the world and nothing imports JAX.
"""

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
from ._diagram import Arrow, arrows
from ._entries import Actor, Edge, End, Event, Fact, Mechanism, Norm, Shock, Source, Variable
from ._explain import Explanation, explain
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
from ._new import new_case
from ._overlaid import overlaid
from ._overlays import AddedCondition, AddedMechanism, Discriminating, RivalOverlay
from ._record import ObservedNode, PollTerms, RecordFile, SeriesEntry, Split, TableEntry, Unbound
from ._schema import file_schema, ledger_schema
from ._sections import Section
from ._setting import ActorRule, Calendar, Driver, KindRule, Relation, SamePeople, Setting, SettingEvent, StandsFor
from ._sources import Sources, sources
from ._tests import Arm, ClaimsFile, ClaimTest, Condition, Explanandum, PredictionTest, StandIn
from ._together import absent, together

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
    "Unbound",
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
    "shipped_cases",
    "sources",
    "together",
]
