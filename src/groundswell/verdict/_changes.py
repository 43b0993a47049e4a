"""An arm's changes in words."""

from functools import singledispatch

from groundswell.language import to_text
from groundswell.ledger import (
    Add,
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


@singledispatch
def in_words(change: AnyChange) -> str:
    """A change as a short phrase."""
    raise TypeError(f"no words for a change of kind {type(change).__name__}")


@in_words.register
def _(change: Remove) -> str:
    return f"without {change.mechanism}"


@in_words.register
def _(change: Rescale) -> str:
    return f"{change.mechanism} at {change.by:g} times its strength"


@in_words.register
def _(change: Start) -> str:
    return f"{change.mechanism} acts from {change.at} only"


@in_words.register
def _(change: End_) -> str:
    return f"{change.mechanism} acts until {change.at} only"


@in_words.register
def _(change: Hasten) -> str:
    return f"{change.mechanism} takes effect {change.by:g} times as fast"


@in_words.register
def _(change: SetNode) -> str:
    return f"{to_text(change.quantity)} held at {change.to:g} {_span(change)}"


@in_words.register
def _(change: Freeze) -> str:
    return f"{to_text(change.quantity)} kept at its value of {change.since}"


@in_words.register
def _(change: ScaleNode) -> str:
    return f"{to_text(change.quantity)} at {change.by:g} times its value {_span(change)}"


@in_words.register
def _(change: Sweep) -> str:
    values = ", ".join(f"{value:g}" for value in change.over)
    return f"{to_text(change.quantity)} held at {values} in turn {_span(change)}"


@in_words.register
def _(change: Drop) -> str:
    return f"{change.event} does not happen"


@in_words.register
def _(change: Move) -> str:
    return f"{change.event} happens in {change.to}"


@in_words.register
def _(change: Reverse) -> str:
    return f"{change.event} happens the other way round in {change.at}"


@in_words.register
def _(change: Resize) -> str:
    return f"{change.event} at {change.by:g} times its size"


@in_words.register
def _(change: Add) -> str:
    return f"{change.event.name or change.event.id} happens in {change.event.date}"


def _span(change) -> str:
    begin = "throughout" if change.since == "start" else f"from {change.since}"
    return f"{begin} to {change.until}" if change.until else begin
