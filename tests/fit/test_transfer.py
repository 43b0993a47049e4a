"""What some cases teach about mechanisms becomes a prior for another, and strengths that differ are named."""

import json

import numpy as np
import pytest
from typer.testing import CliRunner

from groundswell.cli._app import build
from groundswell.ensemble import Drawer
from groundswell.fit import Particles, Target, prior_particles
from groundswell.fit._particles import Given, Taught
from groundswell.fit._transfer import Known, key_of, known_of, likelihood, strengths, taught_by, together
from groundswell.ledger import load_case
from groundswell.model import compile_theory
from groundswell.record import evidence, load_record


@pytest.fixture(scope="module")
def target():
    case = load_case("algeria-1991")
    return Target(compile_theory(case), evidence(case, load_record(case)), "none")


@pytest.mark.parametrize(
    ("draw", "key"),
    [
        ("points:M04[base=A_x;leaders=A_y+A_z]>v_support:leaders", ("points", "M04", "v_support:leaders")),
        ("tipping point:M11[mass=A_x]", ("tipping point", "M11", "")),
        ("points:E02>v_org_strength:A_x", None),
        ("rest:support(A_x, A_y)", None),
        ("points:X01[mass=A_x]>v_mobilisation:mass", None),
    ],
)
def test_a_draw_is_known_by_mechanism_and_effect_in_every_case(draw, key):
    assert key_of(draw) == key


def test_likelihoods_of_two_cases_join_as_normals_do():
    # two readings of one number, each with error 1, beside the standard prior
    one, other = ((1.0, 2.0), (1.0, 1.0))
    assert together([one, other]) == pytest.approx((1.0, 3**-0.5))


def test_a_case_adds_what_takes_the_prior_to_its_posterior():
    assert together([likelihood(Known(1.2, 0.5, 1e6))]) == pytest.approx((1.2, 0.5), rel=1e-3)


def test_a_case_that_moved_by_chance_alone_teaches_nothing():
    assert likelihood(Known(0.05, 1.02, 100)) == (0.0, 0.0)


def test_what_is_taught_lands_on_the_draws_of_the_mechanism(target):
    drawer = target.drawer
    taught, shared = taught_by(drawer, [{("points", "M03", "v_support:rival"): Known(1.0, 0.5, 1e6)}])
    moved = [drawer.draws[k].name for k in np.flatnonzero(taught.middle > 0)]
    assert shared == 1
    assert moved and all(name.startswith("points:M03[") and name.endswith(">v_support:rival") for name in moved)


def test_taught_particles_are_readings_of_the_new_prior(target):
    drawer, count = target.drawer, len(target.drawer.draws)
    prior = prior_particles(drawer, 1, 128)
    taught = Taught(np.full(count, 0.3), np.full(count, 0.5))
    given = Given(drawer, 1, prior, taught)(None, np.arange(128))
    exact = drawer.reading_of((0.3 + 0.5 * prior.scores).astype(np.float32), 1, prior.luck)
    np.testing.assert_allclose(given.push, exact.push, rtol=1e-5)
    assert np.array_equal(given.key, exact.key)


def test_particles_are_summed_up_by_mechanism(target):
    scores = np.random.default_rng(1).standard_normal((len(target.drawer.draws), 400), dtype=np.float32)
    names = [draw.name for draw in target.drawer.draws]
    scores[[k for k, name in enumerate(names) if name.startswith("build:M04[")]] += 2

    class One:
        particles = Particles(scores, np.zeros(400, int))

    known = known_of(Drawer(target.theory), [One()])
    assert known["build", "M04", ""].mean == pytest.approx(2, abs=0.15)
    assert known["wait", "M04", ""].mean == pytest.approx(0, abs=0.15)


def test_strengths_that_differ_in_every_case_are_told_from_those_that_do_not():
    key, same = ("points", "M01", "v_rents:leaders"), ("points", "M02", "v_support:mass")
    known = {
        "a": {key: Known(-2, 0.3, 1e3), same: Known(0.1, 1, 1e3)},
        "b": {key: Known(0, 0.3, 1e3), same: Known(0.2, 1, 1e3)},
        "c": {key: Known(2, 0.3, 1e3)},
    }
    widths = {id: dict.fromkeys(some, 0.5) for id, some in known.items()}
    first, second = strengths(known, widths)
    assert (first.mechanism, len(first.apart), first.everywhere) == ("M01", 3, True)
    assert first.factors["c"][0] == pytest.approx(np.exp(1))
    assert (second.mechanism, second.apart) == ("M02", ())


def test_the_verb_needs_two_cases():
    answer = CliRunner().invoke(build(), ["transfer", "algeria-1991"])
    assert answer.exit_code == 2 and "two cases" in answer.stderr


@pytest.mark.slow
def test_the_verb_leaves_each_case_out_in_turn(tmp_path):
    asked = ["transfer", "algeria-1991", "south-africa-1994", "--particles", "16", "--out", str(tmp_path / "t.json")]
    answer = CliRunner().invoke(build(), asked)
    assert answer.exit_code == 0, answer.output
    found = json.loads((tmp_path / "t.json").read_text())
    assert list(found["left_out"]) == ["algeria-1991", "south-africa-1994"]
    assert all(one["shared_numbers"] > 10 for one in found["left_out"].values())
    assert "M04" in {one["mechanism"] for one in found["strengths"]}
