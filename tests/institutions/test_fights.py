"""Contests, wars, clocks and splits keep their limits and symmetries."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from groundswell.institutions import (
    Clock,
    Laws,
    Side,
    War,
    Weights,
    agreed,
    best_first,
    decreed,
    onset,
    opened,
    parted,
    passing,
    peace,
    split_hazard,
    stopped,
)
from groundswell.institutions import fight as fight_slowly
from groundswell.institutions import fought_out as fought_slowly
from groundswell.institutions import month_of_war as month_slowly

fight, fought_out, month_of_war = jax.jit(fight_slowly), jax.jit(fought_slowly), jax.jit(month_slowly)
LUCK = np.random.default_rng(7)
PLACES = best_first(jnp.asarray(LUCK.normal(size=(20, 1, 1)), jnp.float32))
share = st.floats(0.05, 0.95)
level = st.floats(0.2, 3.0)


def weights(**more: float) -> Weights:
    plain = {
        "challenger_arms": 1.0, "holder_arms": 1.0, "people": 1.0, "unity": 0.5, "shield": 1.0, "momentum": 1.5,
        "defence": 0.2, "spread": 0.5,
    }  # fmt: skip
    return Weights(**{name: jnp.float32(value) for name, value in {**plain, **more}.items()})


def side(coercion: float, support: float, cohesion: float = 0.5) -> Side:
    return Side(*(jnp.full((1, 1), value, jnp.float32) for value in (coercion, support, cohesion)))


def one(value: float):
    return jnp.full((1, 1), value, jnp.float32)


def fought(held: float, challenger: Side, holder: Side, outside: float = 0.0, **more: float) -> float:
    return float(fight(one(held), challenger, holder, one(outside), weights(**more), PLACES)[0][0, 0])


@settings(max_examples=25, deadline=None)
@given(level, share, level, share, st.integers(0, 20))
def test_changing_the_sides_gives_the_mirror_image(arms, people, other_arms, other_people, held) -> None:
    mine, theirs = side(arms, people), side(other_arms, other_people)
    there = fight(one(held / 20), mine, theirs, one(0), weights(), PLACES)[0]
    back = fight(one(1 - held / 20), theirs, mine, one(0), weights(), best_first(-PLACES))[0]
    assert float(there[0, 0] + back[0, 0]) == pytest.approx(1, abs=1e-6)


@settings(max_examples=25, deadline=None)
@given(level, share, level, share, share)
def test_more_following_never_loses_ground(arms, people, other_arms, other_people, held) -> None:
    better = min(people + 0.05, 1.0)
    held = round(held * 20) / 20
    less = fought(held, side(arms, people), side(other_arms, other_people))
    assert fought(held, side(arms, better), side(other_arms, other_people)) >= less - 1e-6


@settings(max_examples=30, deadline=None)
@given(level, share, level, share, st.integers(0, 20), st.floats(0, 4), st.floats(0, 1))
def test_the_short_way_ends_where_the_days_end(arms, people, other_arms, other_people, held, momentum, defence) -> None:
    sides = side(arms, people), side(other_arms, other_people)
    given_weights = weights(momentum=momentum, defence=defence)
    through_days = fight(one(held / 20), *sides, one(0.1), given_weights, PLACES)[0]
    assert float(fought_out(one(held / 20), *sides, one(0.1), given_weights, PLACES)[0, 0]) == pytest.approx(
        float(through_days[0, 0])
    )


def test_a_side_without_a_following_falls_place_by_place_and_completely() -> None:
    after, days = fight(one(0.1), side(1.3, 0.6), side(1, 0.3), one(0), weights(momentum=3, spread=1), PLACES)
    assert float(after[0, 0]) == 1
    assert 1 < int(days[0, 0]) < 30


def test_an_outside_army_shields_the_holder() -> None:
    strong, weak = side(1, 0.6), side(1, 0.3)
    assert fought(0.1, strong, weak) > 0.9
    assert fought(0.1, strong, weak, outside=0.85) < 0.2


def test_a_shield_that_is_off_makes_both_places_alike() -> None:
    strong, weak = side(1, 0.6), side(1, 0.3)
    assert fought(0.1, strong, weak, outside=0.85, shield=0) == fought(0.1, strong, weak)


def test_equal_sides_leave_the_ground_as_it_was() -> None:
    assert fought(0.5, side(1, 0.4), side(1, 0.4), spread=0.0) == pytest.approx(0.5)


def many(strength: float, enemies: float, backing: float, chance: float = 0.3, months: int = 6) -> War:
    readings = 400
    luck = np.random.default_rng(3)
    laws = Laws(*(jnp.full(readings, v) for v in (0.8, chance, 60.0, -0.35, 3.0)))
    state = opened(peace(readings), jnp.ones(readings))
    full = [jnp.full(readings, v) for v in (strength, enemies, backing)]
    for _ in range(months):
        draws = luck.normal(size=(30, readings)), luck.random((30, readings)), luck.random((30, readings))
        state = month_of_war(state, *full, laws, *(jnp.asarray(d, jnp.float32) for d in draws))
    return state


def test_the_stronger_side_tends_to_win_and_equals_break_even() -> None:
    assert many(2, 1, 0).course.mean() > 0.25
    assert many(1, 2, 0).course.mean() < -0.25
    assert abs(float(many(1, 1, 0).course.mean())) < 0.1


def test_a_war_without_chance_moves_by_the_stated_drift() -> None:
    laws = Laws(*(jnp.ones(1) * v for v in (0.8, 0.0, 1e9, -2.0, 1e9)))
    draws = [jnp.full((30, 1), v) for v in (0.0, 0.5, 0.5)]
    state = month_of_war(opened(peace(1), jnp.ones(1)), jnp.full(1, 3.0), jnp.ones(1), jnp.zeros(1), laws, *draws)
    assert float(state.course[0]) == pytest.approx(0.8 * 2 / 4)
    assert (float(state.on[0]), float(state.days[0])) == (1, 30)


def test_a_patron_stops_a_war_on_the_brink_and_no_other() -> None:
    behind, alone = many(1, 3, 1.0), many(1, 3, 0.0)
    assert float(behind.imposed.mean()) > 0.5 > float(alone.imposed.mean()) == 0
    assert behind.course.min() > -1 + 1e-6 or float((behind.course <= -1).mean()) < float((alone.course <= -1).mean())
    assert float(behind.course.mean()) > float(alone.course.mean())


def test_peace_stays_peace_until_a_war_is_opened() -> None:
    state = month_of_war(
        peace(2), jnp.ones(2), jnp.ones(2), jnp.ones(2), Laws(*(jnp.ones(2),) * 5), *[jnp.zeros((30, 2))] * 3
    )
    assert np.asarray(state.on).tolist() == [0, 0]
    assert np.asarray(state.course).tolist() == [0, 0]


def test_the_monthly_hazard_adds_up_to_the_stated_risk() -> None:
    monthly = float(onset(jnp.float32(0.3), 12))
    assert 1 - (1 - monthly) ** 12 == pytest.approx(0.3, rel=1e-5)


def clock(*steps: float, yes: int, seats: int = 132) -> list[float]:
    state, found = decreed(stopped((1,)), jnp.ones(1)), []
    for days in steps:
        state = passing(state, days, agreed(jnp.full(1, yes), jnp.full(1, seats)))
        found.append(float(state.days[0]))
    return found


def test_the_clock_loses_a_day_a_day_and_stops() -> None:
    assert clock(16, 30, 30, yes=87) == [14, 0, 0]


def test_two_thirds_of_the_assembly_prolong_it_once() -> None:
    assert clock(16, 30, 30, yes=88) == [14, 14, 0]


def test_a_clock_that_was_not_started_does_not_run() -> None:
    idle: Clock = passing(stopped((1,)), 30, jnp.ones(1))
    assert (float(idle.days[0]), float(idle.extended[0])) == (0, 0)


@settings(deadline=None)
@given(share, share, st.floats(0, 1))
def test_nobody_is_lost_in_a_split(old: float, new: float, leaving: float) -> None:
    left, gained = parted(jnp.float32(old), jnp.float32(new), jnp.float32(leaving))
    assert float(left + gained) == pytest.approx(old + new, rel=1e-5)
    assert float(left) >= 0


def test_a_split_needs_both_low_unity_and_independence() -> None:
    hazard = [
        float(split_hazard(jnp.float32(c), jnp.float32(i), 0.4, 20.0)) for c, i in ((0.1, 0.9), (0.9, 0.9), (0.1, 0.1))
    ]
    assert hazard[0] > 0.9 > 0.05 > max(hazard[1:])
