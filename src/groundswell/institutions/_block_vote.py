"""Block vote in districts, and councils elected in two separate tiers."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Candidate:
    """One name on a district's ballot: votes received, the list it stands for, and the group it may fill a seat of."""

    name: str
    list_name: str
    votes: int
    group: str = ""


@dataclass(frozen=True)
class DistrictResult:
    """Who is elected for certain; `tied` names have equal votes for the `undecided` last seats."""

    elected: tuple[Candidate, ...]
    tied: tuple[Candidate, ...] = ()
    undecided: int = 0

    def seats(self) -> Mapping[str, int]:
        """Certain seats by list."""
        return MappingProxyType(dict(Counter(one.list_name for one in self.elected)))


def block_vote(
    candidates: Sequence[Candidate], seats: int, reserved: Mapping[str, int] | None = None
) -> DistrictResult:
    """Every voter has as many votes as there are seats; the highest totals win.

    reserved: seats that only candidates of a group can fill; they are filled first, by the highest of that group, and
    count among `seats`. Ties for a last seat are reported. Raises ValueError where there are fewer candidates than
    seats, more reserved seats than seats, or votes below 0.
    """
    kept = dict(reserved or {})
    if seats < 1 or len(candidates) < seats:
        raise ValueError(f"{len(candidates)} candidates cannot fill {seats} seats")
    if sum(kept.values()) > seats:
        raise ValueError(f"{sum(kept.values())} reserved seats are more than the {seats} of the district")
    if any(one.votes < 0 for one in candidates):
        raise ValueError("votes are whole numbers from 0 up")
    elected: list[Candidate] = []
    for group, number in kept.items():
        mine = [one for one in candidates if one.group == group]
        if len(mine) < number:
            raise ValueError(f"{len(mine)} candidates cannot fill {number} seats reserved for {group}")
        found = _highest(mine, number)
        if found.undecided:
            return DistrictResult(tuple(elected) + found.elected, found.tied, found.undecided)
        elected += found.elected
    rest = [one for one in candidates if one not in elected]
    found = _highest(rest, seats - len(elected))
    return DistrictResult(tuple(elected) + found.elected, found.tied, found.undecided)


def _highest(candidates: Sequence[Candidate], seats: int) -> DistrictResult:
    ranked = sorted(candidates, key=lambda one: one.votes, reverse=True)
    if not seats:
        return DistrictResult(())
    last = ranked[seats - 1].votes
    sure = [one for one in ranked[:seats] if one.votes > last]
    equal = [one for one in ranked if one.votes == last]
    if len(sure) + len(equal) == seats:
        return DistrictResult(tuple(sure + equal))
    return DistrictResult(tuple(sure), tuple(equal), seats - len(sure))


def council(*tiers: Mapping[str, int] | Iterable[Mapping[str, int]]) -> Mapping[str, int]:
    """Seats by list where tiers are counted apart from each other (a parallel system): the sums, in order of mention.

    Each tier is a table of seats by list, or one such table for each district.
    """
    total: dict[str, int] = {}
    for tier in tiers:
        for table in [tier] if isinstance(tier, Mapping) else tier:
            for name, seats in table.items():
                total[name] = total.get(name, 0) + seats
    return MappingProxyType(total)
