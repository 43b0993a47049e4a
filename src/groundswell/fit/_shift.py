"""From prior to posterior, mechanism by mechanism: of which the record speaks, and what it says.

Every draw is standard normal under the prior. How far it has moved is told by the divergence of the posterior from
that, in nats: half of (squared mean + variance - 1 - log variance). Means and variances are found in each island by
itself, and squares are taken across islands, so that chance adds nothing on average. Turning the islands' signs around
says how much chance is left; since islands are few, no draw is trusted to have less of it than is usual.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from jax.scipy.special import ndtr, ndtri

from groundswell.ensemble import Draw, Drawer, Law
from groundswell.fit._particles import Particles
from groundswell.fit._sampler import ISLANDS
from groundswell.forms import GENERIC

NOTHING, LITTLE, MUCH = 0.1, 0.3, 1.0
"""Divergence in nats below which the record says nothing or little of a mechanism, and above which it says much.

A tenth of a nat is a shift by 0.45 of one draw's standard deviation, or a variance cut by half of one in two draws.
"""

BEYOND_NOISE = 3.0
"""How many times the noise a divergence must be before it counts; a hundred parts are looked at together."""

UNCLEAR = "unclear"
"""Word for what cannot be told from chance with the particles at hand."""

BEGINNINGS = "beginnings of "
"""Before a variable's name, the group of draws of its nodes: where they rest, their pace, and how chance moves them."""

NORMAL = np.asarray(ndtri((np.arange(256) + 0.5) / 256))
"""A standard normal in 256 equal parts."""

CONDITIONS = "softness of conditions"

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
    """One mechanism, assumption, event or driver, or the beginnings of one variable's nodes.

    nats: of all its draws together; noise: standard deviation of that under chance alone. strength: factor on the
    middle strength of its pushes, with the central 90 % of the posterior relative to the prior's middle, and
    strength_prior the central 90 % of the same under the prior; None where it has none.
    forms, standing: prior and posterior shares of each form, and of causes that act by standing there.
    moved: its draws, the most moved first.
    """

    id: str
    says: str
    nats: float
    noise: float
    word: str
    strength: tuple[float, float, float] | None
    strength_prior: tuple[float, float] | None
    forms: Mapping[str, tuple[float, float]]
    standing: tuple[float, float] | None
    moved: tuple[Moved, ...]

    @property
    def of_theory(self) -> bool:
        """Whether this is a part of the theory, and not the beginnings of a variable."""
        return not self.id.startswith((BEGINNINGS, CONDITIONS))

    @property
    def sentence(self) -> str:
        """Whether the record speaks of it, in words."""
        if self.word == UNCLEAR:
            return f"what the record says about {self.id} cannot be told from chance with so few particles"
        return f"the record says {self.word} about {self.id}"


def owner_of(draw: str) -> str:
    """The mechanism, assumption, event or driver that a draw belongs to, or the beginnings of its variable."""
    found = _OWNER.match(draw)
    if found:
        return found[1]
    _, _, node = draw.partition(":")
    return f"{BEGINNINGS}{node.partition('(')[0]}" if node else CONDITIONS


def word_of(nats: float, noise: float) -> str:
    """How much the record says, in a word."""
    if nats < NOTHING:
        return "nothing" if noise < MUCH else UNCLEAR
    if nats < BEYOND_NOISE * noise:
        return UNCLEAR
    return "little" if nats < LITTLE else "much" if nats >= MUCH else "something"


def shifts(drawer: Drawer, particles: Particles, says: Mapping[str, str], islands: int = ISLANDS) -> list[Shift]:
    """How far each mechanism has moved, those of which the record says most first."""
    groups: dict[str, list[int]] = {}
    for row, draw in enumerate(drawer.draws):
        groups.setdefault(owner_of(draw.name), []).append(row)
    means, variances = _by_island(particles.scores, islands)
    usual = float(np.sqrt(np.mean(_noise(means, variances) ** 2)))
    found = []
    for id, rows in groups.items():
        told = Estimates(means[:, rows], variances[:, rows], usual)
        found.append(_shift(id, says.get(id, ""), drawer, particles, rows, told))
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


def _noise(means: np.ndarray, variances: np.ndarray) -> np.ndarray:
    """Standard deviation of each draw's divergence if the islands differed from nought by chance alone: (draws,)."""
    islands = len(means)
    room = np.sqrt(islands / (islands - 1))
    off_mean, off_variance = room * (means - means.mean(0)), room * (variances - variances.mean(0))
    flips = [np.array(signs)[:, None] for signs in product((-1.0, 1.0), repeat=islands)]
    return np.std([_across(off_mean * s) / 2 + _across(off_variance * s) / 4 for s in flips], axis=0)


@dataclass(frozen=True)
class Estimates:
    """Means and mean squares (islands, draws) of some draws, and the noise that is usual for one."""

    means: np.ndarray
    variances: np.ndarray
    usual: float

    @property
    def noise(self) -> float:
        """Standard deviation, by chance alone, of the divergence of these draws together."""
        own = float(np.sqrt(np.sum(_noise(self.means, self.variances) ** 2)))
        return max(own, self.usual * np.sqrt(self.means.shape[1]))


def _shift(id: str, says: str, drawer: Drawer, particles: Particles, rows: Sequence[int], told: Estimates) -> Shift:
    nats, draws, scores = _nats(told.means, told.variances), [drawer.draws[k] for k in rows], particles.scores[rows]
    middles, widths = told.means.mean(0), np.sqrt(told.variances.mean(0))
    moved = [
        Moved(draw.name, float(mean), float(width), float(one))
        for draw, mean, width, one in zip(draws, middles, widths, nats, strict=True)
    ]
    total = float(nats.sum())
    return Shift(
        id, says, max(total, 0.0), told.noise, word_of(total, told.noise), *_strength(draws, scores),
        _forms(drawer, draws, scores), _standing(drawer, draws, scores),
        tuple(sorted(moved, key=lambda one: -one.nats)),
    )  # fmt: skip


def _strength(
    draws: Sequence[Draw], scores: np.ndarray
) -> tuple[tuple[float, float, float] | None, tuple[float, float] | None]:
    """Middle and central 90 % of the factor on the prior's middle, and the central 90 % that it has under the prior."""
    pushes = [k for k, d in enumerate(draws) if d.name.startswith("points:") and d.law == Law.LOG_NORMAL]
    if not pushes:
        return None, None
    widths = np.array([draws[k].centre_and_width[1] for k in pushes])[:, None]
    low, middle, high = np.exp(np.quantile(widths * scores[pushes], [0.05, 0.5, 0.95]))
    first, last = np.exp(np.quantile(widths * NORMAL, [0.05, 0.95]))
    return (float(middle), float(low), float(high)), (float(first), float(last))


def _forms(drawer: Drawer, draws: Sequence[Draw], scores: np.ndarray) -> dict[str, tuple[float, float]]:
    edges = drawer.static["form"]
    chosen = [k for k, draw in enumerate(draws) if draw.name.startswith("form:")]
    taken = [np.searchsorted(edges, np.asarray(ndtr(scores[k]))) for k in chosen]
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
