"""Simulation-based calibration: records planted by known readings, and where the truth ranks among what the fit finds.

A truth is drawn from the prior, leaves a record through the observation models, and is fitted like any other case. If
the fit is right, the truth's rank among independent draws of the posterior is uniform, for any quantity.

Sources: Talts and others (2018) for the ranks; Modrak and others (2023) for ranking the density of the record too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.ensemble import LANES
from groundswell.fit._particles import Particles
from groundswell.fit._replicate import planted, replicated
from groundswell.fit._sampler import sampled
from groundswell.fit._target import Target

DENSITY = "log density"
BEYOND = 2**31
"""Truths are readings with numbers beyond those that a fit begins with or gives its particles for luck."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Calibration:
    """ranks: for each quantity (rounds,), from 0 to `among`. p: chance that uniform ranks lie as far from flat."""

    ranks: Mapping[str, np.ndarray]
    among: int
    p: Mapping[str, float]

    @property
    def suspicious(self) -> tuple[str, ...]:
        """Quantities whose ranks would hardly be uniform, allowing for how many are looked at."""
        return tuple(name for name, p in self.p.items() if p < 0.05 / len(self.p))

    def covered(self, level: float) -> Mapping[str, float]:
        """Share of truths within the central part of the posterior, as near to `level` as ranks can be."""
        most = self.among + 1
        edge = round(most * (1 - level) / 2)
        return {name: float(np.mean((ranks >= edge) & (ranks < most - edge))) for name, ranks in self.ranks.items()}


def calibrated(
    target: Target, rounds: int, seed: int, particles: int = LANES, among: int = 15, draws: Sequence[str] = (),
    progress: Progress = lambda stage, done, total: None,
) -> Calibration:  # fmt: skip
    """Fit so many planted records of a case's own shape, with the explananda left out.

    `draws` names the draws to rank (default: where support rests, and the strengths of mechanisms).
    """
    names = [draw.name for draw in target.drawer.draws]
    wanted = list(draws) or [name for name in names if name.startswith(("rest:support", "points:M"))]
    rows = np.array([names.index(name) for name in wanted])
    found: dict[str, list[int]] = {name: [] for name in (*wanted, DENSITY)}
    for number in range(rounds):
        truth = _truth(target, seed, number)
        made = _planted(target, truth, seed + number)
        cloud = sampled(made, particles, seed + 1 + number)
        some = np.linspace(0, particles - 1, among).astype(int)
        for name, row in zip(wanted, rows, strict=True):
            found[name].append(int((cloud.particles.scores[row, some] < truth.scores[row, 0]).sum()))
        found[DENSITY].append(int((cloud.density[some] < made.log_density(truth)[0]).sum()))
        progress("planted records", number + 1, rounds)
    ranks = {name: np.array(some) for name, some in found.items()}
    return Calibration(ranks, among, {name: uniform_p(some, among, seed) for name, some in ranks.items()})


def _truth(target: Target, seed: int, number: int) -> Particles:
    one = np.array([BEYOND + number])
    return Particles(np.asarray(target.drawer.scores(seed, one)), one.astype(np.uint32))


def _planted(target: Target, truth: Particles, seed: int) -> Target:
    """The same target with the record that a truth would have left."""
    traces = dict(zip(target.nodes, target.run(truth), strict=True))
    left = {name: values[0] for name, values in replicated(target.evidence, traces, seed).items()}
    return target.replanted(planted(target.evidence, left))


def uniform_p(ranks: np.ndarray, among: int, seed: int, times: int = 2000) -> float:
    """Share of uniform samples of ranks whose distribution lies at least as far from the uniform as this one."""
    luck = np.random.default_rng([seed, 5])
    uniform = luck.integers(0, among + 1, (times, len(ranks)))
    return float(np.mean(_furthest(uniform, among) >= _furthest(ranks[None], among)[0] - 1e-12))


def _furthest(ranks: np.ndarray, among: int) -> np.ndarray:
    """Largest distance (samples,) of cumulative shares of ranks from those of the uniform."""
    levels = np.arange(among + 1)
    share = (ranks[:, None, :] <= levels[None, :, None]).mean(2)
    return np.abs(share - (levels + 1) / (among + 1)).max(1)
