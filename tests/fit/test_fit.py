"""A case is fitted to the near side of its record, and what is held out never enters."""

import json
import shutil
from dataclasses import replace
from datetime import date
from importlib.resources import files

import numpy as np
import pytest
from typer.testing import CliRunner

from groundswell.cli._app import build
from groundswell.ensemble import Drawer
from groundswell.fit import (
    Particles,
    Target,
    checks,
    ensemble_of,
    fit_case,
    fit_document,
    planted,
    prior_particles,
    read,
    replicated,
    sampled,
    shifts,
)
from groundswell.fit._kalman import quick_look, updated
from groundswell.language import parse_formula
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory
from groundswell.record import evidence, load_record
from groundswell.report import fit_page
from groundswell.report._shapes import key_of, kinds_of

LATE = "support(A_lantern_party) at 2031-06 > support(A_anchor_party) at 2031-06"
CASE = files("groundswell").joinpath("cases/two_harbours")


@pytest.fixture(scope="module")
def harbours():
    return load_case("two-harbours")


@pytest.fixture(scope="module")
def target(harbours):
    return Target(compile_theory(harbours), evidence(harbours, load_record(harbours)))


@pytest.fixture(scope="module")
def fitted(harbours):
    return fit_case(harbours, 64, moves=2, claims=None)


def test_normal_scores_give_back_the_reading_they_come_from(target):
    index = np.arange(128)
    drawn = target.drawer(7, index)
    again = target.drawer.reading_of(target.drawer.scores(7, index), 7, index)
    assert np.array_equal(drawn.form, again.form)
    assert np.array_equal(drawn.key, again.key)
    for name in ("rest", "push", "build", "fade", "chance"):
        np.testing.assert_allclose(getattr(again, name), getattr(drawn, name), rtol=2e-3, atol=1e-4)


def test_particles_of_the_prior_run_as_the_readings_they_are(target):
    prior = prior_particles(target.drawer, 7, 8)
    seen = target.run(prior)
    ensemble = ensemble_of(target.theory, target.seed, prior)
    again = ensemble.run(baseline(target.theory.layout), target.nodes, np.arange(8), target.months)
    assert seen.tobytes() == again.tobytes()


def test_changing_what_is_held_out_changes_no_bit_of_a_fit(harbours, target, tmp_path):
    shutil.copytree(str(CASE), tmp_path / "town")
    table = tmp_path / "town" / "record" / "polls.csv"
    lines = [
        line.replace(",33,30,", ",3,60,") if "holdout" in line else line for line in table.read_text().splitlines()
    ]
    assert "\n".join(lines) != table.read_text().rstrip()
    table.write_text("\n".join(lines) + "\n")
    other = load_case(str(tmp_path / "town"))
    twin = Target(compile_theory(other), evidence(other, load_record(other)))
    one, two = sampled(target, 32, 1, moves=2), sampled(twin, 32, 1, moves=2)
    assert one.particles.scores.tobytes() == two.particles.scores.tobytes()
    assert one.density.tobytes() == two.density.tobytes()


def test_an_explanandum_that_looks_past_the_split_does_not_weigh_readings(harbours):
    late = replace(harbours.explananda[0], id="XP99", formula=LATE, formula_parsed=parse_formula(LATE))
    case = replace(harbours, explananda=(*harbours.explananda, late))
    told = Target(compile_theory(case), evidence(case, load_record(case, date(2028, 12, 31))))
    assert "XP99" not in [one.id for one in told.explananda]
    assert [one.id for one in Target(told.theory, told.evidence, "all").explananda][-1] == "XP99"
    assert Target(told.theory, told.evidence, "none").explananda == []


def test_a_planted_record_moves_the_fit_towards_its_truth(target):
    truth = prior_particles(target.drawer, 99, 1)
    traces = dict(zip(target.nodes, target.run(truth), strict=True))
    left = {name: values[0] for name, values in replicated(target.evidence, traces, 4).items()}
    made = Target(target.theory, planted(target.evidence, left), "none")
    cloud = sampled(made, 128, 5, moves=4)
    prior = made.run(prior_particles(made.drawer, 5, 128))
    after, exact = made.run(cloud.particles), made.run(truth)
    rows = [made.nodes.index(node) for node in made.evidence.nodes]

    def miss(runs):
        return float(np.abs(runs[rows] - exact[rows]).mean())

    assert miss(after) < 0.8 * miss(prior)


def test_replicates_of_the_truth_hold_the_record_that_it_left(target):
    truth = prior_particles(target.drawer, 99, 1)
    some = Particles(np.repeat(truth.scores, 256, 1), np.repeat(truth.luck, 256))
    traces = dict(zip(target.nodes, target.run(some), strict=True))
    left = {name: values[0] for name, values in replicated(target.evidence, traces, 11).items()}
    (check,) = checks(planted(target.evidence, left), traces, traces, 12)
    assert check.inside >= 0.7
    assert not check.surprising


def test_the_record_says_nothing_about_draws_that_stay_at_the_prior(target):
    luck = np.random.default_rng(3)
    particles = Particles(luck.standard_normal((len(target.drawer.draws), 512), dtype=np.float32), np.zeros(512, int))
    assert {one.word for one in shifts(target.drawer, particles, {})} == {"nothing"}


