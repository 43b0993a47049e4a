"""The theory's own entries: variables, actors, mechanisms, events, facts and norms."""

from collections.abc import Mapping
from typing import Annotated, Literal

from groundswell._frozen import frozen

from ._shapes import (
    ActorRef,
    Identity,
    Paragraphs,
    Reference,
    Role,
    Scale,
    SignMark,
    Text,
    VariableRef,
    key,
)

Kind = Literal[
    "class", "community", "current", "faction", "government", "institution", "leadership",
    "organisation", "patron", "person", "population", "region", "state",
]  # fmt: skip


@frozen
class Variable:
    """A quantity that actors carry, with its level, its scale and what it means."""

    id: Annotated[str, Identity("variable")]
    level: Literal["citizen", "organisation", "state", "society"]
    scale: Scale
    definition: Text
    observed_by: Text | None = None


@frozen
class Actor:
    """Who carries variables; `parent` is the whole that the actor is part of."""

    id: Annotated[str, Identity("actor")]
    name: Text
    kind: Kind
    parent: ActorRef | None
    paraphrase: Text
    resource: Text | None
    aim: Text | None
    base: tuple[ActorRef, ...]
    master: tuple[ActorRef, ...]
    paragraphs: Paragraphs


@frozen
class End:
    """One end of a mechanism: a variable of a role, and the sign with which it acts (1 or -1)."""

    var: VariableRef
    of: Role
    sign: SignMark


@frozen
class Edge:
    """An arrow of the causal diagram between roles; its sign is 1 or -1."""

    cause: VariableRef = key("from")
    cause_of: Role = key("from_of")
    effect: VariableRef = key("to")
    effect_of: Role = key("to_of")
    sign: SignMark = key("sign")


@frozen
class Source:
    """A work that supports, localises or disputes a mechanism."""

    ref: Text
    fit: Literal["close", "partial", "contrast"]
    sure: bool


@frozen
class Mechanism:
    """What pushes what, in which direction, between which roles; each binding is one instance."""

    id: Annotated[str, Identity("mechanism")]
    name: Text
    tier: Literal["core", "support", "aside"]
    stated: Literal["explicit", "implied", "added"]
    paraphrase: Text
    paragraphs: Paragraphs
    roles: tuple[Annotated[str, Identity("role")], ...]
    bindings: tuple[Mapping[Role, tuple[ActorRef, ...]], ...]
    causes: tuple[End, ...]
    effects: tuple[End, ...]
    conditions: Text
    time_scale: Text
    literature: tuple[Source, ...] = ()
    indicator: Text | None = None
    own_edges: tuple[Edge, ...] = key("edges", default=())
    reason: Text | None = None

    @property
    def edges(self) -> tuple[Edge, ...]:
        """The mechanism's own arrows, or else one from every cause to every effect, the product of their signs."""
        return self.own_edges or tuple(
            Edge(cause.var, cause.of, effect.var, effect.of, cause.sign * effect.sign)
            for cause in self.causes
            for effect in self.effects
        )


@frozen
class Shock:
    """What an event does to a variable of an actor: raises it (1) or lowers it (-1)."""

    var: VariableRef
    of: ActorRef
    sign: SignMark


@frozen
class Event:
    """Something that happened; given events are imposed, explained ones must come out of the model."""

    id: Annotated[str, Identity("event")]
    name: Text
    paraphrase: Text
    date_in_essay: Text
    known_date: Text | None
    kind: Literal["shock", "marker", "background", "process", "analogy", "reference", "clock"]
    shocks: tuple[Shock, ...]
    paragraphs: Paragraphs
    date_note: Text | None = None
    treatment: Literal["given", "explained"] = "given"


@frozen
class Fact:
    """A figure or circumstance as the text has it, with outside knowledge beside it."""

    id: Annotated[str, Identity("fact")]
    paraphrase: Text
    value: float | None
    unit: Text
    outside_value: Text | None
    outside_sure: bool
    paragraphs: Paragraphs


@frozen
class Norm:
    """A commitment on what ought to be done; recorded and never simulated."""

    id: Annotated[str, Identity("norm")]
    paraphrase: Text
    paragraphs: Paragraphs


Covered = Annotated[
    str,
    Reference(
        ("variable", "actor", "mechanism", "event", "fact", "claim", "prediction", "analogy", "rival", "norm"),
        also=("heading", "rhetoric"),
    ),
]
