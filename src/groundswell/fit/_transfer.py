"""Leave one case out: what some cases teach about the mechanisms, held against the record of another.

Cases share mechanisms and not actors, so a draw is known by its mechanism, its kind and, for strengths, by its effect.
Each case is fitted by itself; what it says about such a number is taken as a normal likelihood. The others' likelihoods
together make a new prior for the case that was left out, and its record is judged under that prior and under the plain
one: the gain in log evidence is what the others have taught.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from groundswell.ensemble import Drawer
from groundswell.fit._fit import NothingToFit, effective_number
from groundswell.fit._particles import Taught
from groundswell.fit._sampler import ISLANDS, Cloud, sampled
from groundswell.fit._target import Target
from groundswell.ledger import Case
from groundswell.model import compile_theory
from groundswell.record import evidence, load_record

APART = 1.96
"""Distance of two cases' strengths, in standard deviations of the difference, from which they are said to differ."""

MOVES = 8
"""Moves at most at each temperature; the evidence needs fewer than single numbers do."""

CLEAR = 1.0
"""Gain in nats, either way, below which nothing is made of it: the record becomes 2.7 times as likely at the most."""

_NAME = re.compile(r"(points|form|drive|half point|tipping point|steepness|build|wait):(M[0-9]+)\[[^>]*\](?:>(.*))?")
Key = tuple[str, str, str]
"""Kind of a draw, mechanism, and effect (empty unless it is a strength)."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Known:
    """What one case says about one number: mean and deviation of its normal score, and how many particles say so."""

    mean: float
    deviation: float
    effective: float


@dataclass(frozen=True)
class LeftOut:
    """One case under what the others teach. plain, taught: log evidence of its record, (mean, deviation over runs)."""

    case: str
    plain: tuple[float, float]
    taught: tuple[float, float]
    shared: int

    @property
    def gain(self) -> float:
        """How much better the record is foreseen with the others' help, in nats."""
        return self.taught[0] - self.plain[0]

    @property
    def word(self) -> str:
        """Whether the others help, hurt, or cannot be told to do either."""
        noise = float(np.hypot(self.plain[1], self.taught[1]))
        if abs(self.gain) <= max(2 * noise, CLEAR):
            return "cannot be told"
        return "helped" if self.gain > 0 else "misled"


@dataclass(frozen=True)
class Strength:
    """One mechanism's effect in every case that has it. factors: on the middle strength; apart: pairs that differ."""

    mechanism: str
    effect: str
    factors: Mapping[str, tuple[float, float, float]]
    apart: tuple[tuple[str, str], ...]

    @property
    def everywhere(self) -> bool:
        """Whether it needs another strength in every case."""
        return len(self.apart) == len(list(combinations(self.factors, 2)))


@dataclass(frozen=True)
class Transfer:
    """What was found. known: case -> what it says about each shared number."""

    left_out: tuple[LeftOut, ...]
    strengths: tuple[Strength, ...]
    known: Mapping[str, Mapping[Key, Known]]


def transfer(
    cases: Sequence[Case], particles: int = 256, seed: int = 2007, repeats: int = 3,
    progress: Progress = lambda stage, done, total: None,
) -> Transfer:  # fmt: skip
    """Fit every case, then judge each under what the others teach. Explananda stay out: the records alone speak.

    Raises NothingToFit for a case whose record binds no row.
    """
    targets = {case.id: _target(case) for case in cases}
    plain, known, done, total = {}, {}, 0, 2 * len(cases)
    for id, target in targets.items():
        clouds = [sampled(target, particles, seed + k, moves=MOVES, rest=1) for k in range(repeats)]
        plain[id], known[id] = _evidence(clouds), known_of(target.drawer, clouds)
        progress("fitting cases", done := done + 1, total)
    found = []
    for id, target in targets.items():
        others = [some for name, some in known.items() if name != id]
        taught, shared = taught_by(target.drawer, others)
        new = Target(target.theory, target.evidence, "none", target.seed, taught)
        evidence_of = _evidence([sampled(new, particles, seed + k, moves=MOVES, rest=1) for k in range(repeats)])
        found.append(LeftOut(id, plain[id], evidence_of, shared))
        progress("fitting cases", done := done + 1, total)
    widths = {id: _widths(target.drawer) for id, target in targets.items()}
    return Transfer(tuple(found), tuple(strengths(known, widths)), known)


