"""Sequential Monte Carlo over readings, forms included, from the prior to what the record leaves.

Particles start as readings of the prior. The record (and the explananda) are let in by degrees: at each temperature the
particles are weighed by a further power of the density, resampled, and moved by steps that leave that target as it is,
until they no longer resemble what they were. A few independent islands share the temperatures, so that one can see what
hangs on the draw.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from groundswell.fit._moves import FIRST, ROUND, Around, Blocks, adapted, around, blocks_of, likeness, moved
from groundswell.fit._particles import Particles, prior_particles
from groundswell.fit._target import Target
from groundswell.fit._tempering import next_temperature, resampled
from groundswell.fit._weights import effective_size, normalised

ISLANDS = 4
MOVES = 80
"""Moves at most at one temperature."""
REST = 3
"""How many times more particles forget what they were once the whole record is let in."""
ALIKE = 0.5
"""Particles are moved until their correlation with what they were is no higher than this."""
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Step:
    """One temperature. effective: size before resampling; moves: made here; taken: share of them taken, by kind;
    alike: correlation with what was, in the slowest block; distinct: particles that differ; log_evidence: what this
    step adds to the log of the evidence, and islands: to that of each island by itself."""

    temperature: float
    effective: float
    moves: int
    taken: Mapping[str, float]
    alike: float
    distinct: int
    log_evidence: float
    islands: tuple[float, ...]


@dataclass(frozen=True)
class Cloud:
    """Particles on their way. density (N,): log density of each; ancestor (N,): which prior particle it comes from.

    sizes: how wide the next moves of each kind are; island k holds the k-th part of the particles.
    """

    particles: Particles
    density: np.ndarray
    ancestor: np.ndarray
    temperature: float
    blocks: Blocks
    sizes: Mapping[str, float]
    steps: tuple[Step, ...]

    @property
    def log_evidence(self) -> float:
        """Log of the mean density over the prior: how well the theory as a whole met the record."""
        return float(sum(step.log_evidence for step in self.steps))

    @property
    def evidence_noise(self) -> float:
        """Standard error of the log of the evidence, by how far islands differ."""
        each = np.sum([step.islands for step in self.steps], axis=0)
        return float(np.std(each, ddof=1) / np.sqrt(len(each))) if np.size(each) > 1 else float("nan")

    @property
    def alike(self) -> float:
        """How much particles still resemble what they were when the whole record was let in, from 1 down to 0."""
        return float(np.prod([max(step.alike, 0.0) for step in self.steps if step.temperature >= 1]))

    @property
    def moves(self) -> int:
        """Moves made so far."""
        return sum(step.moves for step in self.steps)


def began(target: Target, count: int, seed: int) -> Cloud:
    """Particles of the prior."""
    particles = prior_particles(target.drawer, seed, count)
    parts = target.parts(particles)
    blocks = blocks_of([draw.name for draw in target.drawer.draws], particles.scores, parts)
    return Cloud(particles, parts.sum(0), np.arange(count), 0.0, blocks, FIRST, ())


def warmed(target: Target, cloud: Cloud, seed: int, islands: int = ISLANDS, moves: int = MOVES) -> Cloud:
    """The cloud at its next temperature."""
    number = len(cloud.steps)
    luck = np.random.default_rng([seed, number, 1])
    temperature = next_temperature(cloud.temperature, cloud.density)
    step = temperature - cloud.temperature
    left = effective_size(normalised(step * cloud.density))
    each = tuple(_log_mean(step * some) for some in cloud.density.reshape(islands, -1))
    places = resampled(cloud.density, step, islands, luck)
    there = replace(
        cloud, particles=cloud.particles.take(places), density=cloud.density[places], ancestor=cloud.ancestor[places],
        temperature=temperature,
    )  # fmt: skip
    now, taken, alike = _wandered(target, there, seed, moves, islands)
    by_kind = {kind: float(np.mean(shares)) for kind, shares in taken.items()}
    made = sum(len(shares) for shares in taken.values())
    told = Step(
        temperature, left, made, by_kind, alike, len(np.unique(now.density)), _log_mean(step * cloud.density), each
    )
    return replace(now, steps=(*cloud.steps, told))


def _wandered(
    target: Target, cloud: Cloud, seed: int, most: int, islands: int
) -> tuple[Cloud, dict[str, list[float]], float]:
    """The cloud moved until it no longer resembles what it was, or `most` moves are made."""
    now, taken, alike, law = cloud, {}, 1.0, around(cloud.particles.scores, islands)
    for move in range(most):
        kind = ROUND[(cloud.moves + move) % len(ROUND)]
        if kind == "luck" or len(cloud.blocks.rows(kind)):
            now, part = _moved(target, now, kind, seed, cloud.moves + move, law)
            taken.setdefault(kind, []).append(part)
        if (move + 1) % len(ROUND) == 0 or move + 1 == most:
            alike = likeness(cloud.particles, now.particles, cloud.blocks)
            if alike <= ALIKE:
                break
    return now, taken, alike


def _moved(target: Target, cloud: Cloud, kind: str, seed: int, number: int, law: Around) -> tuple[Cloud, float]:
    """One step of Metropolis."""
    luck, count = np.random.default_rng([seed, number, 2]), cloud.particles.count
    size = cloud.sizes.get(kind, 1.0)
    other, odds = moved(cloud.particles, kind, cloud.blocks, size, law, count * (1 + number), luck)
    density = target.log_density(other)
    yes = np.log(luck.random(count)) < cloud.temperature * (density - cloud.density) + odds
    part = float(yes.mean())
    sizes = cloud.sizes if kind == "luck" else {**cloud.sizes, kind: adapted(size, part)}
    particles = cloud.particles.chosen(other, yes)
    return replace(cloud, particles=particles, density=np.where(yes, density, cloud.density), sizes=sizes), part


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
    the last one the particles are moved `rest` times more until they no longer resemble what they were. Raises
    ValueError where `count` is no multiple of the islands.
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
    while (done := sum(step.temperature >= 1 for step in cloud.steps)) <= rest:
        progress("letting particles settle", done, rest + 1)
        cloud = warmed(target, cloud, seed, islands, moves)
        keep(cloud)
    return cloud


def _permille(temperature: float) -> int:
    """Temperatures rise by factors, so progress is told on a scale where a factor is a length."""
    return int(1000 * max(0.0, 1 + np.log10(max(temperature, 1e-3)) / 3))
