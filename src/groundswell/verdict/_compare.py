"""Theory against theory: the text, its rivals, shuffled theories and two dumb baselines on the same claims.

All theories live on one compiled model and meet the same readings, the same luck and the same priors; a rival costs
what an arm costs. What a rival adds counts as its premises.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.ledger import Case, absent, together
from groundswell.model import Diagram, Theory, compile_theory
from groundswell.verdict._admissible import effective_size, explained, scales, thin, weigh
from groundswell.verdict._claim import ClaimRunner, Stance
from groundswell.verdict._judge import Judge
from groundswell.verdict._predict import PredictionResult, dumb_predictions, predicted
from groundswell.verdict._words import interval, word

TEXT = "text"
"""Name of the text's own theory in a comparison."""

KEPT = 256
"""Most readings that arms are run on, for each theory."""


@dataclass(frozen=True)
class Cell:
    """One theory's verdict on one claim or prediction."""

    verdict: str
    share: float | None
    interval: tuple[float, float] | None


@dataclass(frozen=True)
class TheoryResult:
    """One theory on the same setting. admissible_share: how well it reproduces the explananda; effective: size of
    its admissible readings. free_choices: open numbers and choices of its mechanisms."""

    id: str
    says: str
    admissible_share: float
    effective: float
    free_choices: int
    claims: Mapping[str, Cell]
    predictions: Mapping[str, Cell]


@dataclass(frozen=True)
class Comparison:
    """Theories by claims. discriminating: for every pair of theories, where their verdicts part."""

    theories: tuple[TheoryResult, ...]
    discriminating: Mapping[tuple[str, str], tuple[str, ...]]
    drawn: int


Progress = Callable[[str, int, int], None]


def compare(
    case: Case,
    readings: int = 4096,
    seed: int = 2007,
    claims: Sequence[str] | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Comparison:
    """Judge every claim and prediction under the text's theory and under each rival of the case."""
    whole = together(case)
    theory = compile_theory(whole)
    work = _Comparing(whole, theory, Ensemble(theory, seed), Diagram(theory.layout), readings, claims)
    names: list[str | None] = [None, *sorted(case.overlays)]
    results = []
    for number, name in enumerate(names):
        progress("theories", number, len(names))
        results.append(work.theory_result(name))
    results += work.dumb()
    progress("theories", len(names), len(names))
    return Comparison(tuple(results), discriminating(results), readings)


def discriminating(theories: Sequence[TheoryResult]) -> dict[tuple[str, str], tuple[str, ...]]:
    """For every pair, the claims and predictions that one upholds and the other denies."""
    found = {}
    for one, other in combinations(theories, 2):
        ids = [*one.claims, *one.predictions]
        first, second = {**one.claims, **one.predictions}, {**other.claims, **other.predictions}
        found[one.id, other.id] = tuple(id for id in ids if _part(first[id], second.get(id)))
    return found


def _part(one: Cell, other: Cell | None) -> bool:
    upheld, denied = {"follows", "mostly follows"}, {"contradicted", "mostly fails", "vacuous", "no route"}
    if other is None:
        return False
    return {one.verdict, other.verdict} & upheld != set() and {one.verdict, other.verdict} & denied != set()


@dataclass
class _Comparing:
    """A comparison under way."""

    case: Case
    theory: Theory
    ensemble: Ensemble
    diagram: Diagram
    readings: int
    wanted: Sequence[str] | None

    def stance(self, rival: str | None) -> Stance:
        sets = () if rival is None else self.case.overlays[rival].sets
        return Stance(absent(self.case, rival), tuple(sets))

    def theory_result(self, rival: str | None) -> TheoryResult:
        stance = self.stance(rival)
        index, weight, share = self._weighed(stance)
        effective = effective_size(weight)
        claims = {id: self._claim(id, stance, index, weight, effective) for id in self._ids()}
        says = self.case.says if rival is None else self.case.overlays[rival].says
        return TheoryResult(
            rival or TEXT, says, share, effective, self._choices(stance), claims,
            {id: _cell(found) for id, found in self._predictions(stance, index, weight).items()},
        )  # fmt: skip

    def _ids(self) -> list[str]:
        return [id for id in sorted(self.case.claims.claims) if self.wanted is None or id in self.wanted]

    def _weighed(self, stance: Stance) -> tuple[np.ndarray, np.ndarray, float]:
        """The readings that this theory's explananda leave, thinned to KEPT, and the share that is admissible."""
        index = np.arange(self.readings)
        tolerance = np.array([e.tolerance for e in self.case.explananda])
        weight = weigh(explained(self.ensemble, index, stance.arm(self.theory.layout)), tolerance)
        kept, by = thin(weight, self.ensemble.seed, KEPT)
        return kept, by, float(np.exp(weight).mean())

    def _choices(self, stance: Stance) -> int:
        names = {draw.name for draw in self.ensemble.drawer.draws}
        gone = tuple(f":{id}[" for id in stance.absent)
        return sum(not any(mark in name for mark in gone) for name in names) if gone else len(names)

    def _claim(self, id: str, stance: Stance, index, weight, effective: float) -> Cell:
        test = self.case.claims.claims[id]
        if test.untestable is not None:
            return Cell("untestable", None, None)
        runner = ClaimRunner(self.ensemble, self.diagram, test, self.case.claims.tolerance, stance)
        judge = Judge(runner, self.case.ledger.claims[id], runner.results(self.ensemble, index), weight)
        share = judge.share(judge.holds())
        return Cell(judge.verdict()[0], share, interval(share, effective))

    def _predictions(self, stance: Stance, index, weight) -> dict[str, PredictionResult]:
        nodes = self.theory.named
        seen = self.ensemble.run(stance.arm(self.theory.layout), nodes, index)
        return predicted(self.case, dict(zip(nodes, seen, strict=True)), weight, scales(self.ensemble))

    def dumb(self) -> list[TheoryResult]:
        """Two baselines without a theory: after the claims' last month nothing changes, or the last trend goes on."""
        stance = self.stance(None)
        index, weight, _ = self._weighed(stance)
        nodes = self.theory.named
        seen = self.ensemble.run(stance.arm(self.theory.layout), nodes, index)
        found = []
        for id, says, trend in (("still", "Nothing changes.", False), ("trend", "The last trend goes on.", True)):
            results = dumb_predictions(
                self.case, dict(zip(nodes, seen, strict=True)), weight, scales(self.ensemble), trend
            )
            claims = {claim: self._unmoved(claim) for claim in self._ids()}
            found.append(TheoryResult(id, says, 0.0, 0.0, 0, claims, {k: _cell(r) for k, r in results.items()}))
        return found

    def _unmoved(self, id: str) -> Cell:
        """An intervention changes nothing: only claims of no change come out."""
        test = self.case.claims.claims[id]
        if test.untestable is not None:
            return Cell("untestable", None, None)
        share = float(all(arm.expect == "unchanged" for arm in test.arms))
        return Cell(word(share), share, None)


def _cell(found: PredictionResult) -> Cell:
    return Cell(found.verdict, found.share, found.interval)
