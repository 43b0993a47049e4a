"""What a community of citizens is: its variables, its localities and the mechanisms that each citizen feels."""

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

Kind = Literal["choice", "join", "degree"]


@dataclass(frozen=True)
class Variable:
    """One quantity that every citizen carries.

    kind: `choice`, a share of a whole of which each citizen holds one part or none; `join`, a share of people who
    take part; `degree`, a level in (0, 1) that each has. loads: points for one standard deviation of a trait. near,
    far: monthly share of the gap to the locality, and to localities across long ties, that talk closes. slope: own
    scale per unit coordinate.
    """

    name: str
    kind: Kind
    loads: tuple[tuple[str, float], ...] = ()
    near: float = 0.0
    far: float = 0.0
    slope: float = 1.0


@dataclass(frozen=True)
class Sight:
    """What one cause or comparison reads: its row among the theory's, and the part of it that is the citizen's own
    (variable number, weight)."""

    row: int
    sign: int
    own: tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Felt:
    """One copy of a mechanism that acts on each citizen by itself: its number among the theory's drives, causes,
    condition, and its pushes (row among the theory's, variable pushed)."""

    drive: int
    causes: tuple[Sight, ...]
    gate: tuple[Sight, ...]
    pushes: tuple[tuple[int, int], ...]
    waits: bool
    pulse: bool


@dataclass(frozen=True)
class Manners:
    """How citizens of a case differ and talk; the case states it under `citizens` of its priors.

    alike: share of a trait's variance that lies between localities. lower: share of people in the lower class. sight:
    how far shares are seen in the own locality and not in the community. ties: long ties of a locality. even: citizens
    are spread evenly (see `_luck`), or hashed.
    """

    localities: int = 1
    alike: float = 0.0
    lower: float = 0.5
    sight: float = 0.0
    ties: int = 2
    even: bool = True


LEAST = 16
"""Citizens that live in one locality, at the least."""

_MOST = 2**18
"""And at the most: more would not fit into the whole numbers that count them."""


@dataclass(frozen=True)
class Community:
    """People who carry variables and feel mechanisms."""

    name: str
    people: int
    variables: tuple[Variable, ...]
    felt: tuple[Felt, ...]
    manners: Manners = Manners()

    @cached_property
    def localities(self) -> int:
        """Number of localities: a power of two, so that blocks of them are of one size."""
        wanted = max(1, min(self.manners.localities, self.people // LEAST))
        places = 2 ** (wanted.bit_length() - 1)
        while -(-self.people // places) > _MOST:
            places *= 2
        return places

    @cached_property
    def slots(self) -> int:
        """Places for citizens in one locality; the last one may be empty."""
        return -(-self.people // self.localities)

    @cached_property
    def pushed(self) -> tuple[bool, ...]:
        """Whether some felt mechanism pushes each variable."""
        targets = {k for one in self.felt for _, k in one.pushes}
        return tuple(k in targets for k in range(len(self.variables)))

    @cached_property
    def wide(self) -> tuple[tuple[bool, ...], tuple[bool, ...], tuple[bool, ...]]:
        """What differs between neighbours: (variables, their personal parts, felt mechanisms)."""
        part = [False] * len(self.variables)
        while True:
            own = [bool(v.loads) or wide for v, wide in zip(self.variables, part, strict=True)]
            felt = [self._differs(one, own) for one in self.felt]
            now = [any(w and k in {t for _, t in one.pushes} for one, w in zip(self.felt, felt, strict=True))
                   for k in range(len(part))]  # fmt: skip
            if now == part:
                return tuple(own), tuple(part), tuple(felt)
            part = now

    def _differs(self, one: Felt, own: list[bool]) -> bool:
        reads = {k for sight in (*one.causes, *one.gate) for k, _ in sight.own}
        return any(own[k] and self.variables[k].kind == "degree" for k in reads)

    def of_kind(self, kind: Kind) -> tuple[int, ...]:
        """Numbers of the variables of one kind."""
        return tuple(k for k, v in enumerate(self.variables) if v.kind == kind)
