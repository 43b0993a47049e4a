"""Forecasts carry older answers over, weights keep enough readings, and baselines see only the past."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from groundswell.fit import BASELINES, forecast, past, told, weighed
from groundswell.fit._runs import looks_past
from groundswell.language import Node, parse_formula
from groundswell.ledger import PollTerms
from groundswell.record import Answer, Asked, Crowd, Observation, shared_covariance

NODE = Node("support", "A_front")
AMONG = Crowd((("A_town", 1.0, ("A_front",)),))
CELL = Node("support", "A_front", "A_town")


def answer(month: int, share: float | None = None, **more) -> Answer:
    about = {"question": "trust", "base": "adults", "pollster": "one", "region": "", "size": 1000, **more}
    return Answer(
        Asked("A_front", date(2000 + month // 12, month % 12 + 1, 1), **about), NODE, month, AMONG, 1.0, share
    )


def runs(levels: list[float], months: int = 60) -> dict[Node, np.ndarray]:
    values = np.repeat(np.array(levels)[:, None], months, axis=1)
    return {NODE: values, CELL: values}


def test_with_nothing_known_the_forecast_is_the_runs_give_or_take_the_terms():
    asked, terms = [answer(24)], PollTerms()
    found = forecast(runs([0.3]), np.zeros(1), [], asked, terms, seed=1)
    assert found.mean[0, 0] == pytest.approx(np.log(0.3 / 0.7), abs=1e-4)
    alone = shared_covariance([asked[0].asked], [asked[0].asked], terms, asked[0].asked.day)[0, 0]
    assert found.deviation[0] ** 2 == pytest.approx(alone + 2.0 / (1000 * 0.21), rel=1e-3)


def test_what_a_run_lacks_is_carried_over_from_older_answers():
    known = [answer(month, 0.4) for month in (10, 14, 18, 22)]
    found = forecast(runs([0.2]), np.zeros(1), known, [answer(24)], PollTerms(), seed=1)
    assert 0.33 < np.median(found.samples) / 100 < 0.40


def test_readings_that_met_the_older_answers_count_for_more():
    known = [answer(month, 0.4) for month in (10, 14, 18, 22)]
    found = forecast(runs([0.4, 0.1]), np.zeros(2), known, [answer(24)], PollTerms(), seed=1, least=0.0)
    assert found.weights.weight[0] > 0.99 and found.weights.temper == 1


def test_the_density_of_a_mixture_adds_up_to_one():
    found = forecast(runs([0.2, 0.5]), np.zeros(2), [], [answer(24)], PollTerms(), seed=1)
    grid = np.linspace(0.6, 99.4, 2000)
    assert np.trapezoid(np.exp([found.log_density(np.array([one]))[0] for one in grid]), grid) == pytest.approx(
        1, abs=0.01
    )


def test_the_same_seed_gives_the_same_samples():
    one, other = (forecast(runs([0.2, 0.5]), np.zeros(2), [], [answer(24)], PollTerms(), seed=4) for _ in range(2))
    assert (one.samples == other.samples).all()


def test_a_likelihood_is_tempered_until_enough_readings_count():
    likelihood = -0.5 * np.arange(1000.0)
    found = weighed(np.zeros(1000), likelihood, least=50)
    assert found.effective == pytest.approx(50, rel=0.01) and 0 < found.temper < 1
    assert weighed(np.zeros(1000), likelihood, least=1).temper == 1


def test_prior_weights_that_leave_few_are_halved_at_most():
    prior = np.where(np.arange(1000) < 20, 0.0, -1e9)
    found = weighed(prior, -np.arange(1000.0), least=50)
    assert found.before == pytest.approx(20) and found.effective == pytest.approx(10, rel=0.01)


def row(id: str, day: str, value: float, **more) -> Observation:
    about = {"quantity": "front", "question": "vote intention", "region": "all", "pollster": "one", **more}
    on = date.fromisoformat(day)
    return Observation(
        id, "polls", 2, about["quantity"], about["question"], "adults", about["region"], about["pollster"], on, on, on,
        value, "percent", 1000, "s", "read", "calibrate",
    )  # fmt: skip


ROWS = [row("a", "2000-01-01", 20), row("b", "2001-01-01", 30, pollster="two"), row("c", "2002-01-01", 40)]


def test_a_baseline_sees_only_what_ended_before_the_row():
    known = past(ROWS, "front", "all", "vote intention", date(2002, 1, 1))
    assert known is not None and known.values == (20, 30)
    assert past(ROWS, "front", "all", "vote intention", date(2000, 1, 1)) is None
    assert past(ROWS, "back", "all", "vote intention", date(2005, 1, 1)) is None


def test_each_baseline_says_what_it_is_called():
    known = past(ROWS, "front", "all", "vote intention", date(2003, 1, 1))
    found = told(known, date(2003, 1, 1), "one")
    assert tuple(found) == BASELINES
    assert found["last value"].mean == found["random walk"].mean == 40
    assert found["linear trend"].mean == pytest.approx(50, abs=0.1)
    assert found["pollster average"].mean == 30
    assert told(known, date(2003, 1, 1), "nobody knows")["pollster average"].mean == 30


def test_a_random_walk_widens_with_the_root_of_time():
    known = past(ROWS, "front", "all", "vote intention", date(2003, 1, 1))
    near, far = (told(known, date(year, 1, 1), "one")["random walk"].deviation for year in (2003, 2006))
    assert far / near == pytest.approx(2, rel=0.01)


def test_the_same_question_in_the_same_region_comes_first_where_it_was_asked_often_enough():
    rows = [*ROWS, row("d", "2002-06-01", 5, region="north"), row("e", "2002-07-01", 6, question="trust")]
    known = past(rows, "front", "all", "vote intention (municipal)", date(2003, 1, 1))
    assert known is not None and known.values == (20, 30, 40)
    elsewhere = past(rows, "front", "north", "vote intention", date(2003, 1, 1))
    assert elsewhere is not None and elsewhere.values == (20, 30, 40, 5)
    rare = past(rows, "front", "all", "party support", date(2003, 1, 1))
    assert rare is not None and len(rare.values) == 5


@pytest.mark.parametrize(
    ("formula", "late"),
    [
        ("support(A_anchor_party) at 2029-06 > 0.3", False),
        ("support(A_anchor_party) at 2031-06 > 0.3", True),
        ("mean[2029-01, 2030-03] support(A_anchor_party) > 0.3", False),
        ("eventually[2029-01, end] support(A_anchor_party) > 0.3", True),
        ("mean[2029-01, end] support(A_anchor_party) > 0.3", True),
        ("support(A_anchor_party) at end > 0.3", True),
    ],
)
def test_a_formula_that_is_open_to_the_end_of_the_run_looks_past_the_split(formula, late):
    assert looks_past(parse_formula(formula), date(2030, 3, 31)) is late
    assert not looks_past(parse_formula(formula), None)
