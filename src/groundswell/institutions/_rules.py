"""Rules that turn list votes into seats: divisor sequences and quotas, all in whole numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from types import MappingProxyType


@dataclass(frozen=True)
class DivisorRule:
    """The next seat goes to the largest votes / d(s), where s is the seats a list already has.

    divisor: s -> d(s), a whole number or a fraction, positive and growing with s.
    signpost_unit: d(s) in units of the point at which votes / (common divisor) is rounded up to s + 1, or None where
    the sequence stands for no way of rounding. Source: Balinski and Young (1982), Fair Representation.
    """

    name: str
    divisor: Callable[[int], int | Fraction]
    signpost_unit: int | None = None

    def divisors(self, seats: int) -> tuple[int, ...]:
        """The first `seats` + 1 divisors as whole numbers on one scale; raises ValueError unless they grow from > 0."""
        listed = [Fraction(self.divisor(held)) for held in range(seats + 1)]
        if listed[0] <= 0 or any(later <= earlier for earlier, later in pairwise(listed)):
            raise ValueError(f"the divisors of {self.name} must be positive and grow from seat to seat")
        scale = lcm(*(one.denominator for one in listed))
        return tuple(int(one * scale) for one in listed)


@dataclass(frozen=True)
class QuotaRule:
    """Each list gets a seat for every full quota; seats left over go to the largest remainders.

    Where more seats are left than there are lists (a quota far too high for the votes), every list gets one in turn.
    quota: (votes, seats) -> votes that one seat costs. Source: Lijphart (1994), Electoral Systems and Party Systems.
    """

    name: str
    quota: Callable[[int, int], Fraction]


D_HONDT = DivisorRule("d'hondt", lambda held: held + 1, 1)
SAINTE_LAGUE = DivisorRule("sainte-lague", lambda held: 2 * held + 1, 2)
MODIFIED_SAINTE_LAGUE = DivisorRule("modified", lambda held: 2 * held + 1 if held else Fraction(7, 5), 2)
HARE = QuotaRule("hare", lambda votes, seats: Fraction(votes, seats))
DROOP = QuotaRule("droop", lambda votes, seats: Fraction(votes // (seats + 1) + 1))

RULES = MappingProxyType({rule.name: rule for rule in (SAINTE_LAGUE, D_HONDT, MODIFIED_SAINTE_LAGUE, HARE, DROOP)})
"""The rules with a name; any other divisor sequence is made by `own_divisors`."""

_ALSO = {"dhondt": "d'hondt", "modified-sainte-lague": "modified", "largest-remainder": "hare"}


def rule_named(name: str) -> DivisorRule | QuotaRule:
    """A rule by its name, or own divisors written with commas such as `1.4,3,5`; raises ValueError for neither."""
    plain = name.strip().lower().replace("ë", "e").replace("ü", "u").replace("_", "-").replace(" ", "-")
    plain = _ALSO.get(plain, plain)
    if plain in RULES:
        return RULES[plain]
    try:
        return own_divisors([Fraction(part.strip()) for part in plain.split(",")])
    except (ValueError, ZeroDivisionError):
        known = ", ".join(RULES)
        raise ValueError(
            f"`{name[:40]}` is no rule. The rules are {known}, or growing divisors such as 1.4,3,5."
        ) from None


def own_divisors(sequence: Sequence[int | Fraction]) -> DivisorRule:
    """A divisor rule from the first divisors; beyond them it goes on in steps of the last difference.

    A sequence of one number goes on in steps of that number. Raises ValueError unless it is positive and growing.
    """
    if not sequence:
        raise ValueError("a divisor sequence has at least one number")
    first = [Fraction(one) for one in sequence]
    step = first[-1] - first[-2] if len(first) > 1 else first[0]

    def divisor(held: int) -> Fraction:
        return first[held] if held < len(first) else first[-1] + step * (held - len(first) + 1)

    rule = DivisorRule(",".join(str(one) for one in first), divisor)
    rule.divisors(len(first) + 1)
    return rule
