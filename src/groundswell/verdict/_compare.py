"""Theory against theory: the text, its rivals, shuffled theories and two dumb baselines on the same claims.

All theories live on one compiled model and meet the same readings, the same luck and the same priors; a rival costs
what an arm costs. What a rival adds counts as its premises.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from groundswell.ensemble import LANES, Ensemble
from groundswell.language import nodes_of
from groundswell.ledger import Case, absent, together
from groundswell.model import Diagram, compile_theory
from groundswell.verdict._admissible import effective_size, explained, scales, thin, weigh
from groundswell.verdict._claim import ClaimRunner, Stance
from groundswell.verdict._judge import Judge
from groundswell.verdict._nulls import EACH, THEORIES, Shuffler
from groundswell.verdict._predict import dumb_predictions, held, predicted
from groundswell.verdict._theories import (
    NULL,
    STILL,
    TEXT,
    TREND,
    Cell,
    Comparison,
    Explaining,
    Telling,
    TheoryResult,
    pairs,
    part_ways,
)
from groundswell.verdict._words import interval, weighted_share, word

KEPT = LANES
"""Most readings that arms are run on, for each theory: one block."""

READINGS = 4096
"""Readings drawn for each theory where no number is asked for."""

Progress = Callable[[str, int, int], None]


class ComparisonStopped(Exception):
    """The comparison was stopped; `comparison` holds the theories that were finished."""

    def __init__(self, comparison: Comparison):
        super().__init__("the comparison was stopped before it was finished")
        self.comparison = comparison


def compare(
    case: Case,
    readings: int | None = None,
    seed: int = 2007,
    claims: Sequence[str] | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Comparison:
    """Judge every claim and prediction under the text's theory, each rival of the case, shuffled theories, and two
    baselines without a theory.

    `readings` are drawn for each theory from the same priors (READINGS if left out). The same seed gives the same
    bits whatever subset of `claims` is asked for. Raises KeyError for an unknown claim and `ComparisonStopped` (with
    the theories that were finished) on Ctrl-C.
    """
    unknown = sorted(set(claims or ()) - set(case.claims.claims))
    if unknown:
        raise KeyError(f"no claim {', '.join(unknown)} in {case.id}")
    work = _Comparing(case, readings or READINGS, seed, claims, progress)
    try:
        work.all()
    except KeyboardInterrupt as stop:
        raise ComparisonStopped(work.found(complete=False)) from stop
    return work.found(complete=True)


class _Comparing:
    """A comparison under way."""

    def __init__(self, case: Case, readings: int, seed: int, wanted: Sequence[str] | None, progress: Progress):
        self.case, self.readings, self.seed = case, readings, seed
        self.began, self.seconds = perf_counter(), {}
        self.whole = together(case)
        self.theory = compile_theory(self.whole)
        self.ensemble = Ensemble(self.theory, seed)
        self.ids = [id for id in sorted(case.claims.claims) if wanted is None or id in wanted]
        self.tests = {id: o.discriminating.formula_parsed for id, o in case.overlays.items()}
        told = {node for tree in self.tests.values() if tree is not None for node in nodes_of(tree)}
        self.nodes = tuple(sorted({*self.theory.named, *told}))
        self.results: list[TheoryResult] = []
        self.done, self.total, self.progress = 0, (len(case.overlays) + 2) * (len(self.ids) + 1), progress

    def all(self) -> None:
        """Every theory in turn: the text, the rivals, shuffled theories, and the two baselines."""
        for name in (None, *sorted(self.case.overlays)):
            began = perf_counter()
            self.results.append(self._theory(name))
            self.seconds[name or TEXT] = perf_counter() - began
        began = perf_counter()
        self.results.append(self._null())
        self.seconds[NULL] = perf_counter() - began
        self.results += self._dumb()

    def found(self, complete: bool) -> Comparison:
        theories = tuple(self.results)
        return Comparison(
            self.case, self.seed, self.readings, tuple(self.ids), theories, pairs(theories), self._tellings(theories),
            complete, seconds={"all": perf_counter() - self.began, **self.seconds},
        )  # fmt: skip

    def _step(self) -> None:
        self.done += 1
        self.progress("verdicts", self.done, self.total)

    def _stance(self, rival: str | None) -> Stance:
        sets = () if rival is None else self.case.overlays[rival].sets
        return Stance(absent(self.whole, rival), tuple(sets))

    def _theory(self, rival: str | None) -> TheoryResult:
        stance = self._stance(rival)
        margins = explained(self.ensemble, np.arange(self.readings), stance.arm(self.theory.layout))
        index, weight, score, size = self._weighed(margins)
        traces = self._traces(self.ensemble, stance, index)
        found = self._without_arms(rival or TEXT, traces, weight)
        self._step()
        claims = {id: self._claim(id, stance, index, weight, size) for id in self.ids}
        self.ensemble.forget()
        return replace(
            found, kind="rival" if rival else "text", score=score, effective=size, claims=claims,
            free_choices=self._choices(stance), explananda=self._explananda(margins, index, weight),
            says=self.case.overlays[rival].says if rival else self.case.says,
        )  # fmt: skip

    def _weighed(self, margins: np.ndarray) -> tuple[np.ndarray, np.ndarray, float, float]:
        """The readings that a theory's explananda leave, thinned to KEPT, their weights, the mean weight of all, and
        the effective size, which thinning cannot raise."""
        tolerance = np.array([e.tolerance for e in self.case.explananda])
        weight = weigh(margins, tolerance)
        index, kept = _filled(*thin(weight, self.seed, KEPT))
        size = min(effective_size(np.exp(weight - weight.max())), effective_size(kept))
        return index, kept, float(np.exp(weight).mean()), size

    def _explananda(self, margins: np.ndarray, index: np.ndarray, weight: np.ndarray) -> tuple[Explaining, ...]:
        return tuple(
            Explaining(one.id, float((row > 0).mean()), weighted_share(weight, row[index] > 0))
            for one, row in zip(self.case.explananda, margins, strict=True)
        )

    def _traces(self, ensemble: Ensemble, stance: Stance, index: np.ndarray) -> dict:
        seen = ensemble.run(stance.arm(self.theory.layout), self.nodes, index)
        return dict(zip(self.nodes, seen, strict=True))

    def _without_arms(self, id: str, traces: dict, weight: np.ndarray) -> TheoryResult:
        """What runs without any arm say: predictions, and the observations that tell rivals from the text."""
        results = predicted(self.case, traces, weight, self._scales)
        predictions = {k: Cell(r.verdict, r.share, r.interval, r.met) for k, r in results.items()}
        return TheoryResult(id, "", "", None, 0.0, 0, {}, predictions, observations=self._observed(traces, weight))

    @property
    def _scales(self) -> dict[str, str]:
        return scales(self.ensemble)

    def _observed(self, traces: dict, weight: np.ndarray) -> dict[str, Cell]:
        found = {}
        for rival, formula in self.tests.items():
            if formula is not None:
                share = weighted_share(weight, held(self.case, formula, traces, self._scales))
                found[rival] = Cell(word(share), share, interval(share, effective_size(weight)))
        return found

    def _choices(self, stance: Stance) -> int:
        names = {draw.name for draw in self.ensemble.drawer.draws}
        gone = tuple(f":{id}[" for id in stance.absent)
        return sum(not any(mark in name for mark in gone) for name in names)

    def _runner(self, id: str, stance: Stance) -> ClaimRunner:
        diagram = Diagram(self.theory.layout, stance.absent)
        return ClaimRunner(self.ensemble, diagram, self.case.claims.claims[id], self.case.claims.tolerance, stance)

    def _claim(self, id: str, stance: Stance, index, weight, size: float) -> Cell:
        self._step()
        if self.case.claims.claims[id].untestable is not None:
            return Cell("untestable")
        runner = self._runner(id, stance)
        judge = Judge(runner, self.case.ledger.claims[id], runner.results(self.ensemble, index), weight)
        verdict = judge.verdict()[0]
        if verdict == "no route":
            return Cell(verdict)
        share = judge.share(judge.holds())
        return Cell(verdict, share, interval(share, size))

    def _null(self) -> TheoryResult:
        """Shuffled theories of the text's size, each reading counting alike."""
        stance, index = self._stance(None), np.arange(THEORIES * EACH)
        nulls = Ensemble(self.theory, self.seed + 1, Shuffler(self.theory, self.seed, stance.absent))
        weight = np.full(len(index), 1 / len(index))
        margins = explained(nulls, index, stance.arm(self.theory.layout))
        found = self._without_arms(NULL, self._traces(nulls, stance, index), weight)
        self._step()
        return replace(
            found, kind="null", says="Theories of the same size whose signs and sources were shuffled.",
            claims={id: self._null_cell(id, stance, nulls, index) for id in self.ids}, effective=float(len(index)),
            score=self._weighed(margins)[2], free_choices=self._choices(stance),
            explananda=self._explananda(margins, index, weight),
        )  # fmt: skip

    def _null_cell(self, id: str, stance: Stance, nulls: Ensemble, index: np.ndarray) -> Cell:
        self._step()
        if self.case.claims.claims[id].untestable is not None:
            return Cell("untestable")
        results = self._runner(id, stance).results(nulls, index)
        holds = np.all([r.holds for r in results], axis=0).reshape(THEORIES, EACH).mean(1)
        share, half = float(holds.mean()), 1.96 * float(holds.std(ddof=1)) / THEORIES**0.5
        words = tuple(sorted(Counter(word(float(one)) for one in holds).items()))
        return Cell(word(share), share, (max(0.0, share - half), min(1.0, share + half)), words=words)

    def _dumb(self) -> list[TheoryResult]:
        """Two baselines without a theory: after the claims' last month nothing changes, or the last trend goes on."""
        stance = self._stance(None)
        margins = explained(self.ensemble, np.arange(self.readings), stance.arm(self.theory.layout))
        index, weight, _, _ = self._weighed(margins)
        traces = self._traces(self.ensemble, stance, index)
        claims = {id: self._unmoved(id) for id in self.ids}
        found = []
        for id, says, trend in ((STILL, "Nothing changes.", False), (TREND, "The last trend goes on.", True)):
            results = dumb_predictions(self.case, traces, weight, self._scales, trend)
            cells = {k: Cell(r.verdict, r.share, r.interval, r.met) for k, r in results.items()}
            found.append(TheoryResult(id, says, "baseline", None, 0.0, 0, claims, cells))
        return found

    def _unmoved(self, id: str) -> Cell:
        """An intervention changes nothing: only claims of no change come out."""
        test = self.case.claims.claims[id]
        if test.untestable is not None:
            return Cell("untestable")
        share = float(all(arm.expect == "unchanged" for arm in test.arms))
        return Cell(word(share), share)

    def _tellings(self, theories: Sequence[TheoryResult]) -> tuple[Telling, ...]:
        known = {theory.id: theory for theory in theories}
        return tuple(self._telling(known[TEXT], known[rival]) for rival in self.case.overlays if rival in known)

    def _telling(self, text: TheoryResult, rival: TheoryResult) -> Telling:
        told = self.case.overlays[rival.id].discriminating
        ours, theirs = text.cells(), rival.cells()
        parting = tuple(id for id in told.claims if id in ours and part_ways(ours[id], theirs[id]))
        here = rival.id in text.observations
        parts = here and part_ways(text.observations[rival.id], rival.observations[rival.id])
        formula = None if told.formula is None else " ".join(told.formula.split())
        return Telling(rival.id, formula, parts, told.claims, parting)


def _filled(index: np.ndarray, weight: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whole blocks of readings, those over without weight, so that formulas are compiled for few sizes."""
    over = -len(index) % LANES
    return np.concatenate([index, np.repeat(index[-1:], over)]), np.concatenate([weight, np.zeros(over)])
