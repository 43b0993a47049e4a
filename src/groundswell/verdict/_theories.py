"""What a comparison of theories finds, as plain frozen objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import combinations

TEXT, NULL, STILL, TREND = "text", "null", "still", "trend"
"""Names, in a comparison, of the text's own theory, of the shuffled theories and of the two baselines without one."""

UPHELD = frozenset({"follows", "mostly follows"})
DENIED = frozenset({"contradicted", "mostly fails", "vacuous", "no route"})


@dataclass(frozen=True)
class Cell:
    """One theory's verdict on one claim, prediction or observation. share: of its weighted readings, or None.

    met: for a prediction, share of readings in which its condition holds. words: for shuffled theories, how many of
    them would earn each verdict word.
    """

    verdict: str
    share: float | None = None
    interval: tuple[float, float] | None = None
    met: float | None = None
    words: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Explaining:
    """How a theory fares with one explanandum. raw: share of the readings drawn that meet it; weighted: of those that
    count."""

    id: str
    raw: float
    weighted: float


@dataclass(frozen=True)
class TheoryResult:
    """One theory on the same setting.

    kind: "text", "rival", "null" or "baseline". score: mean weight, over every reading drawn, with which the
    explananda come out (see `weigh`), None for a baseline; effective: size of its admissible readings. free_choices:
    open numbers and choices of its mechanisms. observations: {rival: how its discriminating formula comes out here}.
    """

    id: str
    says: str
    kind: str
    score: float | None
    effective: float
    free_choices: int
    claims: Mapping[str, Cell]
    predictions: Mapping[str, Cell]
    explananda: tuple[Explaining, ...] = ()
    observations: Mapping[str, Cell] = field(default_factory=dict)

    def cells(self) -> dict[str, Cell]:
        """Claims and predictions together, by id."""
        return {**self.claims, **self.predictions}


@dataclass(frozen=True)
class Pair:
    """Where the verdicts of two theories part: the discriminating claims and predictions.

    opposed: one theory upholds what the other denies; apart: others with different words and intervals that do not
    touch.
    """

    one: str
    other: str
    opposed: tuple[str, ...]
    apart: tuple[str, ...]


@dataclass(frozen=True)
class Telling:
    """A rival's discriminating observation. formula: None where no single run can show it; parts: whether the verdicts
    of text and rival on it part. named: claims and predictions that it turns on; telling: those of them on which they
    part."""

    rival: str
    formula: str | None
    parts: bool
    named: tuple[str, ...]
    telling: tuple[str, ...]

    @property
    def discriminates(self) -> bool:
        """Whether the observation is among what tells the rival from the text here."""
        return self.parts or bool(self.telling)


@dataclass(frozen=True)
class Comparison:
    """Theories by claims and predictions, finished or interrupted; `asked` are the ids of the claims judged.

    given: what the record says of the theories, where it was asked (`groundswell.fit.theories_given_record`).
    """

    case: object
    seed: int
    drawn: int
    asked: tuple[str, ...]
    theories: tuple[TheoryResult, ...] = ()
    pairs: tuple[Pair, ...] = ()
    tellings: tuple[Telling, ...] = ()
    complete: bool = False
    given: object | None = None
    seconds: Mapping[str, float] = field(default_factory=dict)

    def theory(self, id: str) -> TheoryResult:
        """One theory by its id; KeyError where it is not there."""
        return {one.id: one for one in self.theories}[id]

    def pair(self, one: str, other: str) -> Pair:
        """Where two theories part, whichever is named first; KeyError where one of them is not there."""
        found = {frozenset((pair.one, pair.other)): pair for pair in self.pairs}
        return found[frozenset((one, other))]


def opposed(one: Cell, other: Cell) -> bool:
    """Whether one of two verdicts upholds what the other denies."""
    words = {one.verdict, other.verdict}
    return bool(words & UPHELD) and bool(words & DENIED)


def apart(one: Cell, other: Cell) -> bool:
    """Whether two verdicts have different words and intervals that do not touch."""
    if one.verdict == other.verdict or one.interval is None or other.interval is None:
        return False
    return one.interval[1] < other.interval[0] or other.interval[1] < one.interval[0]


def part_ways(one: Cell, other: Cell) -> bool:
    """Whether two verdicts part: opposed, or different beyond their intervals."""
    return opposed(one, other) or apart(one, other)


def pairs(theories: tuple[TheoryResult, ...]) -> tuple[Pair, ...]:
    """For every pair of theories, where they part."""
    return tuple(_pair(one, other) for one, other in combinations(theories, 2))


def _pair(one: TheoryResult, other: TheoryResult) -> Pair:
    first, second = one.cells(), other.cells()
    both = [id for id in first if id in second]
    against = tuple(id for id in both if opposed(first[id], second[id]))
    rest = tuple(id for id in both if id not in against and apart(first[id], second[id]))
    return Pair(one.id, other.id, against, rest)