def _target(case: Case) -> Target:
    said = evidence(case, load_record(case))
    if not said.blocks:
        raise NothingToFit(f"no row of {case.id} observes a node of the theory")
    return Target(compile_theory(case), said, "none")


def _evidence(clouds: Sequence[Cloud]) -> tuple[float, float]:
    values = [cloud.log_evidence for cloud in clouds]
    return float(np.mean(values)), float(np.std(values, ddof=1)) if len(values) > 1 else 0.0


def key_of(draw: str) -> Key | None:
    """What a draw is called in every case; None where it belongs to one case alone."""
    found = _NAME.fullmatch(draw)
    return (found[1], found[2], found[3] or "") if found else None


def _rows(drawer: Drawer) -> dict[Key, list[int]]:
    rows: dict[Key, list[int]] = {}
    for row, draw in enumerate(drawer.draws):
        key = key_of(draw.name)
        if key is not None:
            rows.setdefault(key, []).append(row)
    return rows


def known_of(drawer: Drawer, clouds: Sequence[Cloud]) -> dict[Key, Known]:
    """What particles say about every shared number; the bindings of one mechanism in a case count alike."""
    scores = np.concatenate([cloud.particles.scores for cloud in clouds], axis=1).astype(float)
    # islands of all runs side by side: (islands, particles, draws)
    parts = scores.reshape(len(scores), ISLANDS * len(clouds), -1).transpose(1, 2, 0)
    effective = effective_number(parts)
    mean, variance = scores.mean(1), scores.var(1)
    return {
        key: Known(float(mean[rows].mean()), float(np.sqrt(variance[rows].mean())), effective)
        for key, rows in _rows(drawer).items()
    }


def taught_by(drawer: Drawer, others: Sequence[Mapping[Key, Known]]) -> tuple[Taught, int]:
    """The prior that other cases teach, and how many numbers they share with this one."""
    middle, width, shared = np.zeros(len(drawer.draws)), np.ones(len(drawer.draws)), 0
    for key, rows in _rows(drawer).items():
        told = [some[key] for some in others if key in some]
        if told:
            shared += 1
            middle[rows], width[rows] = together([likelihood(one) for one in told])
    return Taught(middle, width), shared


def likelihood(one: Known) -> tuple[float, float]:
    """Precision, and precision times place, that a case adds to the standard prior; chance is taken off."""
    noise = 1 / one.effective
    mean = one.mean * max(0.0, 1 - noise / max(one.mean**2, 1e-12))
    variance = one.deviation**2
    if abs(variance - 1) < 2 * np.sqrt(2 * noise):
        variance = 1.0
    return max(1 / variance - 1, 0.0), mean / min(variance, 1.0)


def together(told: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Mean and deviation of the standard normal prior with normal likelihoods (precision, precision times place)."""
    precision = 1 + sum(one for one, _ in told)
    return sum(place for _, place in told) / precision, precision**-0.5


def _widths(drawer: Drawer) -> dict[Key, float]:
    """How much one standard deviation of a strength's score is in its logarithm."""
    return {key: drawer.draws[rows[0]].centre_and_width[1] for key, rows in _rows(drawer).items() if key[0] == "points"}


def strengths(known: Mapping[str, Mapping[Key, Known]], widths: Mapping[str, Mapping[Key, float]]) -> list[Strength]:
    """Every effect that two cases or more have, those that differ first."""
    keys = sorted({key for some in known.values() for key in some if key[0] == "points"})
    found = []
    for key in keys:
        having = [id for id, some in known.items() if key in some]
        if len(having) < 2:
            continue
        factors = {id: _factor(known[id][key], widths[id][key]) for id in having}
        pairs = tuple(pair for pair in combinations(having, 2) if _apart(*(known[id][key] for id in pair)))
        found.append(Strength(key[1], key[2], factors, pairs))
    return sorted(found, key=lambda one: (-len(one.apart), one.mechanism, one.effect))


def _factor(one: Known, width: float) -> tuple[float, float, float]:
    ends = (one.mean, one.mean - 1.645 * one.deviation, one.mean + 1.645 * one.deviation)
    middle, low, high = np.exp(width * np.array(ends))
    return float(middle), float(low), float(high)


def _apart(one: Known, other: Known) -> bool:
    variance = sum(k.deviation**2 * (1 + 1 / k.effective) for k in (one, other))
    return abs(one.mean - other.mean) > APART * np.sqrt(variance)
