"""Measures of an election: how many parties there are in effect, and how far seats stray from votes."""

from collections.abc import Mapping
from fractions import Fraction


def effective_number(counts: Mapping[str, int]) -> float:
    """One over the sum of squared shares: the effective number of parties, by votes or by seats, without unit.

    Source: Laakso and Taagepera (1979), Comparative Political Studies 12. Raises ValueError where all counts are 0.
    """
    total = sum(counts.values())
    if total <= 0:
        raise ValueError("there is nothing to share out")
    return float(Fraction(total * total, sum(count * count for count in counts.values())))


def gallagher(votes: Mapping[str, int], seats: Mapping[str, int]) -> float:
    """The least-squares index of disproportionality, in percentage points: 100 sqrt(sum (vote - seat share)^2 / 2).

    Every list of either table counts by itself. Source: Gallagher (1991), Electoral Studies 10. Raises ValueError
    where there are no votes or no seats.
    """
    cast, won = sum(votes.values()), sum(seats.values())
    if cast <= 0 or won <= 0:
        raise ValueError("the index needs votes and seats")
    names = dict.fromkeys([*votes, *seats])
    gaps = [Fraction(votes.get(n, 0), cast) - Fraction(seats.get(n, 0), won) for n in names]
    return 100 * float(sum(gap * gap for gap in gaps) / 2) ** 0.5


def seats_per_vote(votes: Mapping[str, int | Fraction], seats: Mapping[str, int]) -> dict[str, float]:
    """Share of the seats over share of the votes, for each list with votes; 1 is proportional."""
    cast, won = sum(Fraction(count) for count in votes.values()), sum(seats.values())
    return {
        name: float(Fraction(seats.get(name, 0), won) / (Fraction(count) / cast))
        for name, count in votes.items()
        if count
    }
