"""A score from several origins as data for machines; docs/record.md describes every field."""

from __future__ import annotations

from typing import Any

from groundswell.fit._document import marks_of, plain, rivalry_of
from groundswell.fit._foretell import Outcome
from groundswell.fit._origins import Origin, Rolled
from groundswell.fit._summary import Summary

SCHEMA = "groundswell.origins/1"
SEES = "a baseline sees the case's rows up to the origin that ended before the first day of the row it forecasts"


def origins_document(found: Rolled) -> dict[str, Any]:
    """Return a score from several origins as plain data."""
    last = found.origins[-1].look
    return plain({
        "schema": SCHEMA,
        "case": found.case,
        "seed": found.seed,
        "readings": found.readings,
        "verdict": verdict(found),
        "all": _summary(found.whole),
        "kinds": {kind: _summary(one) for kind, one in found.kinds.items()},
        "origins": [_origin(one) for one in found.origins],
        "outcomes": [_outcome(one) for one in found.outcomes],
        "baselines_see": SEES,
        "looks": last.looks,
        "log": str(last.log),
    })  # fmt: skip


def _summary(one: Summary) -> dict[str, Any]:
    return {
        "n": one.outcomes, "n_compared": one.compared, **marks_of(one.theory), "crps_compared": one.theory_on,
        "coverage": {f"{level:g}": share for level, share in one.coverage.items()}, "pit": one.pit,
        "baselines": {name: rivalry_of(other) for name, other in one.baselines.items()},
        "nulls": {name: rivalry_of(other) for name, other in one.nulls.items()},
        "best_baseline": one.best_baseline, "skill": None if one.skill is None else one.skill.value,
        "skill_interval": None if one.skill is None else one.skill.interval,
    }  # fmt: skip


def _origin(one: Origin) -> dict[str, Any]:
    return {
        "until": str(one.until), "to": None if one.to is None else str(one.to), "known": one.known,
        "scored": one.scored, "effective": one.weights.effective, "temper": one.weights.temper,
        "look": one.look.looks, "summary": None if one.summary is None else _summary(one.summary),
    }  # fmt: skip


def _outcome(one: Outcome) -> dict[str, Any]:
    low, first, middle, third, high = one.quantiles
    return {
        "origin": str(one.origin), "kind": one.kind, "series": one.series, "node": one.node, "id": one.id,
        "day": str(one.day), "source": one.source, "value": one.value, "unit": one.unit, "observed": one.observed,
        "median": middle, "low": low, "q25": first, "q75": third, "high": high, "crps": one.crps,
        "log_score": one.log_score, "pit": one.pit,
    }  # fmt: skip


def verdict(found: Rolled) -> str:
    """The first line of a report: whether the theory beats the best baseline over all origins, and how surely."""
    whole, times = found.whole, len(found.origins)
    origins = f"{times} origin{'' if times == 1 else 's'}"
    if whole.skill is None or whole.best_baseline is None or whole.theory_on is None:
        return f"Nothing to compare with from {origins}: no older row is known of what is forecast."
    best = whole.baselines[whole.best_baseline].marks.crps
    low, high = whole.skill.interval
    word = "beats" if low > 0 else "loses to" if high < 0 else "cannot be told from"
    return (
        f"From {origins} the theory's forecast {word} the best dumb baseline ({whole.best_baseline}): CRPS "
        f"{whole.theory_on:.2f} against {best:.2f} points, skill {whole.skill.value:+.0%} [{low:+.0%} to {high:+.0%}]."
    )
