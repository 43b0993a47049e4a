"""The scorecard: how often the tool's verdicts agree with planted truths, and how often theories without sense pass."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from groundswell.ensemble import Ensemble
from groundswell.model import Diagram, compile_theory
from groundswell.prove._kinds import KINDS
from groundswell.prove._worlds import world
from groundswell.verdict import ClaimRunner, ClaimVerdict, study

UPHELD = frozenset({"follows", "mostly follows"})
"""Words that call a claim true."""

BINS = (0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0)


PLANTED = 32
"""Readings that play the real society, for calibration; their numbers lie far behind those that are judged."""

_FAR = 1_000_000


@dataclass(frozen=True)
class Scored:
    """One planted claim: its kind, whether it is true (None where open), and what the tool said.

    came_true: in how many of PLANTED readings, each taken as the real society, the claim really came out as stated.
    """

    kind: str
    true: bool | None
    verdict: ClaimVerdict
    came_true: int

    @property
    def right(self) -> bool:
        return (self.verdict.verdict in UPHELD) == self.true


@dataclass(frozen=True)
class Scorecard:
    """All planted claims with their verdicts."""

    scored: tuple[Scored, ...]

    @property
    def identifiable(self) -> list[Scored]:
        """Claims that are true or false by construction."""
        return [s for s in self.scored if s.true is not None]

    @property
    def right(self) -> float:
        """Share of verdicts that agree with the planted truth, where there is one."""
        return sum(s.right for s in self.identifiable) / len(self.identifiable)

    @property
    def false_follows(self) -> float:
        """Share of false claims that are said to follow or mostly follow."""
        false = [s for s in self.scored if s.true is False]
        return sum(s.verdict.verdict in UPHELD for s in false) / len(false)

    def confusion(self) -> dict[tuple[bool | None, str], int]:
        """How often each word was said of true, false and open (None) claims."""
        return dict(Counter((s.true, s.verdict.verdict) for s in self.scored))

    def by_kind(self) -> dict[str, tuple[int, int]]:
        """Right verdicts and all verdicts, by kind of difficulty that has a truth."""
        found = {kind.name: (0, 0) for kind in KINDS if kind.plant(True, 1).true is not None}
        for s in self.identifiable:
            right, count = found[s.kind]
            found[s.kind] = (right + s.right, count + 1)
        return found

    def calibration(self) -> list[tuple[float, float, int, float]]:
        """Bins of the reported share: (from, to, claims, share of planted societies in which they came true)."""
        found = []
        for low, high in pairwise(BINS):
            inside = [
                s for s in self.scored if s.verdict.share is not None and low <= s.verdict.share < high + (high == 1.0)
            ]
            came = sum(s.came_true for s in inside) / max(PLANTED * len(inside), 1)
            found.append((low, high, len(inside), came))
        return found

    def nulls(self) -> dict[str, float]:
        """How often each word would be said of the same claims under shuffled theories."""
        words = Counter[str]()
        for s in self.scored:
            words.update(dict(s.verdict.null_words))
        return {word: count / words.total() for word, count in words.most_common()}

    def document(self) -> dict[str, Any]:
        """The scorecard as plain data."""
        return {
            "claims": len(self.scored),
            "identifiable": len(self.identifiable),
            "right": self.right,
            "false_follows": self.false_follows,
            "by_kind": {kind: {"right": right, "claims": count} for kind, (right, count) in self.by_kind().items()},
            "confusion": [{"true": true, "verdict": said, "claims": n} for (true, said), n in self.confusion().items()],
            "calibration": [
                {"from": low, "to": high, "claims": n, "came_true": came} for low, high, n, came in self.calibration()
            ],
            "shuffled_theories": self.nulls(),
        }

    def lines(self) -> list[str]:
        """The scorecard in words and numbers, for a terminal of 80 columns."""
        found = [
            f"{len(self.scored)} planted claims, {len(self.identifiable)} of them true or false by construction.",
            f"Right where there is a truth: {self.right:.1%}.  False claims said to follow: {self.false_follows:.1%}.",
            "",
            "kind                 right",
        ]
        found += [f"{kind:<20} {right} of {count}" for kind, (right, count) in self.by_kind().items()]
        found += ["", "what was said         of true  of false  of open"]
        table = self.confusion()
        for said in sorted({said for _, said in table}):
            row = [table.get((true, said), 0) for true in (True, False, None)]
            found.append(f"{said:<20} {row[0]:>8} {row[1]:>9} {row[2]:>8}")
        found += ["", "reported share   claims   came true in planted societies"]
        found += [
            f"{low:>4.0%} to {high:>4.0%} {n:>10} {came:>12.0%}" for low, high, n, came in self.calibration() if n
        ]
        found += ["", "the same claims under shuffled theories"]
        found += [f"{said:<20} {part:>8.1%}" for said, part in self.nulls().items()]
        return found


def score(folder: Path, seed: int, each: int = 1, readings: int = 256) -> list[Scored]:
    """Judge one world of planted societies."""
    one = world(folder, seed, each)
    found = study(one.case, readings=readings, seed=seed, effective=readings)
    theory = compile_theory(one.case)
    ensemble, diagram = Ensemble(theory, seed), Diagram(theory.layout)
    index = np.arange(_FAR, _FAR + PLANTED)

    def came_true(claim: str) -> int:
        runner = ClaimRunner(ensemble, diagram, one.case.claims.claims[claim], one.case.claims.tolerance)
        return int(np.all([r.holds for r in runner.results(ensemble, index)], axis=0).sum())

    return [Scored(one.planted[v.id].kind, one.planted[v.id].true, v, came_true(v.id)) for v in found.claims]


def prove(
    seeds: Sequence[int] = tuple(range(1, 8)),
    each: int = 2,
    readings: int = 256,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Scorecard:
    """Judge as many worlds as there are seeds; 9 kinds x true and false x `each` claims in every world."""
    found: list[Scored] = []
    for number, seed in enumerate(seeds):
        with TemporaryDirectory() as folder:
            found += score(Path(folder), seed, each, readings)
        progress(number + 1, len(seeds))
    return Scorecard(tuple(found))
