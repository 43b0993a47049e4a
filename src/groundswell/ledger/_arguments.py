"""What the theory concludes and what others say: claims, predictions, analogies and rivals."""

from typing import Annotated, Literal

from groundswell._frozen import frozen

from ._shapes import ActorRef, Identity, MechanismRef, Paragraphs, Reference, RivalRef, Text, VariableRef

Direction = Literal[
    "higher", "lower", "unchanged", "slightly lower", "slightly higher", "much lower", "much higher", "earlier", "later"
]


Target = Annotated[str, Reference(("variable", "actor", "mechanism", "event"))]


@frozen
class Outcome:
    """The variable that a claim is about, whose it is, and when."""

    var: VariableRef
    of: ActorRef
    at: Text


@frozen
class TestArm:
    """A counterfactual in words; `expect` is the sign of counterfactual minus baseline in the outcome."""

    __test__ = False  # pytest takes classes of this name for tests

    target: Target
    change: Text
    detail: Text
    expect: Direction
    of: ActorRef | None = None


@frozen
class Expectation:
    """What all arms of a test together should show."""

    direction: Direction
    detail: Text


@frozen
class Test:
    """How the ledger proposes to test a claim, in words."""

    __test__ = False

    outcome: Outcome
    arms: tuple[TestArm, ...]
    expect: Expectation


@frozen
class Claim:
    """A conclusion of the text, the mechanisms it rests on and the rivals it is held against."""

    id: Annotated[str, Identity("claim")]
    paraphrase: Text
    paragraphs: Paragraphs
    mechanisms: tuple[MechanismRef, ...]
    against: tuple[RivalRef, ...]
    test: Test


@frozen
class Horizon:
    """When a prediction falls due: as the text says, and as the ledger proposes."""

    stated: Text
    window: Text


@frozen
class OperationalTest:
    """A rule by which the record can support or oppose a prediction."""

    indicator: Text
    rule: Text
    source: Text


@frozen
class Prediction:
    """Something the text expects to happen after it was written."""

    id: Annotated[str, Identity("prediction")]
    paraphrase: Text
    paragraphs: Paragraphs
    modal: Literal["certain", "likely", "possible", "conditional"]
    horizon: Horizon
    conditions: Text
    mechanisms: tuple[MechanismRef, ...]
    operational_test: OperationalTest


@frozen
class Analogy:
    """Another case that the text sets beside its own."""

    id: Annotated[str, Identity("analogy")]
    case: Text
    paraphrase: Text
    paragraphs: Paragraphs
    structure: Text
    mechanisms: tuple[MechanismRef, ...]
    parameter_differences: Text


@frozen
class Rival:
    """Another theory of the same setting: mechanisms dropped, and in words what it adds."""

    id: Annotated[str, Identity("rival")]
    name: Text
    paraphrase: Text
    paragraphs: Paragraphs
    holders: tuple[ActorRef, ...]
    drops: tuple[MechanismRef, ...]
    adds: Text
    predicts_differently: Text
    discriminating_observation: Text
