"""The miss of polls before a ballot is shared out among terms, or said to be beyond them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from groundswell.ledger import PollTerms, load_case
from groundswell.record import Observation, ballot_miss, open_holdout

NOTHING = PollTerms(wording=0, house=0, turnout=0, concealment=0, drift=0, excess=0, design_effect=1e-9)
DAY = date(2006, 1, 25)


def rows(id: str, first: float, second: float, pollster: str = "one", table: str = "polls") -> list[Observation]:
    day = DAY if table == "ballots" else date(2006, 1, 10)
    return [
        Observation(id, table, 2, name, "vote", "adults", "all", pollster, day, day, day, value, "percent", 1000, "s",
                    "read", "holdout")
        for name, value in (("a", first), ("b", second))
    ]  # fmt: skip


BALLOT = tuple(rows("x", 45.0, 40.0, table="ballots"))
POLLS = [*rows("1", 35.0, 40.0), *rows("2", 36.0, 40.0, "two"), *rows("3", 45.0, 40.0, "three")]


@pytest.mark.parametrize("term", ["concealment", "house"])
def test_the_only_term_there_is_takes_all(term: str) -> None:
    polls = POLLS[:2] if term == "concealment" else POLLS
    found = ballot_miss(polls, "a", "b", BALLOT, replace(NOTHING, **{term: 0.3}))
    assert found.parts[term] == pytest.approx(found.miss, abs=1e-4)


def test_what_all_pollsters_have_in_common_is_concealment_and_the_rest_is_their_own() -> None:
    terms = replace(NOTHING, concealment=0.3, house=0.3)
    found = ballot_miss(POLLS, "a", "b", BALLOT, terms)
    assert np.ptp(found.parts["concealment"]) == pytest.approx(0, abs=1e-6)
    assert found.common[0] == pytest.approx(found.miss.sum() / 4, rel=1e-3)  # three houses and one thing in common
    assert sum(found.parts.values()) == pytest.approx(found.miss)


def test_a_miss_that_no_term_reaches_is_unexplained() -> None:
    assert ballot_miss(POLLS, "a", "b", BALLOT, replace(PollTerms(), design_effect=1.0)).unexplained is False
    narrow = replace(NOTHING, excess=0.02, design_effect=0.01)
    assert ballot_miss(POLLS, "a", "b", BALLOT, narrow).unexplained is True


def test_without_a_poll_in_time_there_is_nothing_to_explain() -> None:
    with pytest.raises(ValueError, match="no poll in the 5 days"):
        ballot_miss(POLLS, "a", "b", BALLOT, NOTHING, days=5)


def test_the_polls_of_january_2006_missed_to_one_side_and_within_the_stated_terms(tmp_path: Path) -> None:
    case = load_case("gaza-2007")
    far, _ = open_holdout(case, tmp_path / "looks.jsonl", "why polls missed the ballot of January 2006")
    lists = {one.quantity: one for one in far if one.question == "PLC 2006: national list and seats"}
    ballot = lists["share: Change and Reform (Hamas)"], lists["share: Fatah"]
    found = ballot_miss([one for one in far if one.table == "polls"], "hamas", "fatah", ballot, case.record.poll_terms)
    assert len(found.polls) == 7 and (found.miss > 0.1).all()
    assert not found.unexplained and found.common[0] > 0
    assert np.abs(found.parts["sampling"]).max() < 0.1 * found.miss.max()
