"""Sequential Monte Carlo over readings, forms included, from the prior to what the record leaves.

Particles start as readings of the prior. The record (and the explananda) are let in by degrees: at each temperature the
particles are weighed by a further power of the density, resampled, and moved by steps that leave that target as it is.
A few independent islands share the temperatures, so that one can see what hangs on the draw.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from groundswell.fit._particles import Particles, prior_particles
from groundswell.fit._target import Target
from groundswell.fit._tempering import adapted, moved_all, moved_few, next_temperature, resampled
from groundswell.fit._weights import effective_size, normalised

ISLANDS = 4
MOVES = 8
REST = 6
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Step:
    """One temperature. effective: size before resampling; taken: share of moves taken; distinct: particles that
    differ; log_evidence: what this step adds to the log of the evidence."""

    temperature: float
    effective: float
    taken: float
    distinct: int
    log_evidence: float


@dataclass(frozen=True)
class Cloud:
    """Particles on their way. density (N,): log density of each; ancestor (N,): which prior particle it comes from.

    size, share: how wide the next moves of all and of few draws are; island k holds the k-th part of the particles.
    """

    particles: Particles
    density: np.ndarray
    ancestor: np.ndarray
    temperature: float
    size: float
    share: float
    steps: tuple[Step, ...]

    @property
    def log_evidence(self) -> float:
        """Log of the mean density over the prior: how well the theory as a whole met the record."""
        return float(sum(step.log_evidence for step in self.steps))


def began(target: Target, count: int, seed: int) -> Cloud:
    """Particles of the prior."""
    particles = prior_particles(target.drawer, seed, count)
    return Cloud(particles, target.log_density(particles), np.arange(count), 0.0, 0.2, 0.02, ())


def warmed(target: Target, cloud: Cloud, seed: int, islands: int = ISLANDS, moves: int = MOVES) -> Cloud:
    """The cloud at its next temperature."""
    number = len(cloud.steps)
    luck = np.random.default_rng([seed, number, 1])
    temperature = next_temperature(cloud.temperature, cloud.density)
    step = temperature - cloud.temperature
    left = effective_size(normalised(step * cloud.density))
    gained = _log_mean(step * cloud.density)
    places = resampled(cloud.density, step, islands, luck)
    now = replace(
        cloud, particles=cloud.particles.take(places), density=cloud.density[places], ancestor=cloud.ancestor[places],
        temperature=temperature,
    )  # fmt: skip
    taken = []
    for move in range(moves):
        now, part = _moved(target, now, seed, number, move, moves)
        taken.append(part)
    told = Step(temperature, left, float(np.mean(taken)), len(np.unique(now.density)), gained)
    return replace(now, steps=(*cloud.steps, told))


def _moved(target: Target, cloud: Cloud, seed: int, number: int, move: int, moves: int) -> tuple[Cloud, float]:
    """One step of Metropolis: the prior is left alone by the proposals, so the density alone decides."""
    luck = np.random.default_rng([seed, number, 2, move])
    few, count = move % 2 == 0, cloud.particles.count
    if few:
        other = moved_few(cloud.particles, cloud.share, count * (1 + number * moves + move), luck)
    else:
        other = moved_all(cloud.particles, cloud.size, luck)
    density = target.log_density(other)
    yes = np.log(luck.random(count)) < cloud.temperature * (density - cloud.density)
    part = float(yes.mean())
    made = replace(cloud, particles=cloud.particles.chosen(other, yes), density=np.where(yes, density, cloud.density))
    if few:
        return replace(made, share=adapted(cloud.share, part)), part
    return replace(made, size=adapted(cloud.size, part)), part


def _log_mean(log: np.ndarray) -> float:
    top = float(log.max())
    return top + float(np.log(np.mean(np.exp(log - top))))


def sampled(
    target: Target, count: int, seed: int, islands: int = ISLANDS, moves: int = MOVES, rest: int = REST,
    progress: Progress = lambda stage, done, total: None, cloud: Cloud | None = None,
    keep: Callable[[Cloud], None] = lambda cloud: None,
) -> Cloud:  # fmt: skip
    """Particles of the posterior.

    `cloud` goes on from where an earlier run stopped, and `keep` is handed the cloud after every temperature. After
    the last one the particles are moved `rest` rounds more. Raises ValueError where `count` is no multiple of the
    islands.
    """
    if count % islands or count < 2 * islands:
        raise ValueError(f"the number of particles must be a multiple of {islands}, and at least {2 * islands}")
    if cloud is None:
        cloud = began(target, count, seed)
        keep(cloud)
    while cloud.temperature < 1:
        cloud = warmed(target, cloud, seed, islands, moves)
        progress("letting the record in", _permille(cloud.temperature), 1000)
        keep(cloud)
    while sum(step.temperature >= 1 for step in cloud.steps) <= rest:
        cloud = warmed(target, cloud, seed, islands, moves)
        keep(cloud)
    return cloud


def _permille(temperature: float) -> int:
    """Temperatures rise by factors, so progress is told on a scale where a factor is a length."""
    return int(1000 * max(0.0, 1 + np.log10(max(temperature, 1e-3)) / 3))
