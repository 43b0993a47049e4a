"""How firmly an allocation stands: the common divisors that round to it, and the votes that would change it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from groundswell.institutions._list_vote import Allocation, allocate
from groundswell.institutions._rules import DivisorRule, QuotaRule


@dataclass(frozen=True)
class DivisorRange:
    """Votes per seat by which every list's votes, divided and rounded as the rule rounds, give its seats.

    low: the best claim that got no seat; high: the weakest claim that got one. Everything between them will do; where
    they are equal there is a tie.
    """

    low: Fraction
    high: Fraction
    next_list: str
    last_list: str


def divisor_range(allocation: Allocation, rule: DivisorRule) -> DivisorRange:
    """The range of common divisors of an allocation made by `rule`.

    Divisors that stand for a way of rounding (d'Hondt rounds down, Sainte-Lague to the nearest) are put on the scale
    of votes per seat; other sequences stay on their own scale. Raises ValueError where a tie leaves seats undecided.
    """
    if allocation.undecided:
        raise ValueError("a tie leaves seats undecided, so there is no common divisor yet")
    seats = sum(allocation.seats.values())
    divisors = rule.divisors(seats)
    unit = Fraction(rule.signpost_unit or 1) * Fraction(divisors[0]) / Fraction(rule.divisor(0))
    won = {
        n: Fraction(allocation.votes[n], divisors[allocation.seats[n] - 1])
        for n in allocation.passed
        if allocation.seats[n]
    }
    lost = {n: Fraction(allocation.votes[n], divisors[allocation.seats[n]]) for n in allocation.passed}
    last, nxt = min(won, key=won.__getitem__), max(lost, key=lost.__getitem__)
    return DivisorRange(lost[nxt] * unit, won[last] * unit, nxt, last)


def extra_votes(
    votes: Mapping[str, int], name: str, seats: int, rule: DivisorRule | QuotaRule, threshold: Fraction | int = 0
) -> tuple[int, Allocation]:
    """The fewest extra votes that win list `name` one more certain seat, and the allocation with them.

    Raises ValueError where the list has all seats already, and KeyError where there is no such list.
    """
    now = allocate(votes, seats, rule, threshold).seats[name]
    if now == seats:
        raise ValueError(f"{name} has every seat already")

    def with_more(more: int) -> Allocation:
        return allocate({**votes, name: votes[name] + more}, seats, rule, threshold)

    enough = 1
    while with_more(enough).seats[name] <= now:
        enough *= 2
    too_few = enough // 2
    while enough - too_few > 1:
        middle = (enough + too_few) // 2
        if with_more(middle).seats[name] > now:
            enough = middle
        else:
            too_few = middle
    return enough, with_more(enough)
