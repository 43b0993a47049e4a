"""One claim on one set of readings: what its arms do, whether its formulas hold, and by how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from groundswell.ensemble import Ensemble, digest, finite
from groundswell.language import Eventually, Interval, Node, Timing, Unbounded, nodes_of, parts, to_text
from groundswell.ledger import Arm as ArmTest
from groundswell.ledger import ClaimTest, Remove
from groundswell.model import Arm, Diagram, Layout, Route, arm_of, baseline, muted, runs_of, theory_of
from groundswell.verdict._admissible import scales
from groundswell.verdict._horizon import months_read
from groundswell.verdict._semantics import margin, value

SENSITIVITY = (0.2, 0.5, 1.0, 2.0, 4.0)
"""Factors on the stated tolerance at which the share is reported beside the stated one."""


@dataclass(frozen=True)
class ArmResult:
    """One arm on R readings. holds (R,): its formula holds in every run; looser (factors, R): at other tolerances.

    effect (R,): arm minus baseline of the outcome on the unbounded coordinate, the run that moves it most.
    still (R,): nothing that the arm's formula asks about moves beyond tolerance, or what it times never happens.
    sound (R,): baseline and arm stay within the range of numbers; elsewhere the others mean nothing.
    """

    test: ArmTest
    holds: np.ndarray
    looser: np.ndarray
    effect: np.ndarray
    still: np.ndarray
    sound: np.ndarray


@dataclass(frozen=True)
class Stance:
    """A theory on a layout that holds several: mechanisms that are absent, and changes that stand throughout."""

    absent: frozenset[str] = frozenset()
    standing: tuple = ()

    def arm(self, layout: Layout, changes: Sequence = ()) -> Arm:
        """Some changes made under this theory."""
        arm = arm_of(layout, (*self.standing, *changes))
        return theory_of(layout, self.absent, arm) if self.absent else arm


class ClaimRunner:
    """Runs a claim's arms on any ensemble of its theory's shape.

    Every shock, driver and added assumption that acts directly on a node of the claim is off, in baseline and arms.
    """

    def __init__(
        self, ensemble: Ensemble, diagram: Diagram, test: ClaimTest, tolerance: float, stance: Stance = Stance()
    ):
        self.ensemble, self.diagram, self.test, self.tolerance = ensemble, diagram, test, tolerance
        self.stance = stance
        self.layout = ensemble.theory.layout
        self.also: tuple[Node, ...] = ()
        """Nodes of other claims that may ask for the same baseline."""

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Nodes that the claim's outcome and formulas read, sorted."""
        trees = [self.test.outcome_formula, *(arm.then_formula for arm in self.test.arms)]
        return tuple(sorted({node for tree in trees for node in nodes_of(tree)}))

    @cached_property
    def months(self) -> int:
        """How many months must be run: to the last month that the claim looks at."""
        trees = [self.test.outcome_formula, *(arm.then_formula for arm in self.test.arms)]
        return months_read(trees, self.layout)

    @cached_property
    def off(self) -> tuple[str, ...]:
        """Ids of the shocks, drivers and assumptions that are switched off."""
        return muted(self.layout, self.nodes, baseline(self.layout))[1]

    def routes(self) -> list[Route]:
        """For each arm, whether it can reach the claim's nodes at all."""
        return [self.diagram.route(arm.changes, self.nodes) for arm in self.test.arms]

    def arm(self, changes: Sequence, without: Sequence[str] = ()) -> Arm:
        """The arrays of some changes, with the claim's direct influences and some mechanisms off."""
        every = (*changes, *(Remove(mechanism) for mechanism in without))
        return muted(self.layout, self.nodes, self.stance.arm(self.layout, every))[0]

    def trace(self, ensemble: Ensemble, changes: Sequence, index: np.ndarray, without: Sequence[str] = ()):
        """Traces {node: (readings, months)} of the claim's nodes."""
        seen = ensemble.run(self.arm(changes, without), self.nodes, index, self.months)
        return dict(zip(self.nodes, seen, strict=True))

    def traces(
        self, ensemble: Ensemble, index: np.ndarray, without: Sequence[str] = (), remember: bool = False
    ) -> list[dict]:
        """Traces of the baseline and of every run of every arm, in order; what runs share is run once."""
        base, *arms = (self.arm(changes, without) for changes in ((), *self._changes()))
        seen = ensemble.branches(base, arms, self.nodes, index, self.months, self.also, remember)
        return [dict(zip(self.nodes, one, strict=True)) for one in seen]

    def holds(self, ensemble: Ensemble, index: np.ndarray, without: Sequence[str] = ()) -> np.ndarray:
        """(readings,) whether every arm comes out as stated; remembered where the ensemble has a store."""
        return self._held(ensemble, index, without) > 0

    def share(self, ensemble: Ensemble, index: np.ndarray, without: Sequence[str] = ()) -> float:
        """Share of readings in which every arm comes out as stated, of those that stay within the range of numbers."""
        held = self._held(ensemble, index, without)
        return float((held[~np.isnan(held)] > 0).mean()) if not np.isnan(held).all() else 0.0

    def shares(self, ensemble: Ensemble, index: np.ndarray, each: int) -> np.ndarray:
        """The same share for every so many readings on end; 0 where none of them stays within the range."""
        held = self._held(ensemble, index).reshape(-1, each)
        counted = ~np.isnan(held)
        return (counted & (held > 0)).sum(1) / np.maximum(counted.sum(1), 1)

    def _held(self, ensemble: Ensemble, index: np.ndarray, without: Sequence[str] = ()) -> np.ndarray:
        """(readings,) 1 where every arm comes out as stated, else 0; not a number where a run is none."""

        def compute(block: np.ndarray) -> np.ndarray:
            results = self.results(ensemble, block, without)
            held = np.all([r.holds for r in results], axis=0)
            return np.where(np.all([r.sound for r in results], axis=0), held, np.float32(np.nan))[:, None]

        arms = [self.arm(changes, without) for changes in ((), *self._changes())]
        formulas = [f"{to_text(arm.then_formula)} {len(runs_of(arm.changes))}" for arm in self.test.arms]
        name = digest("holds", arms, *formulas, str(self.tolerance), str(self.months))
        words = {"holds": "1 where every arm comes out as stated", "claim": self.test.id, "without": list(without)}
        return ensemble.rows(name, words, index, compute)[:, 0]

    def _changes(self) -> list[tuple]:
        return [changes for arm in self.test.arms for changes in runs_of(arm.changes)]

    def results(self, ensemble: Ensemble, index: np.ndarray, without: Sequence[str] = (), keep=None) -> list[ArmResult]:
        """Every arm on the readings `index`; `keep(arm id, traces)` sees the traces, the baseline's under "".

        Traces that are kept go into the ensemble's store, where it has one.
        """
        before, *rest = self.traces(ensemble, index, without, remember=keep is not None)
        if keep:
            keep("", before)
        after = iter(rest)
        return [self._arm_result(arm, before, after, keep) for arm in self.test.arms]

    def _arm_result(self, arm: ArmTest, before, runs: Iterator, keep) -> ArmResult:
        holds, looser, effects, never, sound = [], [], [], [], [_sound(before)]
        for after in islice(runs, len(runs_of(arm.changes))):
            if keep:
                keep(arm.id, after)
            sound.append(_sound(after))
            at = [self._margin(arm, after, before, factor) > 0 for factor in SENSITIVITY]
            looser.append(np.stack(at))
            holds.append(at[SENSITIVITY.index(1.0)])
            with np.errstate(invalid="ignore"):  # the difference of two that overflowed is set aside below
                effects.append(np.where(sound[0] & sound[-1], self.outcome(after) - self.outcome(before), 0))
            never.append(self._never(arm, after) & self._never(arm, before))
        most = np.abs(np.stack(effects)).argmax(0)
        effect = np.stack(effects)[most, np.arange(len(most))]
        timed = any(isinstance(part, Timing) for part in parts(arm.then_formula))
        still = np.all(never, axis=0) if timed else np.abs(effect) <= self.tolerance
        return ArmResult(arm, np.all(holds, axis=0), np.all(looser, axis=0), effect, still, np.all(sound, axis=0))

    def _never(self, arm: ArmTest, traces) -> np.ndarray:
        """(readings,) whether some condition that the arm's formula times never holds."""
        timed = [part.formula for part in parts(arm.then_formula) if isinstance(part, Timing)]
        found = np.zeros(len(next(iter(traces.values()))), bool)
        for formula in timed:
            ever = Eventually(Interval("start", "end"), formula)
            found |= np.asarray(margin(ever, traces, scales(self.ensemble), self._calendar())) <= 0
        return found

    def _calendar(self):
        return self.layout.case.setting.calendar.start, self.months

    def _margin(self, arm: ArmTest, after, before, factor: float) -> np.ndarray:
        told = {"tolerance": self.tolerance * factor}
        return np.asarray(margin(arm.then_formula, after, scales(self.ensemble), self._calendar(), told, before))

    def outcome(self, traces) -> np.ndarray:
        """The claim's outcome on the unbounded coordinate: (readings,)."""
        outcome = self.test.outcome_formula
        if outcome is None:
            raise ValueError(f"{self.test.id} has no outcome to read")
        wanted = {node: traces[node] for node in nodes_of(outcome)}
        return np.asarray(value(Unbounded(outcome), wanted, scales(self.ensemble), self._calendar()))


def _sound(traces) -> np.ndarray:
    return finite(np.stack(list(traces.values())))
