"""Why a verdict is what it is: premises, the box where it turns, what divides readings, and how the share settled."""

from collections.abc import Sequence

import jax.numpy as jnp
import numpy as np

from groundswell.ensemble import Ensemble, mixed
from groundswell.model import runs_of
from groundswell.verdict._claim import ClaimRunner
from groundswell.verdict._discovery import Box, peel, readable
from groundswell.verdict._gates import Gates
from groundswell.verdict._judge import Judge
from groundswell.verdict._premises import Premises, premises
from groundswell.verdict._result import Explained
from groundswell.verdict._settling import settling
from groundswell.verdict._variance import GROUPS, Part, split

FEW = 128
"""Readings on which each coalition and each mixture is tried: one block."""

_NUMBERS = ("points:", "build:", "wait:", "half point:", "tipping point:", "steepness:", "shift:")


def explain(runner: ClaimRunner, judge: Judge, index: np.ndarray, few: np.ndarray, seed: int) -> Explained:
    """Explain one judged claim. index (K,): the kept readings; few: places of readings drawn by weight."""
    holds = judge.holds()
    turns, cases = ("fails", ~holds) if judge.share(holds) >= 0.5 else ("holds", holds)
    box, peeling = _peeling(runner, judge, index, cases)
    return Explained(
        premises=_premises(runner, judge, index[few[:: max(len(few) // FEW, 1)][:FEW]], seed),
        turns=turns,
        box=box,
        peeling=peeling,
        variance=_variance(runner, judge, seed),
        settling=settling(holds, judge.weight),
    )


def players(judge: Judge) -> tuple[str, ...]:
    """Mechanisms that the claim cites and assumptions near its arms."""
    return tuple(sorted({*judge.claim.mechanisms, *judge.assumptions()}))


def _premises(runner: ClaimRunner, judge: Judge, index: np.ndarray, seed: int) -> Premises | None:
    if not judge.tested:
        return None
    names, known = players(judge), runner.layout.case.assumptions
    added = frozenset(name for name in names if name in known and known[name].stated == "added")
    return premises(names, Gates(runner, names, index), len(index), seed, added)


def _peeling(
    runner: ClaimRunner, judge: Judge, index: np.ndarray, cases: np.ndarray
) -> tuple[Box | None, tuple[Box, ...]]:
    """Peel over the open numbers and choices of the mechanisms near the claim."""
    if not 0 < float(np.dot(judge.weight, cases)) < 1:
        return None, ()
    drawer = runner.ensemble.drawer
    near = _near(runner, judge)
    mine = [k for k, draw in enumerate(drawer.draws) if _is_of(draw.name, near)]
    drawn = np.asarray(drawer.values(runner.ensemble.seed, jnp.asarray(index)))[mine]
    columns = [_coded(drawer.draws[k].name, drawn[n], runner.ensemble) for n, k in enumerate(mine)]
    names = [drawer.draws[k].name for k in mine]
    if not names:
        return None, ()
    table = np.stack(columns, 1)
    return readable(table, cases, judge.weight, names, peel(table, cases, judge.weight, names))


def _near(runner: ClaimRunner, judge: Judge) -> set[str]:
    """Names of the drives of the claim's players that push a node on a way from an arm to the outcome."""
    wanted = set(players(judge))
    nodes = {node for route in judge.routes for node in route.nodes}
    mine = [d for d in runner.layout.drives if d.mechanism in wanted]
    return {d.name for d in mine if any(t.node in nodes for t in d.targets)} or {d.name for d in mine}


def _is_of(name: str, near: set[str]) -> bool:
    kind, _, rest = name.partition(":")
    return f"{kind}:" in (*_NUMBERS, "drive:") and rest.split(">")[0].split("#")[0] in near


def _coded(name: str, values: np.ndarray, ensemble: Ensemble) -> np.ndarray:
    """Numbers as they are; the choice of drive as 1 (standing) or 0 (change)."""
    if not name.startswith("drive:"):
        return values
    weights = ensemble.theory.layout.case.priors["drive"]
    return (values < weights["standing"] / (weights["standing"] + weights["change"])).astype(float)


def _variance(runner: ClaimRunner, judge: Judge, seed: int) -> tuple[Part, ...]:
    """Split the variance, over readings as such, of the first reachable arm's effect."""
    if not judge.tested:
        return ()
    arm = judge.tested[0].test
    plain = runner.ensemble

    def effect(index: Sequence[np.ndarray]) -> np.ndarray:
        shifts = [int(one[0]) for one in index]

        def alter(reading, number):
            del reading
            return mixed(plain.drawer, seed, *(number + shift for shift in shifts))

        other = Ensemble(plain.theory, seed, alter)
        before = runner.trace(other, (), np.arange(FEW * 2))
        after = runner.trace(other, runs_of(arm.changes)[-1], np.arange(FEW * 2))
        return runner.outcome(after) - runner.outcome(before)

    return split(effect, FEW * 2, GROUPS)
