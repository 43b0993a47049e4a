"""What stands behind a verdict, in words: premises, the box where a claim turns, what divides its readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from groundswell.ledger import Case
from groundswell.report._numbers import listed, percent
from groundswell.verdict import Bound, Choice, ClaimVerdict, Premises, word

UPHELD = 0.75
GROUPS = {
    "form": "which form each mechanism takes and whether it acts by standing there or by changing",
    "parameter": "how strong and how fast mechanisms are",
    "chance": "chance",
}


def standing_sentence(found: Premises | None, claim: ClaimVerdict) -> str:
    """Say whether a claim follows from the text alone, or only with what was added to it."""
    if found is None:
        return ""
    share = percent(found.whole)
    if found.whole < UPHELD:
        return _not_upheld(found, share)
    if found.text_alone is None:
        if claim.assumptions:
            return f"It follows ({share}); {listed(claim.assumptions)} on its way are implied by the text."
        return f"It follows from the text alone ({share}): no added assumption lies on its way."
    alone = percent(found.text_alone)
    if found.text_alone >= UPHELD:
        return f"It follows from the text alone: without the added assumptions it still comes out in {alone}."
    if not found.enough:
        return f"It follows only with the added assumptions together: without them it comes out in {alone}."
    sets = listed([_set(one) for one in found.enough], "or")
    return f"It follows only with {sets}: by the text alone it comes out in {alone}."


def _not_upheld(found: Premises, share: str) -> str:
    if found.text_alone is None:
        return f"It does not follow: it comes out in {share} of readings, and no added assumption lies on its way."
    alone = percent(found.text_alone)
    if found.text_alone >= UPHELD:
        return f"By the text alone it would follow ({alone}); the added assumptions stand in its way ({share})."
    return f"It does not follow, with the added assumptions ({share}) or without them ({alone})."


def _set(names: Sequence[str]) -> str:
    return listed(list(names))


def needed_sentence(found: Premises | None) -> str:
    """Name the smallest sets of premises that the claim falls without."""
    if found is None:
        return ""
    mark = percent(found.fails_under)
    if found.whole < found.fails_under:
        return (
            f"With every premise it comes out in under {mark} of readings, so there is nothing that it falls without."
        )
    if not found.needed:
        return f"No set of these premises that was tried brings it under {mark}."
    return f"It falls under {mark} without {listed([_set(one) for one in found.needed], 'or without')}."


def bound_words(bound: Bound, case: Case) -> str:
    """Return one side of a box as a condition that can be read aloud."""
    kind, _, rest = bound.name.partition(":")
    who = _who(rest, case)
    low, high = bound.low, bound.high
    if kind == "drive":
        return f"{who} acts {'by standing there' if low > 0 else 'by changing, not by standing there'}"
    limit = f"at least {low:.3g}" if high == float("inf") else f"at most {high:.3g}"
    if low != float("-inf") and high != float("inf"):
        limit = f"{low:.3g} to {high:.3g}"
    if kind == "points":
        target = rest.partition(">")[2].removeprefix("v_").replace(":", " of ").replace("_", " ")
        return f"{who} pushes {target} by {limit} points"
    return {
        "build": f"{who} builds up in {limit} months",
        "wait": f"{who} begins after {limit} months",
        "half point": f"{who} has half its effect at a drive of {limit}",
        "tipping point": f"{who} gives way at {limit}",
        "steepness": f"{who} gives way with a steepness of {limit}",
        "shift": f"the condition of {who} is eased by {limit}",
    }.get(kind, f"{kind} of {who}: {limit}")


def _who(rest: str, case: Case) -> str:
    """A mechanism by id, and by its actors where it is at work between several."""
    name = rest.split(">")[0].split("#")[0]
    mechanism, _, inside = name.partition("[")
    known = case.mechanisms().get(mechanism)
    if known is None or len(known.bindings) < 2:
        return mechanism
    actors = [part.split("=")[1].split("+")[0] for part in inside.rstrip("]").split(";") if "=" in part]
    names = [case.ledger.actors[one].name for one in actors if one in case.ledger.actors]
    return f"{mechanism} ({', '.join(names)})"


def flips(claim: ClaimVerdict) -> list[Choice]:
    """The choices of form or drive under which the verdict has another word than without them, strongest first."""
    return [one for one in claim.divides if word(one.share_with) != word(one.share_without)]


def flip_sentence(choice: Choice) -> str:
    """Say how a verdict turns on one choice."""
    return (f"Where {choice.says}, the verdict is: {word(choice.share_with)} ({percent(choice.share_with)});"
            f" otherwise: {word(choice.share_without)} ({percent(choice.share_without)}).")  # fmt: skip


def variance_sentence(parts: Sequence[Mapping[str, Any]]) -> str:
    """Say what the spread of the effect over readings comes from."""
    if not parts or not any(part["total"] for part in parts):
        return ""
    ranked = sorted(parts, key=lambda part: -part["effect"])
    whole = sum(max(part["effect"], 0.0) for part in parts)
    told = listed([f"{percent(max(part['effect'], 0.0) / whole)} to {GROUPS[part['group']]}" for part in ranked])
    return f"Of the spread of the effect over readings, about {told}."
