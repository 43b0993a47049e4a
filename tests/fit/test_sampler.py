"""Particles go from the prior to the posterior, and a stopped fit goes on to the same bits."""

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundswell.fit import Particles, sampled
from groundswell.fit._checkpoint import read_cloud, write_cloud
from groundswell.fit._moves import Around, Blocks, all_a_little, around, blocks_of, few_anew, likeness, moved
from groundswell.fit._tempering import next_temperature, systematic
from groundswell.fit._weights import effective_size, normalised


class Scores:
    """Draws of a standard normal, in place of a theory's."""

    draws = (SimpleNamespace(name="rest:seen"), SimpleNamespace(name="rest:unseen"))

    def scores(self, seed, index):
        return np.stack([np.random.default_rng([seed, int(k)]).standard_normal(2) for k in index], 1).astype(np.float32)


@dataclass
class Straight:
    """One number is read with error 0.5 off the first draw; the second is never seen."""

    observed: float = 1.5
    error: float = 0.5
    drawer: Scores = field(default_factory=Scores)

    def parts(self, particles: Particles) -> np.ndarray:
        z = (self.observed - particles.scores[0].astype(float)) / self.error
        return (-0.5 * z**2 - np.log(self.error * np.sqrt(2 * np.pi)))[None]

    def log_density(self, particles: Particles) -> np.ndarray:
        return self.parts(particles)[0]


@pytest.fixture(scope="module")
def cloud():
    return sampled(Straight(), 2048, 1, rest=4)


def test_particles_have_the_mean_and_the_variance_of_the_exact_posterior(cloud):
    seen = cloud.particles.scores[0]
    assert seen.mean() == pytest.approx(1.5 / 1.25, abs=0.05)
    assert seen.var() == pytest.approx(0.25 / 1.25, abs=0.03)


def test_a_draw_that_the_record_never_sees_stays_at_the_prior(cloud):
    seen = cloud.particles.scores[1]
    assert seen.mean() == pytest.approx(0, abs=0.1)
    assert seen.std() == pytest.approx(1, abs=0.07)


def test_the_log_evidence_is_that_of_the_number_read(cloud):
    exact = -0.5 * 1.5**2 / 1.25 - 0.5 * np.log(2 * np.pi * 1.25)
    assert cloud.log_evidence == pytest.approx(exact, abs=0.1)


def test_a_fit_that_was_stopped_goes_on_to_the_same_bits(tmp_path):
    whole = sampled(Straight(6.0), 64, 3)
    assert len(whole.steps) > 3  # one step of the temperature and a rest would stop nowhere

    class Stop(Exception):
        pass

    def keep(cloud):
        write_cloud(tmp_path, cloud)
        if len(cloud.steps) == 2:
            raise Stop

    with pytest.raises(Stop):
        sampled(Straight(6.0), 64, 3, keep=keep)
    resumed = sampled(Straight(6.0), 64, 3, cloud=read_cloud(tmp_path))
    assert resumed.particles.scores.tobytes() == whole.particles.scores.tobytes()
    assert resumed.steps == whole.steps


def test_a_torn_file_of_particles_is_not_taken_up(tmp_path):
    write_cloud(tmp_path, sampled(Straight(), 16, 3))
    file = tmp_path / "particles.npz"
    file.write_bytes(file.read_bytes()[:200])
    assert read_cloud(tmp_path) is None


def test_particles_come_in_whole_islands():
    with pytest.raises(ValueError, match="multiple of 4"):
        sampled(Straight(), 30, 1)


@given(st.lists(st.floats(-500, 0), min_size=8, max_size=60))
def test_a_temperature_leaves_half_of_the_particles_effective(density):
    density = np.array(density)
    power = next_temperature(0.0, density)
    assert 0 < power <= 1
    if power < 1:
        assert effective_size(normalised(power * density)) == pytest.approx(len(density) / 2, rel=0.01)


@given(st.lists(st.floats(0.01, 1), min_size=2, max_size=40), st.floats(0, 0.999))
def test_each_particle_survives_about_its_weight_times_their_number(weight, chance):
    weight = np.array(weight) / np.sum(weight)
    times = np.bincount(systematic(weight, chance), minlength=len(weight))
    assert np.all(np.abs(times - weight * len(weight)) < 1 + 1e-6)


