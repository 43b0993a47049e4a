"""The causal diagram as the ledger states it: signed arrows between nodes, binding by binding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ._entries import Mechanism


@dataclass(frozen=True, slots=True, order=True)
class Arrow:
    """One arrow between nodes such as `v_support(A_party)`; sign is 1 or -1, binding counts from 0."""

    cause: str
    effect: str
    sign: int
    mechanism: str
    binding: int


def arrows(mechanisms: Iterable[Mechanism]) -> tuple[Arrow, ...]:
    """Return every arrow of the mechanisms' instances.

    Where a role is filled by several actors, each of them sends or receives the arrow.
    """
    return tuple(
        Arrow(f"{edge.cause}({cause})", f"{edge.effect}({effect})", edge.sign, mechanism.id, number)
        for mechanism in mechanisms
        for number, binding in enumerate(mechanism.bindings)
        for edge in mechanism.edges
        for cause in binding.get(edge.cause_of, ())
        for effect in binding.get(edge.effect_of, ())
    )
