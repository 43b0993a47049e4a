"""Verdicts given the record: each claim and prediction in readings as such, and in those that the record leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.fit._particles import Particles, ensemble_of, prior_particles
from groundswell.fit._target import Target
from groundswell.fit._tempering import systematic
from groundswell.fit._weights import effective_size, normalised
from groundswell.model import Diagram, baseline
from groundswell.verdict import ClaimRunner, Judge, Recorded, interval, predicted, recorded, word

ASKED = 256
"""Readings on which claims are asked, on each side."""

DRAWN = 2048
"""Readings drawn for those as such, before the explananda weigh them."""

MOVED = 0.1
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Side:
    """A verdict on one side. share: in [0, 1], None where there is nothing to count; interval: its 95 %."""

    verdict: str
    share: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class GivenRecord:
    """One claim or prediction: in readings as such, given the record, and what the record itself says."""

    id: str
    says: str
    kind: str
    without: Side
    given: Side
    record: Recorded

    @property
    def moved(self) -> bool:
        """Whether the record moves the share by more than both intervals leave to chance, and by a tenth at least."""
        one, other = self.without, self.given
        if one.share is None or other.share is None or one.interval is None or other.interval is None:
            return one.verdict != other.verdict
        apart = one.interval[1] < other.interval[0] or other.interval[1] < one.interval[0]
        return apart and abs(one.share - other.share) >= MOVED


def given_record(
    target: Target, particles: Particles, effective: float, seed: int, claims: Sequence[str] | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> list[GivenRecord]:  # fmt: skip
    """Judge the case's claims and predictions on both sides.

    Both sides are weighed by the same explananda, so the record alone parts them. `effective` is the number of
    particles that count, for the intervals. Raises KeyError for an unknown claim.
    """
    case = target.theory.layout.case
    unknown = sorted(set(claims or ()) - set(case.claims.claims))
    if unknown:
        raise KeyError(f"no claim {', '.join(unknown)} in {case.id}")
    before, size = _as_such(target, seed)
    some = particles.take(np.linspace(0, particles.count - 1, min(ASKED, particles.count)).astype(int))
    sides = [
        (ensemble_of(target.theory, seed, before, target.drawer), size),
        (ensemble_of(target.theory, seed, some, target.drawer), min(effective, float(some.count))),
    ]
    said, diagram = recorded(case, target.evidence.until), Diagram(target.theory.layout)
    ids = [id for id in sorted(case.claims.claims) if claims is None or id in claims]
    found = []
    for number, id in enumerate(ids):
        without, with_record = (_claim(ensemble, diagram, id, size) for ensemble, size in sides)
        says = case.ledger.claims[id].paraphrase
        found.append(GivenRecord(id, says, "claim", without, with_record, said[id]))
        progress("claims given the record", number + 1, len(ids))
    return found + (_predictions(target, sides, said) if claims is None else [])


def _as_such(target: Target, seed: int) -> tuple[Particles, float]:
    """Readings of the prior, resampled by the explananda alone, and how many of them count."""
    drawn = prior_particles(target.drawer, seed, DRAWN)
    weight = normalised(target.premise(target.run(drawn)))
    along = np.random.default_rng([seed, 3]).random()
    places = systematic(weight, along)[:: DRAWN // ASKED]
    return drawn.take(places), min(effective_size(weight), float(len(np.unique(places))))


def _claim(ensemble: Ensemble, diagram: Diagram, id: str, effective: float) -> Side:
    case = ensemble.theory.layout.case
    test = case.claims.claims[id]
    if test.untestable is not None:
        return Side("untestable", None, None)
    runner = ClaimRunner(ensemble, diagram, test, case.claims.tolerance)
    index = np.arange(ensemble.alter.particles.count)  # type: ignore[union-attr]  # an ensemble of particles
    judge = Judge(runner, case.ledger.claims[id], runner.results(ensemble, index), np.full(len(index), 1 / len(index)))
    share = judge.share(judge.holds())
    ensemble.forget()
    return Side(judge.verdict()[0], share, interval(share, effective))


def _predictions(target: Target, sides, said) -> list[GivenRecord]:
    case, nodes = target.theory.layout.case, target.theory.named
    if not case.predictions:
        return []
    scales = {one.id.removeprefix("v_"): one.scale for one in case.ledger.variables.values()}
    both = []
    for ensemble, effective in sides:
        count = ensemble.alter.particles.count
        seen = ensemble.run(baseline(target.theory.layout), nodes, np.arange(count))
        results = predicted(case, dict(zip(nodes, seen, strict=True)), np.full(count, 1 / count), scales)
        both.append({id: _side(one, effective) for id, one in results.items()})
    return [
        GivenRecord(id, test.says, "prediction", both[0][id], both[1][id], said[id])
        for id, test in case.predictions.items()
    ]


def _side(result, effective: float) -> Side:
    if result.share is None:
        return Side(result.verdict, None, None)
    return Side(word(result.share), result.share, interval(result.share, effective * (result.met or 1.0)))
