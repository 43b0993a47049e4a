"""What a community of citizens is: its variables, its localities and the mechanisms that each citizen feels."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from groundswell.networks import Places, even, named

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
    condition, and its pushes (row among the theory's, variable pushed). candidates: published forms that may take its
    place, each with the mechanism's place among the form's own numbers and the slot in which a reading picks it."""

    drive: int
    causes: tuple[Sight, ...]
    gate: tuple[Sight, ...]
    pushes: tuple[tuple[int, int], ...]
    waits: bool
    pulse: bool
    candidates: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class Manners:
    """How citizens of a case differ and talk; the case states it under `citizens` of its priors.

    alike: share of a trait's variance that lies between localities. lower: share of people in the lower class. sight:
    how far shares are seen in the own locality and not in the community. network, numbers: which network ties the
    localities, and its own numbers (see `networks.named`). even: citizens are spread evenly (see `_luck`), or hashed.
    """

    localities: int = 1
    alike: float = 0.0
    lower: float = 0.5
    sight: float = 0.0
    network: str = "long ties"
    numbers: tuple[tuple[str, float], ...] = (("ties", 2),)
    even: bool = True


LEAST = 16
"""Citizens that live in one locality, at the least."""

ROOM = 8192
"""Citizens that are worked on at once, so that what is known of them stays near the processor."""

WHOLE = 2**62
"""And where an accelerator works on whole communities at once."""

_MOST = 2**18
"""And at the most: more would not fit into the whole numbers that count them."""


@dataclass(frozen=True)
class Community:
    """People who carry variables and feel mechanisms.

    room: citizens that are worked on at once, which decides how fast a run is and nothing of what it finds. One that is
    larger than a processor's `ROOM` also writes every mechanism out by itself, so that an accelerator works all of
    them out in a few passes over its memory. parts: blocks that there are at the least, where localities allow it.
    """

    name: str
    people: int
    variables: tuple[Variable, ...]
    felt: tuple[Felt, ...]
    manners: Manners = Manners()
    room: int = field(default=ROOM, repr=False)
    parts: int = field(default=1, repr=False)

    @cached_property
    def localities(self) -> int:
        """Number of localities: a power of two, so that blocks of them are of one size."""
        wanted = max(1, min(self.manners.localities, self.people // LEAST))
        places = 2 ** (wanted.bit_length() - 1)
        while -(-self.people // places) > _MOST:
            places *= 2
        return places

    @cached_property
    def places(self) -> Places:
        """Who lives where, and which localities are tied: the same in every reading."""
        manners, size = self.manners, self.localities
        tied = named(manners.network, size, dict(manners.numbers), self.name)
        return Places(even(self.people, size), tied)

    @cached_property
    def slots(self) -> int:
        """Places for citizens in one locality; the last one may be empty."""
        return -(-self.people // self.localities)

    @cached_property
    def side_by_side(self) -> int:
        """Localities that are worked on at once: a power of two that divides their number."""
        fit = self.room // self.slots
        return max(1, min(self.localities // self.parts, 2 ** (fit.bit_length() - 1) if fit else 1))

    @property
    def blocks(self) -> int:
        """Blocks of localities that are worked on one after the other."""
        return self.localities // self.side_by_side

    @cached_property
    def sorts(self) -> "Sorts":
        """The variables and mechanisms by what differs between neighbours."""
        targets = {k for one in self.felt for _, k in one.pushes}
        variable, part, felt = self._wide()
        every = range(len(self.variables))
        kinds = [v.kind for v in self.variables]
        reads = {k for one in self.felt for sight in (*one.causes, *one.gate) for k, _ in sight.own}
        degree = [k for k in every if kinds[k] == "degree"]
        return Sorts(
            choices=tuple(k for k in every if kinds[k] == "choice"),
            joins=tuple(k for k in every if kinds[k] == "join"),
            wide=tuple(k for k in degree if variable[k]),
            narrow=tuple(k for k in degree if not variable[k]),
            parts_wide=tuple(k for k in every if k in targets and part[k]),
            parts_narrow=tuple(k for k in every if k in targets and not part[k]),
            felt_wide=tuple(d for d, differs in enumerate(felt) if differs),
            felt_narrow=tuple(d for d, differs in enumerate(felt) if not differs),
            reads_wide=tuple(k for k in degree if variable[k] and k in reads),
            reads_narrow=tuple(k for k in every if k in reads and not (kinds[k] == "degree" and variable[k])),
        )

    def _wide(self) -> tuple[list[bool], list[bool], list[bool]]:
        """What differs between neighbours: variables, their personal parts, felt mechanisms."""
        part = [False] * len(self.variables)
        while True:
            own = [bool(v.loads) or wide for v, wide in zip(self.variables, part, strict=True)]
            felt = [self._differs(one, own) for one in self.felt]
            now = [any(w and k in {t for _, t in one.pushes} for one, w in zip(self.felt, felt, strict=True))
                   for k in range(len(part))]  # fmt: skip
            if now == part:
                return own, part, felt
            part = now

    def _differs(self, one: Felt, own: list[bool]) -> bool:
        reads = {k for sight in (*one.causes, *one.gate) for k, _ in sight.own}
        return any(own[k] and self.variables[k].kind == "degree" for k in reads)

    @cached_property
    def talked(self) -> tuple[int, ...]:
        """Variables whose personal parts spread by talk."""
        pushed = (*self.sorts.parts_wide, *self.sorts.parts_narrow)
        return tuple(k for k in pushed if self.variables[k].near or self.variables[k].far)


@dataclass(frozen=True)
class Sorts:
    """Numbers of variables and of felt mechanisms. `wide` ones differ between neighbours, `narrow` ones only between
    localities. Choices and joins are told by each citizen; degrees are wide or narrow; so are the personal parts of
    variables that mechanisms push, and the mechanisms themselves. reads_wide: degrees of the citizen's own that some
    mechanism reads; reads_narrow: shares around him, and degrees that a whole locality has in common.
    """

    choices: tuple[int, ...]
    joins: tuple[int, ...]
    wide: tuple[int, ...]
    narrow: tuple[int, ...]
    parts_wide: tuple[int, ...]
    parts_narrow: tuple[int, ...]
    felt_wide: tuple[int, ...]
    felt_narrow: tuple[int, ...]
    reads_wide: tuple[int, ...]
    reads_narrow: tuple[int, ...]
