"""The Palestinian Legislative Council of 25 January 2006: list votes and district results to seats."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from groundswell.institutions import (
    RULES,
    DivisorRule,
    allocate,
    council,
    divisor_range,
    effective_number,
    extra_votes,
    gallagher,
    seats_per_vote,
)

from ._chart import Series, bar_chart
from ._faults import ReplicateError
from ._parameters import Parameter
from ._replication import Replication, Row

FIRST, SECOND, OTHERS = "list 1", "list 2", "independents"
VOTES = (440409, 410554, 42101, 28973, 26909, 23862, 7127, 4398, 3011, 1806, 1723)
"""Change and Reform, Fatah, Martyr Abu Ali Mustafa, The Alternative, Independent Palestine, Third Way, five others."""

DISTRICTS = (
    ("Jerusalem", 6, 4, 2), ("Jenin", 4, 2, 2), ("Tulkarm", 3, 2, 0), ("Tubas", 1, 1, 0), ("Nablus", 6, 5, 1),
    ("Qalqilya", 2, 0, 2), ("Salfit", 1, 1, 0), ("Ramallah", 5, 4, 1), ("Jericho", 1, 0, 1), ("Bethlehem", 4, 2, 2),
    ("Hebron", 9, 9, 0), ("North Gaza", 5, 5, 0), ("Gaza", 8, 5, 0), ("Deir al-Balah", 3, 2, 1),
    ("Khan Yunis", 5, 3, 2), ("Rafah", 3, 0, 3),
)  # fmt: skip
"""Name, seats, and seats of Change and Reform and of Fatah; the rest went to independents."""

DISTRICT_SHARES = (Fraction("0.4173"), Fraction("0.3696"))


def model(
    votes: tuple[int, ...], seats: int, rule: str, threshold: float, districts: tuple[tuple[int, int, int], ...]
) -> dict[str, Any]:
    """Return the seats of the list tier by the rule, of the district tier, and of both together."""
    ballot = {f"list {n + 1}": count for n, count in enumerate(votes)}
    share = Fraction(str(threshold))
    try:
        found = allocate(ballot, seats, RULES[rule], share)
        more, then = extra_votes(ballot, FIRST, seats, RULES[rule], share)
    except ValueError as fault:
        raise ReplicateError(f"{fault}.") from None
    won = _districts(districts)
    whole = council(found.seats, won)
    return {
        "total votes": sum(votes),
        "list seats": tuple(found.seats.values()),
        "undecided": found.undecided,
        "threshold votes": float(found.threshold),
        "lists over the threshold": len(found.passed),
        "extra votes": more,
        "seats with them": tuple(then.seats.values())[:2],
        "district seats": (sum(won.values()), *won.values()),
        "council": (*(n for name, n in whole.items() if n and name != OTHERS), whole[OTHERS]),
        "district seats per vote": _ratios(won),
        "effective number of lists": effective_number(ballot),
        "effective number in the list seats": effective_number(found.seats) if sum(found.seats.values()) else 0.0,
        "gallagher": gallagher(ballot, found.seats) if sum(found.seats.values()) else 0.0,
        **_divisors(found, rule),
    }


def _divisors(found: Any, rule: str) -> dict[str, float]:
    made = RULES[rule]
    if not isinstance(made, DivisorRule) or found.undecided:
        return {}
    between = divisor_range(found, made)
    return {"lowest divisor": float(between.low), "highest divisor": float(between.high)}


def _districts(districts: tuple[tuple[int, int, int], ...]) -> Mapping[str, int]:
    for number, (all_seats, first, second) in enumerate(districts, start=1):
        if all_seats < first + second:
            raise ReplicateError(f"`districts`: number {number} has {all_seats} seats and {first + second} winners.")
    return council([{FIRST: a, SECOND: b, OTHERS: n - a - b} for n, a, b in districts])


def _ratios(won: Mapping[str, int]) -> tuple[float, float]:
    """Seat share over vote share of the two largest in the district tier."""
    rest = 1 - sum(DISTRICT_SHARES)
    ballots = {FIRST: DISTRICT_SHARES[0], SECOND: DISTRICT_SHARES[1], OTHERS: rest}
    ratios = seats_per_vote(ballots, won)
    return ratios[FIRST], ratios[SECOND]


def picture(result: Mapping[str, Any]) -> str:
    """Draw the list seats beside the whole council, list by list."""
    lists = [n for n in result["list seats"] if n]
    names = [f"list {n + 1}" for n in range(len(lists))] + [OTHERS]
    seats = [Series("by list", names, [*lists, 0]), Series("whole council", names, list(result["council"]))]
    same = len(result["council"]) == len(names)
    return bar_chart("Seats by list", names, seats if same else seats[:1], "seats")


REPLICATION = Replication(
    id="plc-2006",
    title="Election of the Palestinian Legislative Council, 25 January 2006",
    source="Central Elections Commission, final results; rules of the election law of 2005",
    says="Half of the council is shared out by list votes, half by block votes in districts.",
    parameters=(
        Parameter("votes", VOTES, "votes", "list votes, list by list", at_least=0),
        Parameter("seats", 66, "seats", "seats of the list tier", at_least=1, at_most=1000),
        Parameter("rule", "sainte-lague", "", "how votes become seats", choices=tuple(RULES)),
        Parameter("threshold", 0.02, "share of list votes", "least share for a seat", at_least=0, at_most=1),
        Parameter("districts", tuple(row[1:] for row in DISTRICTS), "seats",
                  "of each district: all, list 1, list 2; the rest are independents", at_least=0),
    ),
    rows=(
        Row("P1", {}, "total votes", 990873, 0, "published"),
        Row("P2", {}, "list seats", (29, 28, 3, 2, 2, 2, 0, 0, 0, 0, 0), 0, "published"),
        Row("P7", {"threshold": 0.0}, "list seats", (29, 28, 3, 2, 2, 2, 0, 0, 0, 0, 0), 0, "derived"),
        Row("P3", {}, ("threshold votes", "lists over the threshold"), (19817.46, 6), (1e-6, 0), "derived"),
        Row("P4b", {}, ("extra votes", "seats with them"), (4, (30, 27)), 0, "derived"),
        Row("P9", {}, "district seats", (66, 45, 17, 4), 0, "published"),
        Row("P10", {}, "council", (74, 45, 3, 2, 2, 2, 4), 0, "published"),
        Row("P13", {}, "district seats per vote", (1.63388, 0.696904), 1e-5, "derived"),
        Row("P14", ({"votes": (100, 80, 30, 20), "seats": 8, "rule": "d'hondt", "threshold": 0.0},
                    {"votes": (100, 80, 30, 20), "seats": 8, "rule": "sainte-lague", "threshold": 0.0}),
            "list seats", ((4, 3, 1, 0), (3, 3, 1, 1)), 0, "derived"),
    ),
    model=model,
    picture=picture,
)  # fmt: skip
