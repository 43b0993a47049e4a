"""Why polls missed a ballot: the miss of each, shared out among the terms of the poll model.

The miss is taken in the log of the ratio of two parties, which those who name nobody do not touch. Given the stated
widths, the parts of the terms are jointly normal, so the part of a term is its mean given all misses. What many
pollsters have in common can only be concealment, a late swing or turnout; what one of them has alone is its house. A
miss that is larger than all terms together can be is reported as unexplained.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from groundswell.ledger import PollTerms

from ._observation import Observation

PARTS = ("concealment", "late swing", "turnout", "house", "wording", "excess", "sampling")
TWO = 2.0
"""Each party has its own draw of every term, so a ratio has twice the variance of one."""


@dataclass(frozen=True)
class Miss:
    """Misses of some polls. polls (ids), miss (polls,): log ratio of the ballot minus that of the poll.

    parts: term -> (polls,), adding up to `miss`. distance: root of the misses' squared size in standard deviations per
    poll (1 is usual); unexplained: whether it is beyond what the terms reach in one case of forty.
    common: mean and standard deviation of the one concealment that all polls share.
    """

    polls: tuple[str, ...]
    pollsters: tuple[str, ...]
    miss: np.ndarray
    parts: dict[str, np.ndarray]
    distance: float
    unexplained: bool
    common: tuple[float, float]


def ballot_miss(rows: Sequence[Observation], first: str, second: str, ballot: tuple[Observation, Observation],
                terms: PollTerms, days: int = 60) -> Miss:  # fmt: skip
    """Share out the misses of polls that ended at most so many days before a ballot, over two of its parties.

    `rows` are answers for both parties (their quantities are `first` and `second`), `ballot` the two results in the
    same order. Raises ValueError where no poll has both parties in time.
    """
    pairs = _pairs(rows, first, second, ballot[0], days)
    if not pairs:
        raise ValueError(f"no poll in the {days} days before {ballot[0].day} asks for both {first} and {second}")
    outcome = np.log(ballot[0].value / ballot[1].value)
    miss = np.array([outcome - np.log(one.value / other.value) for one, other in pairs])
    covariance = {name: TWO * _covariance(name, pairs, ballot[0], terms) for name in PARTS[:-1]}
    covariance["sampling"] = np.diag([_sampling(one, other, terms) for one, other in pairs])
    total = sum(covariance.values(), start=np.zeros((len(pairs), len(pairs))))
    weights = np.linalg.solve(total, miss)
    shared = TWO * terms.concealment**2
    pull = np.linalg.solve(total, np.full(len(pairs), shared))
    spread = np.sqrt(max(shared - shared * pull.sum(), 0.0))
    squared = float(miss @ weights)
    limit = len(pairs) + 2 * np.sqrt(2 * len(pairs))
    return Miss(
        tuple(one.id for one, _ in pairs), tuple(one.pollster for one, _ in pairs), miss,
        {name: covariance[name] @ weights for name in PARTS}, float(np.sqrt(squared / len(pairs))),
        bool(squared > limit), (float(pull @ miss), float(spread)),
    )  # fmt: skip


def _pairs(rows: Sequence[Observation], first: str, second: str, ballot: Observation, days: int):
    by_row: dict[str, dict[str, Observation]] = {}
    for one in rows:
        gap = (ballot.day - one.day).days
        if one.region == ballot.region and 0 <= gap <= days and one.quantity in (first, second):
            by_row.setdefault(one.id, {})[one.quantity] = one
    return [(pair[first], pair[second]) for pair in by_row.values() if len(pair) == 2]


def _covariance(name: str, pairs, ballot: Observation, terms: PollTerms) -> np.ndarray:
    width = {"late swing": terms.drift}.get(name) or getattr(terms, name, 0.0)
    return width**2 * np.array([[_meets(name, one, other, ballot) for other, _ in pairs] for one, _ in pairs])


def _meets(name: str, one: Observation, other: Observation, ballot: Observation) -> float:
    """How much of a term two polls have in common, from 0 to 1; years to the ballot for a swing."""
    match name:
        case "concealment":
            return 1.0
        case "late swing":
            return min((ballot.day - poll.day).days for poll in (one, other)) / 365.25
        case "turnout":
            return float(one.base == other.base and one.base != "voters")
        case "house":
            return float(one.pollster == other.pollster)
        case "wording":
            return float(one.question == other.question)
        case _:
            return float(one is other)


def _sampling(one: Observation, other: Observation, terms: PollTerms) -> float:
    """Variance of the log ratio of two shares of one sample."""
    return terms.design_effect / (one.size or terms.sample_size) * (100 / one.value + 100 / other.value)
