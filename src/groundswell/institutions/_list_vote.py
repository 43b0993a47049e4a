"""List votes to seats in exact whole-number arithmetic, with ties reported and not broken silently."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from groundswell.institutions._rules import DivisorRule, QuotaRule


@dataclass(frozen=True)
class Allocation:
    """Seats by list.

    seats: the seats that are certain. tied, undecided: lists with an equal claim to the last seats, and how many
    such seats the rule leaves undecided (0 where there is no tie). passed: lists over the threshold, which is in
    votes.
    """

    votes: Mapping[str, int]
    seats: Mapping[str, int]
    passed: tuple[str, ...]
    threshold: Fraction
    tied: tuple[str, ...] = ()
    undecided: int = 0


def allocate(
    votes: Mapping[str, int], seats: int, rule: DivisorRule | QuotaRule, threshold: Fraction | int = 0
) -> Allocation:
    """Give `seats` to the lists by a rule; lists under `threshold`, a share of all list votes, get none.

    A list that has exactly the threshold passes. Shares are compared by cross-multiplied whole numbers, so no result
    hangs on rounding. Raises ValueError for no lists, no votes, votes that are no whole numbers from 0 up, seats below
    1, or a threshold that is not in [0, 1] or that no list reaches.
    """
    share = checked(votes, seats, threshold)
    total = sum(votes.values())
    passed = tuple(
        name for name, count in votes.items() if count and count * share.denominator >= share.numerator * total
    )
    if not passed:
        raise ValueError(f"no list reaches the threshold of {float(share):.2%}")
    standing = {name: votes[name] for name in passed}
    give = _by_divisors if isinstance(rule, DivisorRule) else _by_quota
    given, tied, undecided = give(standing, seats, rule)  # type: ignore[arg-type]
    return Allocation(
        MappingProxyType(dict(votes)),
        MappingProxyType({name: given.get(name, 0) for name in votes}),
        passed,
        share * total,
        tied,
        undecided,
    )


def checked(votes: Mapping[str, int], seats: int, threshold: Fraction | int) -> Fraction:
    """The threshold as a fraction, once everything that goes into an allocation makes sense; else ValueError."""
    if not votes:
        raise ValueError("a ballot without lists gives no seats")
    for name, count in votes.items():
        if isinstance(count, bool) or not isinstance(count, int) or count < 0:
            raise ValueError(f"the votes of {name} must be a whole number from 0 up, not {count!r}")
    if not sum(votes.values()):
        raise ValueError("nobody has voted for any list")
    if isinstance(seats, bool) or not isinstance(seats, int) or seats < 1:
        raise ValueError(f"there must be at least one seat, not {seats!r}")
    share = Fraction(threshold)
    if not 0 <= share <= 1:
        raise ValueError(f"a threshold is a share of the votes from 0 to 1, not {float(share):g}")
    return share


Given = tuple[dict[str, int], tuple[str, ...], int]


def _by_divisors(votes: Mapping[str, int], seats: int, rule: DivisorRule) -> Given:
    """Whole quotients are sorted by exact fractions; equal ones that straddle the last seat are a tie."""
    divisors = rule.divisors(seats)
    claims = sorted(
        ((Fraction(count, divisors[held]), name) for name, count in votes.items() for held in range(seats)),
        key=lambda claim: claim[0],
        reverse=True,
    )
    return _highest(claims, seats, dict.fromkeys(votes, 0))


def _by_quota(votes: Mapping[str, int], seats: int, rule: QuotaRule) -> Given:
    quota = rule.quota(sum(votes.values()), seats)
    given = {name: int(count // quota) for name, count in votes.items()}
    rounds, left = divmod(seats - sum(given.values()), len(votes))
    given = {name: count + rounds for name, count in given.items()}
    claims = sorted(((count % quota, name) for name, count in votes.items()), key=lambda c: c[0], reverse=True)
    return _highest(claims, left, given)


def _highest(claims: list[tuple[Fraction, str]], seats: int, given: dict[str, int]) -> Given:
    """Add a seat for each of the highest claims, as far as it is decided which they are."""
    if not seats:
        return given, (), 0
    last = claims[seats - 1][0]
    equal = [name for claim, name in claims if claim == last]
    sure = [name for claim, name in claims[:seats] if claim > last]
    undecided = seats - len(sure)
    if len(equal) == undecided:
        sure, equal, undecided = sure + equal, [], 0
    for name in sure:
        given[name] += 1
    return given, tuple(equal), undecided
