"""Institutions: elections, the clock of emergency rule, contests for ground, wars, splits and governments.

Each is a pure function with its equation, units and source. Counts of votes and seats are exact whole-number
arithmetic; the rest are JAX functions over a last axis of readings, with all luck handed in.
"""

from groundswell.institutions._batched import MOST_DIVISOR, MOST_VOTES, Seats, allocate_many
from groundswell.institutions._block_vote import Candidate, DistrictResult, block_vote, council
from groundswell.institutions._contest import Side, Weights, best_first, fight, fought_out, odds
from groundswell.institutions._district_race import district_seats
from groundswell.institutions._government import Government, falls, form_government, minimal_winning, office_shares
from groundswell.institutions._legal_clock import Clock, agreed, decreed, passing, stopped
from groundswell.institutions._list_vote import Allocation, allocate
from groundswell.institutions._margins import DivisorRange, divisor_range, extra_votes
from groundswell.institutions._measures import effective_number, gallagher, seats_per_vote
from groundswell.institutions._rules import (
    D_HONDT,
    DROOP,
    HARE,
    MODIFIED_SAINTE_LAGUE,
    RULES,
    SAINTE_LAGUE,
    DivisorRule,
    QuotaRule,
    own_divisors,
    rule_named,
)
from groundswell.institutions._split import parted, split_hazard
from groundswell.institutions._turnout import turnout, votes
from groundswell.institutions._war import Laws, War, month_of_war, onset, opened, peace

__all__ = [
    "DROOP",
    "D_HONDT",
    "HARE",
    "MODIFIED_SAINTE_LAGUE",
    "MOST_DIVISOR",
    "MOST_VOTES",
    "RULES",
    "SAINTE_LAGUE",
    "Allocation",
    "Candidate",
    "Clock",
    "DistrictResult",
    "DivisorRange",
    "DivisorRule",
    "Government",
    "Laws",
    "QuotaRule",
    "Seats",
    "Side",
    "War",
    "Weights",
    "agreed",
    "allocate",
    "allocate_many",
    "best_first",
    "block_vote",
    "council",
    "decreed",
    "district_seats",
    "divisor_range",
    "effective_number",
    "extra_votes",
    "falls",
    "fight",
    "form_government",
    "fought_out",
    "gallagher",
    "minimal_winning",
    "month_of_war",
    "odds",
    "office_shares",
    "onset",
    "opened",
    "own_divisors",
    "parted",
    "passing",
    "peace",
    "rule_named",
    "seats_per_vote",
    "split_hazard",
    "stopped",
    "turnout",
    "votes",
]
