"""The functions behind the published forms meet numbers that were found elsewhere."""

import numpy as np
import pytest

from groundswell.forms.published import (
    acemoglu_robinson,
    bass,
    cascade,
    complex_contagion,
    epstein,
    granovetter,
    hegselmann_krause,
    hirshleifer,
    kuran,
    lanchester,
    logit_choice,
    siegel,
    tullock,
)


def at_rest(step, start=0.0, rounds=2000):
    share = start
    for _ in range(rounds):
        share = step(share)
    return float(share)


def test_one_cop_to_one_active_makes_arrest_nine_tenths_likely():
    assert epstein.arrest_risk(1.0, 1.0) == pytest.approx(0.899741, abs=1e-6)


@pytest.mark.parametrize(("legitimacy", "share"), [(0.89, 0.090909), (0.82, 0.444444), (0.2, 0.875), (0.9, 0.0)])
def test_the_share_active_without_police_is_the_closed_form(legitimacy, share):
    assert epstein.active_share(1 - legitimacy, 0.0) == pytest.approx(share, abs=1e-5)


def test_the_share_active_is_the_mean_over_drawn_citizens():
    luck = np.random.default_rng(1)
    hardship, aversion = luck.random((2, 400_000))
    drawn = epstein.rebels(hardship, aversion, 0.5, 0.6).mean()
    assert epstein.active_share(0.5, 0.6) == pytest.approx(drawn, abs=0.003)


@pytest.mark.parametrize(("spread", "share"), [(0.10, 0.007696), (0.12, 0.040211), (0.122, 0.054792)])
def test_a_crowd_of_normal_thresholds_rests_where_it_was_found_to(spread, share):
    assert at_rest(lambda r: granovetter.next_share(r, 0.25, spread)) == pytest.approx(share, abs=1e-5)


def test_hidden_preferences_all_come_out_where_activists_outnumber_the_least_threshold():
    assert at_rest(lambda r: kuran.next_opposition(r, 0.13, 0.12), 0.13) == pytest.approx(1, abs=1e-6)


def test_cascades_are_right_none_or_wrong_as_often_as_derived():
    assert cascade.cascade_chances(0.7, 10) == pytest.approx((0.752857, 0.000408, 0.246735), abs=1e-6)


@pytest.mark.parametrize(("mean", "spread", "share"), [(0.5, 0.25, 0.03007), (0.6, 0.25, 0.99096), (0.6, 0.5, 0.77089)])
def test_participation_in_a_complete_network_rests_where_it_was_derived_to(mean, spread, share):
    external, taking_part = -1.0, 0.0
    for _ in range(3000):
        taking_part = siegel.normal_share((mean + external) / spread)
        external = siegel.next_external(external, taking_part, 0.0)
    assert taking_part == pytest.approx(share, abs=1e-4)


def test_choice_shares_sum_to_one_and_follow_worth():
    shares = logit_choice.choice_shares(np.array([[0.0, np.log(2), 900.0], [1.0, 1.0, 1.0]]))
    assert shares.sum(1) == pytest.approx(1)
    assert shares[1] == pytest.approx(1 / 3)
    assert logit_choice.choice_shares(np.array([0.0, np.log(2)]))[1] == pytest.approx(2 / 3)


def test_an_equilibrium_of_a_contest_is_a_best_reply():
    efforts = np.linspace(0.001, 2, 20_000)
    for prizes in ((1.0, 1.0), (2.0, 1.0)):
        one, other = tullock.two_efforts(0.8, *prizes)
        payoff = prizes[0] * efforts**0.8 / (efforts**0.8 + other**0.8) - efforts
        assert efforts[payoff.argmax()] == pytest.approx(one, abs=2e-4)


@pytest.mark.parametrize(
    ("rich", "poor", "power"), [(1.0, 1.0, 1.0), (2.5, 1.0, 1.0), (8.0, 1.0, 1.0), (9.0, 1.0, 0.5)]
)
def test_neither_side_would_fight_more_or_less(rich, poor, power):
    (mine, theirs), _ = hirshleifer.guns_and_butter(rich, poor, power)
    for own, other, means in ((mine, theirs, rich), (theirs, mine, poor)):
        tried = np.linspace(1e-4, means, 20_000)
        income = tried**power / (tried**power + other**power) * (rich + poor - tried - other)
        assert tried[income.argmax()] == pytest.approx(own, abs=1e-3)


def test_best_replies_by_difference_beat_every_other_effort():
    for other in (0.0, 0.2, 0.7, 1.5):
        tried = np.linspace(0, 3, 30_001)
        payoff = hirshleifer.difference_chance(tried, other, 6.0) - tried
        assert hirshleifer.best_reply(other, 6.0, 1.0) == pytest.approx(tried[payoff.argmax()], abs=2e-4)


def test_elites_choose_the_milder_of_equal_losses_and_the_cheapest_otherwise():
    society = acemoglu_robinson.Society()
    assert acemoglu_robinson.regime(society, 0.7, 0.9)[0] == "nothing"
    assert acemoglu_robinson.regime(society, 0.6, 0.9)[0] == "concession"
    assert acemoglu_robinson.regime(society, 0.55, 0.9)[0] == "democracy"
    assert acemoglu_robinson.regime(society, 0.55, 0.8)[0] == "repression"
    assert acemoglu_robinson.regime(society, 0.5, 2.0)[0] == "revolution"


def test_the_least_tax_leaves_the_poor_as_well_off_as_revolution():
    society = acemoglu_robinson.Society()
    tax = acemoglu_robinson.least_tax(society, 0.6)
    assert tax is not None
    poor = (1 - society.rich_income) / (1 - society.rich)
    gain = tax * (1 - poor) - tax**2 / 2
    assert poor + society.now * gain == pytest.approx((1 - 0.6) / (1 - society.rich))


def test_adoption_solves_its_equation():
    time = np.linspace(0, 15, 3001)
    share = bass.adopted(time, 0.03, 0.38)
    assert np.gradient(share, time)[1:-1] == pytest.approx(((0.03 + 0.38 * share) * (1 - share))[1:-1], abs=1e-5)


def test_following_a_fight_and_its_closed_form_agree():
    _, forces = lanchester.battle(100, 60, 0.04, 0.09, "aimed", 0.01, 100)
    assert forces[-1] == pytest.approx(lanchester.aimed_survivors(100, 60, 0.04, 0.09), abs=1e-3)


def test_camps_in_turn_and_all_at_once_agree_where_there_is_one():
    opinions = np.linspace(0, 1, 30)
    for follow in (hegselmann_krause.next_opinions, hegselmann_krause.next_opinions_in_turn):
        found = opinions
        for _ in range(100):
            found = follow(found, 0.4)
        assert len(hegselmann_krause.clusters(found)) == 1


def test_the_quick_mean_of_neighbours_is_the_plain_one():
    opinions = np.sort(np.random.default_rng(2).random(200))
    plain = [opinions[np.abs(opinions - one) <= 0.1].mean() for one in opinions]
    assert hegselmann_krause.next_opinions(opinions, 0.1) == pytest.approx(np.array(plain), abs=1e-12)


def test_a_share_that_needs_half_of_the_neighbours_has_no_window():
    assert complex_contagion.cascade_window(0.5) is None
