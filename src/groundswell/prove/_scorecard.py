"""The scorecard: how often verdicts agree with planted truths, and whether a share means what it says."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from groundswell.prove._metamorphic import Kept, metamorphic
from groundswell.prove._nulls import Nulls, nulls
from groundswell.prove._score import SEEDS, UPHELD, Scored, plant
from groundswell.prove._worlds import ALL_KINDS

BINS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)
"""Edges of the verdict words, and the middle: reported shares are compared with truths within these."""

RIGHT, FALSE_FOLLOWS = 0.95, 0.05
"""Least share of right verdicts where there is a truth, and most `follows` on false claims."""


@dataclass(frozen=True)
class Bin:
    """Claims whose reported share lies between two edges: how many, mean share, and how often they came true."""

    low: float
    high: float
    claims: int
    reported: float
    came_true: float


@dataclass(frozen=True)
class Scorecard:
    """Planted claims with their verdicts, what changes of wording did to verdicts, and what nonsense earns."""

    scored: tuple[Scored, ...]
    kept: tuple[Kept, ...] = ()
    nulls: Nulls | None = None

    @property
    def identifiable(self) -> list[Scored]:
        """Claims that are true or false by construction, as brute force bears out."""
        return [s for s in self.scored if s.true is not None]

    @property
    def denied(self) -> int:
        """Societies in which brute force says the opposite of the construction: faults of the generator."""
        return sum(s.truth.denies(s.planted) for s in self.scored)

    @property
    def right(self) -> float:
        """Share of verdicts that agree with the truth, where there is one."""
        return sum(s.right for s in self.identifiable) / max(len(self.identifiable), 1)

    @property
    def false_follows(self) -> float:
        """Share of false claims that are said to follow or mostly follow."""
        false = [s for s in self.scored if s.true is False]
        return sum(s.verdict.verdict in UPHELD for s in false) / max(len(false), 1)

    def hasty(self) -> dict[str, float]:
        """Share of right answers of three judges who do not think: a measure of how hard the societies are."""
        known = self.identifiable
        guesses = {
            "believe every claim": [True for _ in known],
            "cause and outcome moved together": [s.truth.seen for s in known],
            "signs along the shortest way": [s.truth.drawn for s in known],
        }
        return {
            says: sum(guess == s.true for guess, s in zip(found, known, strict=True)) / max(len(known), 1)
            for says, found in guesses.items()
        }

    def confusion(self) -> dict[tuple[bool | None, str], int]:
        """How often each word was said of true, false and open (None) claims."""
        return dict(Counter((s.true, s.verdict.verdict) for s in self.scored))

    def by_kind(self) -> dict[str, tuple[int, int]]:
        """Right verdicts and all verdicts, by kind of difficulty that has a truth."""
        found = {kind.name: (0, 0) for kind in ALL_KINDS if not kind.open}
        for s in self.identifiable:
            right, count = found[s.kind]
            found[s.kind] = (right + s.right, count + 1)
        return {kind: (right, count) for kind, (right, count) in found.items() if count}

    def calibration(self) -> list[Bin]:
        """Reported shares against the share of brute-force realities in which the claims came true; filled bins."""
        told = [s for s in self.scored if s.verdict.share is not None and s.verdict.verdict != "no route"]
        shares = np.array([s.verdict.share for s in told])
        came = np.array([s.truth.came_true for s in told])
        found = []
        for low, high in pairwise(BINS):
            inside = (low <= shares) & ((shares < high) | (high == 1.0))
            if inside.any():
                found.append(
                    Bin(low, high, int(inside.sum()), float(shares[inside].mean()), float(came[inside].mean()))
                )
        return found

    @property
    def error(self) -> float:
        """Mean distance of the reported share from the share that came true."""
        told = [s for s in self.scored if s.verdict.share is not None and s.verdict.verdict != "no route"]
        return float(np.mean([abs(s.verdict.share - s.truth.came_true) for s in told])) if told else 0.0  # type: ignore[operator]

    def failures(self) -> list[str]:
        """Which promises are broken, in words; none where the tool is proved."""
        found = []
        if self.right < RIGHT:
            found.append(f"only {self.right:.1%} of the verdicts are right where there is a truth")
        if self.false_follows > FALSE_FOLLOWS:
            found.append(f"{self.false_follows:.1%} of the false claims are said to follow")
        if self.denied:
            found.append(f"{self.denied} planted truths are denied by brute force")
        found += [fault for kept in self.kept for fault in kept.faults()]
        return found + (self.nulls.faults() if self.nulls else [])

    def document(self) -> dict[str, Any]:
        """The scorecard as plain data."""
        return {
            "claims": len(self.scored),
            "identifiable": len(self.identifiable),
            "right": self.right,
            "false_follows": self.false_follows,
            "denied_by_brute_force": self.denied,
            "hasty_judges": self.hasty(),
            "by_kind": {kind: {"right": right, "claims": count} for kind, (right, count) in self.by_kind().items()},
            "confusion": [{"true": true, "verdict": said, "claims": n} for (true, said), n in self.confusion().items()],
            "calibration": [
                {"from": b.low, "to": b.high, "claims": b.claims, "reported": b.reported, "came_true": b.came_true}
                for b in self.calibration()
            ],
            "calibration_error": self.error,
            "planted": [
                {"kind": s.kind, "true": s.true, "came_true": s.truth.came_true, "verdict": s.verdict.verdict,
                 "share": s.verdict.share} for s in self.scored
            ],
            "metamorphic": [kept.document() for kept in self.kept],
            "nulls": self.nulls.document() if self.nulls else None,
            "failures": self.failures(),
        }  # fmt: skip


def prove(
    seeds: tuple[int, ...] | range = SEEDS, progress: Callable[[str, int, int], None] = lambda stage, done, total: None
) -> Scorecard:
    """Put the tool to the proof: planted truths for each seed, changes of wording, and theories without sense.

    The same seeds give the same scorecard.
    """
    scored = plant(seeds, progress=lambda done, total: progress("planted worlds", done, total))
    kept = metamorphic(progress=lambda done, total: progress("changes of wording", done, total))
    found = nulls(progress=lambda done, total: progress("shuffled theories", done, total))
    return Scorecard(scored, kept, found)
