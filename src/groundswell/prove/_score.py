"""Planted societies put to the tool: its verdict beside the truth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from groundswell.prove._kinds import Kind
from groundswell.prove._society import Planted
from groundswell.prove._truth import REALITIES, Truth, truth
from groundswell.prove._worlds import ALL_KINDS, world
from groundswell.verdict import ClaimVerdict, study

UPHELD = frozenset({"follows", "mostly follows"})
"""Words that call a claim true."""

DENIED = frozenset({"contradicted", "mostly fails", "vacuous", "no route", "by wiring"})
"""Words that do not let a claim stand. `contingent` is neither: it leaves the claim open."""

SEEDS = tuple(range(1, 5))
"""Seeds of the worlds that `groundswell prove` plants."""

READINGS = 256
"""Readings that judge each claim; four times as many are drawn where something must be known of a society first."""

GROUP = 8
"""Kinds that share a world: claims are judged on runs of the whole world, so small worlds are fast."""


@dataclass(frozen=True)
class Scored:
    """One planted claim: the society, what is true of it, and what the tool said."""

    planted: Planted
    truth: Truth
    verdict: ClaimVerdict

    @property
    def kind(self) -> str:
        return self.planted.kind

    @property
    def true(self) -> bool | None:
        """Whether the claim is true, where construction and brute force agree on it; None where it is open."""
        return self.planted.true if self.truth.identifiable(self.planted) else None

    @property
    def right(self) -> bool:
        """Whether the word calls a true claim true or lets a false one fall; undecided counts as wrong."""
        return self.verdict.verdict in (UPHELD if self.true else DENIED)


def score(
    folder: Path, seed: int, kinds: Sequence[Kind] = ALL_KINDS, readings: int = READINGS, realities: int = REALITIES
) -> list[Scored]:
    """Judge one world of planted societies: a true and a false claim of every kind."""
    one = world(folder, seed, kinds)
    known = any(society.witness is not None for society in one.planted.values())
    found = study(one.case, readings=readings * (4 if known else 1), seed=seed, bare=True)
    return [Scored(one.planted[v.id], truth(one.planted[v.id], realities), v) for v in found.claims]


def plant(
    seeds: Sequence[int] = SEEDS,
    readings: int = READINGS,
    realities: int = REALITIES,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[Scored, ...]:
    """Judge every kind, true and false, once for each seed."""
    groups = [ALL_KINDS[k : k + GROUP] for k in range(0, len(ALL_KINDS), GROUP)]
    worlds = [(seed, group) for seed in seeds for group in groups]
    found: list[Scored] = []
    for number, (seed, group) in enumerate(worlds):
        progress(number, len(worlds))
        with TemporaryDirectory() as folder:
            found += score(Path(folder), seed, group, readings, realities)
    progress(len(worlds), len(worlds))
    return tuple(found)
