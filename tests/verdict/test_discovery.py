"""Patient peeling finds a planted box, and its numbers mean what they say."""

from itertools import pairwise

import numpy as np
import pytest

from groundswell.verdict._discovery import peel, readable


def planted(seed=1, size=4000):
    luck = np.random.default_rng(seed)
    draws = luck.random((size, 6))
    cases = (draws[:, 1] > 0.6) & (draws[:, 4] < 0.35)
    return draws, cases, np.full(size, 1 / size)


def boxed(draws, cases, weight, names):
    return readable(draws, cases, weight, names, peel(draws, cases, weight, names))


def test_the_box_put_into_words_lies_on_the_peeling_that_is_shown():
    draws, cases, weight = planted(seed=4)
    box, along = boxed(draws, cases, weight, [f"x{k}" for k in range(6)])
    assert box in along and along[0].mass == pytest.approx(1)


def test_cases_that_lie_anywhere_have_no_box():
    luck = np.random.default_rng(5)
    draws, cases = luck.random((2000, 3)), luck.random(2000) < 0.5
    assert boxed(draws, cases, np.full(2000, 1 / 2000), ["a", "b", "c"])[0] is None


def test_a_planted_box_is_found():
    draws, cases, weight = planted()
    box, _ = boxed(draws, cases, weight, [f"x{k}" for k in range(6)])
    bounds = {b.name: b for b in box.bounds}
    assert set(bounds) == {"x1", "x4"}
    assert bounds["x1"].low == pytest.approx(0.6, abs=0.05)
    assert bounds["x4"].high == pytest.approx(0.35, abs=0.05)
    assert box.density > 0.9
    assert box.coverage > 0.85


def test_the_first_box_is_everything():
    draws, cases, weight = planted()
    first = peel(draws, cases, weight, [f"x{k}" for k in range(6)])[0]
    assert (first.bounds, first.coverage, first.mass) == ((), pytest.approx(1), pytest.approx(1))
    assert first.density == pytest.approx(cases.mean())


def test_peeling_only_ever_makes_boxes_denser_and_smaller():
    draws, cases, weight = planted(seed=2)
    boxes = peel(draws, cases, weight, [f"x{k}" for k in range(6)])
    assert all(later.density >= sooner.density - 1e-12 for sooner, later in pairwise(boxes))
    assert all(later.mass < sooner.mass for sooner, later in pairwise(boxes))


def test_codes_are_peeled_one_at_a_time():
    luck = np.random.default_rng(3)
    draws = luck.integers(0, 2, (1000, 2)).astype(float)
    box, _ = boxed(draws, draws[:, 0] == 1, np.full(1000, 1e-3), ["kind", "other"])
    assert [(b.name, b.low) for b in box.bounds] == [("kind", 1.0)]
    assert (box.coverage, box.density) == (pytest.approx(1), pytest.approx(1))


def test_without_a_case_there_is_nothing_to_look_for():
    with pytest.raises(ValueError, match="no reading is a case"):
        peel(np.zeros((3, 1)), np.zeros(3, bool), np.full(3, 1 / 3), ["x"])
