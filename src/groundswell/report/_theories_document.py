"""Theories given the record, in the published shape, and what that says in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from groundswell.fit import Factor, Scores, TheoriesGiven, TheoryGiven
from groundswell.report._numbers import count, in_words, listed

Document = Mapping[str, Any]
NAMED = {"null": "shuffled theories", "still": "no theory at all"}
NEEDED = 0.05
"""A theory whose weight is above this at the low end of its interval adds to the mixture of all."""


def theories_document(found: TheoriesGiven | None) -> dict[str, Any] | None:
    """Return what the record says of the theories of a comparison; None where it was not asked."""
    if found is None:
        return None
    document = {
        "until": str(found.until), "rows": found.rows, "readings": found.readings, "answers": found.answers,
        "waves": found.waves, "explananda": found.explananda,
        "holdout": None if found.look is None else {"answers": found.held_out, "looks": found.look.looks},
        "theories": {one.id: _theory(one) for one in found.theories},
    }  # fmt: skip
    return {**document, "sentences": sentences(document)}


def _theory(one: TheoryGiven) -> dict[str, Any]:
    return {
        "evidence": one.evidence, "interval": one.interval, "effective": one.effective, "effective_before": one.before,
        "factor": _factor(one.factor), "ahead": _scores(one.ahead), "weight": one.weight,
        "weight_interval": one.weight_interval, "holdout": _scores(one.holdout),
    }  # fmt: skip


def _factor(one: Factor | None) -> dict[str, Any] | None:
    return None if one is None else {"log": one.value, "interval": one.interval, "word": one.word}


def _scores(one: Scores | None) -> dict[str, Any] | None:
    if one is None:
        return None
    return {"crps": one.crps, "log_score": one.log_score, "factor": _factor(one.factor)}


def sentences(document: Document) -> list[str]:
    """Return what the record can tell of the theories, and what it cannot."""
    theories = document["theories"]
    others = [name for name in theories if name != "text"]
    lines = [
        f"Given {document['rows']} values up to {document['until']}, with {document['readings']:,} readings of each"
        " theory.",
        _evidence(theories, others),
    ]
    if document["waves"]:
        polls = count(document["waves"], "poll")
        lines.append(_parting(f"Forecasting {polls} up to the split, one after another,", theories, others, "ahead"))
        lines.append(_weights(theories))
    if document["holdout"] and document["holdout"]["answers"]:
        shares = count(document["holdout"]["answers"], "held-out share")
        lines.append(_parting(f"Forecasting {shares} from before the split", theories, others, "holdout"))
        lines.append(f"Held-out rows were opened for this; it is look {document['holdout']['looks']} at them.")
    return lines


def _evidence(theories: Document, others: Sequence[str]) -> str:
    words = {name: theories[name]["factor"]["word"] for name in others}
    few = [name for name in others if words[name] == "too few"]
    if len(few) == len(others):
        return (
            "By the evidence of the whole record no theory can be told from the text: in every pair fewer than ten"
            " readings meet it, so the factor hangs on a few."
        )
    told = f"The evidence of the whole record {_told(words)}"
    return f"{told}; of {_many(len(few))} too few readings meet it to say." if few else f"{told}."


def _parting(lead: str, theories: Document, others: Sequence[str], which: str) -> str:
    return f"{lead} {_told({name: theories[name][which]['factor']['word'] for name in others})}."


def _told(words: Mapping[str, str]) -> str:
    named = {id: NAMED.get(id, id) for id in words}
    for_, against, cannot = ([named[id] for id in words if words[id] == w] for w in ("for", "against", "cannot tell"))
    parts = [f"speaks for {listed(for_)} over the text"] if for_ else []
    parts += [f"speaks against {listed(against)}"] if against else []
    if cannot:
        parts.append(f"cannot part the text from {_many(len(cannot))}")
    return listed(parts) if parts else "says nothing"


def _many(number: int) -> str:
    return "one theory" if number == 1 else f"{in_words(number)} theories"


def _weights(theories: Document) -> str:
    weighed = {name: one for name, one in theories.items() if one["weight"] is not None}
    first = sorted(weighed, key=lambda name: -weighed[name]["weight"])[:3]
    told = listed(
        [
            f"{NAMED.get(name, name)} {weighed[name]['weight']:.2f} ({_span(weighed[name]['weight_interval'])})"
            for name in first
        ]
    )
    needed = [name for name, one in weighed.items() if one["weight_interval"][0] > NEEDED]
    more = f"{listed(needed)} could not be left out" if needed else "any one of them could be left out"
    return f"Mixed so that they forecast best, the weights are {told}; {more}."


def _span(interval: Sequence[float]) -> str:
    return f"{interval[0]:.2f} to {interval[1]:.2f}"
