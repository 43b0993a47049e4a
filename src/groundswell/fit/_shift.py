"""From prior to posterior, mechanism by mechanism: of which the record speaks, and what it says.

Every draw is standard normal under the prior. How far it has moved is told by the divergence of the posterior from that,
in nats: half of (squared mean + variance - 1 - log variance). Means and variances are found in each island by itself,
and squares are taken across islands, so that chance adds nothing on average; turning the islands' signs around at
random says how much chance is left.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from jax.scipy.special import ndtr

from groundswell.ensemble import Draw, Drawer, Law
from groundswell.fit._particles import Particles
from groundswell.fit._sampler import ISLANDS
from groundswell.forms import GENERIC

NOTHING, LITTLE, MUCH = 0.1, 0.3, 1.0
"""Divergence in nats below which the record says nothing or little of a mechanism, and above which it says much.

A tenth of a nat is a shift by 0.45 of one draw's standard deviation, or a variance cut by half of one in two draws.
"""

BEGINNINGS = "beginnings"
"""Group of the draws that belong to nodes: where they rest, how fast they settle, how much chance moves them."""

_OWNER = re.compile(r"[a-z ]+:([A-Z]+[0-9]+[a-z]?)(?![A-Za-z0-9_])")


@dataclass(frozen=True)
class Moved:
    """One draw. mean, deviation: of its normal score, 0 and 1 under the prior; nats: divergence, chance taken off."""

    name: str
    mean: float
    deviation: float
    nats: float


@dataclass(frozen=True)
class Shift:
    """One mechanism, assumption, event or driver, or the beginnings of all nodes.

    nats: of all its draws together; noise: standard deviation of that under chance alone. strength: factor on the
    middle strength of its pushes, with the central 90 % of the posterior relative to the prior's middle; None where it
    has none. forms, standing: prior and posterior shares of each form, and of causes that act by standing there.
    moved: its draws, the most moved first.
    """

    id: str
    says: str
    nats: float
    noise: float
    word: str
    strength: tuple[float, float, float] | None
    forms: Mapping[str, tuple[float, float]]
    standing: tuple[float, float] | None
    moved: tuple[Moved, ...]

    @property
    def sentence(self) -> str:
        """Whether the record speaks of it, in words."""
        return f"the record says {self.word} about {self.id}"


def owner_of(draw: str) -> str:
    """The mechanism, assumption, event or driver that a draw belongs to."""
    found = _OWNER.match(draw)
    return found[1] if found else BEGINNINGS


def word_of(nats: float, noise: float) -> str:
    """How much the record says, in a word."""
    if nats < NOTHING or nats < 2 * noise:
        return "nothing"
    return "little" if nats < LITTLE else "much" if nats >= MUCH else "something"


def shifts(drawer: Drawer, particles: Particles, says: Mapping[str, str], islands: int = ISLANDS) -> list[Shift]:
    """How far each mechanism has moved, those of which the record says most first."""
    groups: dict[str, list[int]] = {}
    for row, draw in enumerate(drawer.draws):
        groups.setdefault(owner_of(draw.name), []).append(row)
    means, variances = _by_island(particles.scores, islands)
    found = [
        _shift(id, says.get(id, ""), drawer, particles, rows, means[:, rows], variances[:, rows])
        for id, rows in groups.items()
    ]
    return sorted(found, key=lambda one: (-one.nats, one.id))


def _by_island(scores: np.ndarray, islands: int) -> tuple[np.ndarray, np.ndarray]:
    """Means of each draw in each island (islands, draws), and mean squares about the middle of all."""
    parts = scores.astype(float).reshape(len(scores), islands, -1)
    middle = parts.mean((1, 2), keepdims=True)
    return parts.mean(2).T, ((parts - middle) ** 2).mean(2).T


def _across(values: np.ndarray) -> np.ndarray:
    """Square of the mean of some draws' estimates (islands, draws), without the part that chance adds."""
    count = len(values)
    return (values.sum(0) ** 2 - (values**2).sum(0)) / (count * (count - 1))


def _nats(means: np.ndarray, variances: np.ndarray) -> np.ndarray:
    variance = np.maximum(variances.mean(0), 1e-3)
    whole = (variance - 1 - np.log(variance)) / 2
    # near 1 the term is a square, and is known only as far as the islands agree on it
    near = _across(variances - 1) / 4
    spread = np.where(np.abs(variance - 1) < 0.5, near, whole)
    return _across(means) / 2 + spread


def _noise(means: np.ndarray, variances: np.ndarray) -> float:
    """Standard deviation of the divergence if the islands' estimates differed from nought by chance alone."""
    islands = len(means)
    off_mean, off_variance = means - means.mean(0), variances - variances.mean(0)
    room = np.sqrt(islands / (islands - 1))
    flips = [np.array(signs)[:, None] for signs in product((-1.0, 1.0), repeat=islands)]
    told = [np.sum(_across(room * off_mean * s) / 2 + _across(room * off_variance * s) / 4) for s in flips]
    return float(np.std(told))


def _shift(id: str, says: str, drawer: Drawer, particles: Particles, rows: Sequence[int], means, variances) -> Shift:
    nats, draws = _nats(means, variances), [drawer.draws[row] for row in rows]
    moved = [
        Moved(draw.name, float(mean), float(np.sqrt(variance)), float(one))
        for draw, mean, variance, one in zip(draws, means.mean(0), variances.mean(0), nats, strict=True)
    ]
    total, noise = float(nats.sum()), _noise(means, variances)
    scores = particles.scores[rows]
    return Shift(
        id, says, max(total, 0.0), noise, word_of(total, noise), _strength(draws, scores), _forms(drawer, draws, scores),
        _standing(drawer, draws, scores), tuple(sorted(moved, key=lambda one: -one.nats)),
    )  # fmt: skip


def _strength(draws: Sequence[Draw], scores: np.ndarray) -> tuple[float, float, float] | None:
    sizes = [
        draw.centre_and_width[1] * scores[k]
        for k, draw in enumerate(draws)
        if draw.name.startswith("points:") and draw.law == Law.LOG_NORMAL
    ]
    if not sizes:
        return None
    low, middle, high = np.exp(np.quantile(np.concatenate(sizes), [0.05, 0.5, 0.95]))
    return float(middle), float(low), float(high)


def _forms(drawer: Drawer, draws: Sequence[Draw], scores: np.ndarray) -> dict[str, tuple[float, float]]:
    edges = drawer.static["form"]
    taken = [np.searchsorted(edges, np.asarray(ndtr(scores[k]))) for k, d in enumerate(draws) if d.name.startswith("form:")]
    if not taken:
        return {}
    before = np.diff([0.0, *edges, 1.0])
    return {
        form.name: (float(before[code]), float(np.mean(np.concatenate(taken) == code)))
        for code, form in enumerate(GENERIC)
    }


def _standing(drawer: Drawer, draws: Sequence[Draw], scores: np.ndarray) -> tuple[float, float] | None:
    edge = float(drawer.static["drive"][0])
    taken = [np.asarray(ndtr(scores[k])) < edge for k, d in enumerate(draws) if d.name.startswith("drive:")]
    return (edge, float(np.mean(np.concatenate(taken)))) if taken else None