@pytest.mark.parametrize("move", [all_a_little, few_anew])
def test_moves_leave_the_prior_as_it_is(move):
    luck = np.random.default_rng(5)
    scores = luck.standard_normal((4, 20000), dtype=np.float32)
    for _ in range(3):
        scores = move(scores, np.float32(luck.uniform(0, 1, 20000)), luck)
    assert np.abs(scores.mean(1)).max() < 0.03
    assert np.abs(scores.std(1) - 1).max() < 0.03


def test_the_draws_that_move_a_part_of_the_record_are_the_loud_ones():
    luck = np.random.default_rng(6)
    scores = luck.standard_normal((40, 512), dtype=np.float32)
    parts = np.stack([-((scores[7] - 3) ** 2), np.exp(2 * scores[11])])
    blocks = blocks_of([f"rest:{k}" for k in range(38)] + ["form:a", "drive:a"], scores, parts, most=2)
    assert blocks.loud.tolist() == [7, 11]
    assert blocks.choices.tolist() == [38, 39]
    assert sorted([*blocks.loud, *blocks.quiet, *blocks.choices]) == list(range(40))


def test_a_move_of_one_block_leaves_the_others_and_luck_alone():
    luck = np.random.default_rng(7)
    particles = Particles(luck.standard_normal((6, 50), dtype=np.float32), np.arange(50, dtype=np.uint32))
    blocks = Blocks(np.array([0, 4]), np.array([1, 2]), np.array([3, 5]))
    law = around(particles.scores, 2)
    for kind in ("loud", "quiet", "choices"):
        other, _ = moved(particles, kind, blocks, 0.9, law, 50, luck)
        same = (other.scores == particles.scores).all(1)
        assert not same[blocks.rows(kind)].any() and same.sum() == 4
        assert (other.luck == particles.luck).all()
    other, _ = moved(particles, "luck", blocks, 0.9, law, 50, luck)
    assert (other.scores == particles.scores).all() and (other.luck == particles.luck + 50).all()


def test_moves_around_another_law_still_leave_the_prior_as_it_is():
    luck, law = np.random.default_rng(9), Around(np.array([0.7, -0.3]), np.array([0.5, 1.0]))
    particles = Particles(luck.standard_normal((2, 40000), dtype=np.float32), np.zeros(40000, np.uint32))
    blocks = Blocks(np.array([0, 1]), np.array([], int), np.array([], int))
    for _ in range(4):
        other, odds = moved(particles, "loud", blocks, 0.6, law, 0, luck)
        particles = particles.chosen(other, np.log(luck.random(40000)) < odds)
    assert np.abs(particles.scores.mean(1)).max() < 0.03
    assert np.abs(particles.scores.std(1) - 1).max() < 0.03


def test_particles_are_moved_around_the_prior_where_islands_do_not_agree_on_another_place():
    luck = np.random.default_rng(10)
    scores = luck.standard_normal((200, 400), dtype=np.float32)
    scores[3] = 2 + 0.5 * scores[3]
    found = around(scores, 4)
    assert found.middle[3] == pytest.approx(2, abs=0.1) and found.variance[3] == pytest.approx(0.25, abs=0.1)
    rest = np.delete(np.arange(200), 3)
    assert np.abs(found.middle[rest]).mean() < 0.02 and np.abs(found.variance[rest] - 1).mean() < 0.03


def test_particles_resemble_themselves_wholly_and_strangers_not_at_all():
    luck = np.random.default_rng(8)
    first, second = (
        Particles(luck.standard_normal((6, 4000), dtype=np.float32), luck.integers(0, 2**31, 4000)) for _ in range(2)
    )
    blocks = Blocks(np.array([0, 4]), np.array([1, 2]), np.array([3, 5]))
    assert likeness(first, first, blocks) == pytest.approx(1, abs=1e-4)
    assert likeness(first, second, blocks) == pytest.approx(0, abs=0.05)
    assert likeness(first, Particles(second.scores, first.luck), blocks) == 1


def test_particles_are_moved_until_they_no_longer_resemble_what_they_were(cloud):
    assert all(step.alike <= 0.5 and step.moves < 60 for step in cloud.steps)