def test_the_record_says_much_about_a_mechanism_whose_strength_has_moved(target):
    luck = np.random.default_rng(3)
    scores = luck.standard_normal((len(target.drawer.draws), 512), dtype=np.float32)
    row = next(k for k, draw in enumerate(target.drawer.draws) if draw.name.startswith("points:M03"))
    scores[row] = 2 + 0.3 * scores[row]
    first = shifts(target.drawer, Particles(scores, np.zeros(512, int)), {})[0]
    exact = (4 + 0.09 - 1 - np.log(0.09)) / 2
    assert (first.id, first.word) == ("M03", "much")
    assert first.nats == pytest.approx(exact, rel=0.1)
    assert first.strength is not None and first.strength[1] > 1


def test_shares_with_and_without_the_record_stand_beside_what_the_record_says(fitted):
    document = fit_document(fitted)
    claim = document["claims"]["C01"]
    assert 0 <= claim["share"] <= 1 and 0 <= claim["share_given_record"] <= 1
    assert claim["record_says"] == "part holds" and "last 36 %" in claim["record_reason"]
    assert document["claims"]["C03"]["verdict"] == "no route"
    assert "one world" in document["claims"]["C03"]["record_reason"]
    assert document["rows"] == {"fitted": 12, "held_out": 4, "held_out_read": 0}


def test_a_prediction_past_the_split_has_no_data(fitted):
    assert fit_document(fitted)["predictions"]["PR01"]["record_says"] == "no data"


def test_islands_are_compared_with_the_measures_of_arviz(fitted):
    assert fitted.agreement is not None
    assert fitted.agreement.r_hat["log density"] < 1.5
    assert 4 <= fitted.effective <= 64


def test_the_quick_look_comes_nearer_to_the_record(target):
    found = quick_look(target, 128, 2)
    assert found.misses[-1] < found.misses[0]


def test_one_pass_of_the_quick_look_is_exact_where_everything_is_normal():
    luck = np.random.default_rng(0)
    scores = luck.standard_normal((1, 40000))
    after = updated(scores, 2 * scores, np.array([3.0]), np.array([[1.0]]), luck)
    assert after.mean() == pytest.approx(2 * 3.0 / 5, abs=0.02)
    assert after.var() == pytest.approx(1 / 5, abs=0.01)


def test_the_verb_writes_its_document_and_goes_on_from_its_particles(tmp_path):
    asked = ["fit", "two-harbours", "--particles", "16", "--no-claims", "--out", str(tmp_path), "--json"]
    first, second = (CliRunner().invoke(build(), asked) for _ in range(2))
    assert first.exit_code == second.exit_code == 0, first.output
    assert json.loads(first.stdout) == json.loads(second.stdout) == json.loads((tmp_path / "fit.json").read_text())
    other = CliRunner().invoke(build(), [*asked, "--seed", "5"])
    assert other.exit_code == 2 and "seed" in other.stderr


def test_the_verb_refuses_particles_that_make_no_islands(tmp_path):
    answer = CliRunner().invoke(build(), ["fit", "two-harbours", "--particles", "9", "--out", str(tmp_path)])
    assert answer.exit_code == 2 and "multiple of 4" in answer.stderr


def test_every_draw_belongs_to_a_part_of_the_theory_or_to_a_beginning(target):
    owners = {one.id for one in shifts(Drawer(target.theory), prior_particles(target.drawer, 1, 16), {})}
    known = target.theory.layout.case.ledger
    assert {one for one in owners if " of " not in one} <= {*known.mechanisms, *known.events, "X01", "D01"}
    assert set(known.mechanisms) <= owners


def test_what_was_read_is_what_the_rows_say(target):
    (values,) = read(target.evidence).values()
    assert sorted(values)[-1] == pytest.approx(0.44)


def test_the_page_of_a_fit_draws_fans_with_the_data_on_top_and_says_what_cannot_be_known(fitted):
    document = fit_document(fitted)
    page = fit_page(document, "A town")
    assert page.count('class="chart fan"') == len(document["pictures"]) == 4
    assert page.count('class="point"') >= sum(len(one["points"]) for one in document["pictures"])
    for said in ("What we cannot know", "Harbour Weekly", "Town College", "4 rows after 2030-03-31 were not read"):
        assert said in page
    assert "<script" not in page and "://" not in page
    assert all(f"<b>{id}</b>" in page for id in document["silent"])


def test_a_fan_is_drawn_in_the_units_of_what_was_read(fitted):
    for one in fitted.pictures:
        assert one.unit == "share" and len(one.dates) == len(one.prior["q50"])
        assert (one.posterior["q05"] <= one.posterior["q95"]).all()
        assert all(0 <= point.value <= 1 for point in one.points)


def test_pollsters_are_told_apart_by_shape_and_not_by_colour():
    names = [f"pollster {n}" for n in range(9)]
    drawn = {str(key_of(kind)) for kind in kinds_of(names).values()}
    assert len(drawn) == 9


def test_the_prior_of_a_strength_is_its_central_ninety_per_cent(fitted):
    one = next(shift for shift in fitted.shifts if shift.strength is not None and shift.of_theory)
    low, high = one.strength_prior
    assert low * high == pytest.approx(1.0, rel=1e-3) and low < 1 < high


def test_nothing_of_the_page_runs_off_the_side(fitted, overhang):
    assert overhang(fit_page(fit_document(fitted), "A town")) == [0, 0]
