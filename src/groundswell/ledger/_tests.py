"""How the case tests the theory: conditions as gates, claims as formulas, and what must be explained."""

from collections.abc import Mapping
from typing import Annotated

from groundswell._frozen import frozen

from ._arguments import Direction
from ._changes import Change
from ._entries import Mechanism
from ._shapes import (
    DelaySpread,
    Entries,
    Formula,
    Identity,
    MechanismRef,
    Number,
    Paragraphs,
    PositiveSpread,
    Quantity,
    Text,
    key,
)


@frozen
class Condition:
    """A mechanism's condition in words and as a gate, with its time constant and delay in months.

    `strength` is how much of a mechanism it is: one at 0.5 pushes half as hard and counts as half among those that
    share a node.
    """

    id: Annotated[str, Identity("mechanism")]
    words: Text
    gate: Text | None
    months: PositiveSpread
    gate_formula: Formula | None = key("gate", default=None)
    sets_aside: Text | None = None
    not_modelled: Text | None = None
    lag: DelaySpread = (0.0, 0.0)
    pulse: bool = False
    months_because: Text | None = None
    strength: Annotated[float, Number(above=0)] = 1.0


@frozen
class Arm:
    """One counterfactual run: the changes that act together, and the formula that must hold then."""

    id: Annotated[str, Identity("arm")]
    says: Text
    changes: tuple[Change, ...] = key("change")
    expect: Direction = key("expect")
    then: Text = key("then")
    then_formula: Formula = key("then")


@frozen
class ClaimTest:
    """A claim made testable: its outcome, its arms, and why these formulas were chosen.

    `says` repeats the ledger's paraphrase, so that words and formulas can be read side by side.
    """

    id: Annotated[str, Identity("claim")]
    says: Text | None = None
    outcome: Text | None = None
    outcome_formula: Quantity | None = key("outcome", default=None)
    arms: tuple[Arm, ...] = ()
    window: Text | None = None
    reason: Text | None = None
    untestable: Text | None = None


@frozen
class ClaimsFile:
    """All claims with the tolerance that was stated before any run, on the unbounded coordinate."""

    tolerance: Annotated[float, Number(least=0)]
    claims: Annotated[Mapping[str, ClaimTest], Entries(keyed=True)]


@frozen
class PredictionTest:
    """A prediction as a consequence of the theory, read on a run without any arm.

    A reading counts where `condition` (the antecedent; None is always) holds, and bears the prediction out where
    `then` holds as well.
    """

    id: Annotated[str, Identity("prediction")]
    says: Text
    window: Text | None = None
    condition: Text | None = None
    condition_formula: Formula | None = key("condition", default=None)
    then: Text | None = None
    then_formula: Formula | None = key("then", default=None)
    reason: Text | None = None
    untestable: Text | None = None


@frozen
class Explanandum:
    """Something that the text takes as given and that an admissible reading must reproduce."""

    id: Annotated[str, Identity("explanandum")]
    says: Text
    paragraphs: Paragraphs
    formula: Text
    tolerance: Annotated[float, Number(least=0)]
    unit: Text
    about: tuple[MechanismRef, ...]
    reason: Text
    formula_parsed: Formula = key("formula")


@frozen
class AssumptionsFile:
    """Gaps that had to be filled, in the shape of mechanisms."""

    assumptions: Annotated[Mapping[str, Mechanism], Entries()]


@frozen
class StandIn:
    """A published form and the mechanisms that it can stand for in this case, each with the reason."""

    id: Annotated[str, Identity("form")]
    stands_for: Mapping[MechanismRef, Text]


StandIns = Annotated[Mapping[str, StandIn], Entries(keyed=True)]
Predictions = Annotated[Mapping[str, PredictionTest], Entries(keyed=True)]
Conditions = Annotated[Mapping[str, Condition], Entries(keyed=True)]
Explananda = Annotated[Mapping[str, Explanandum], Entries()]
