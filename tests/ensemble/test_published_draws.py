"""Readings that may take published forms: what changes with the word, and what stays to the bit."""

import numpy as np
import pytest

from groundswell.ensemble import LANES, Drawer, Ensemble
from groundswell.forms import PUBLISHED
from groundswell.ledger import load_case
from groundswell.model import baseline, compile_theory

INDEX = np.arange(LANES)


@pytest.fixture(scope="module")
def theory():
    return compile_theory(load_case("two-harbours"))


@pytest.fixture(scope="module")
def large():
    return compile_theory(load_case("gaza-2007"))


@pytest.fixture(scope="module")
def drawn(large):
    return {forms: Drawer(large, forms)(7, INDEX) for forms in ("generic", "published", "either")}


def test_everything_but_the_published_part_is_the_same_to_the_bit(drawn):
    for forms in ("published", "either"):
        for name in ("rest", "keep", "chance", "push", "form", "standing", "wait", "build", "key"):
            assert np.array_equal(getattr(drawn[forms], name), getattr(drawn["generic"], name)), name
    assert drawn["generic"].published is None


def test_each_drive_takes_at_most_one_of_its_own_candidates(large, drawn):
    candidates = (large.wiring.published.slots < sum(map(len, large.wiring.published.rows.values()))).sum(0)
    taken = np.asarray(drawn["published"].published.chosen).sum(0)
    assert np.array_equal(taken, np.repeat((candidates > 0).astype(np.float32)[:, None], LANES, 1))
    by_coin = np.asarray(drawn["either"].published.chosen).sum(0)
    assert set(np.unique(by_coin)) == {0.0, 1.0}
    assert by_coin[candidates > 0].mean() == pytest.approx(0.5, abs=0.02)


def test_candidates_are_taken_evenly(large, drawn):
    chosen = np.asarray(drawn["published"].published.chosen)
    four = (large.wiring.published.slots < sum(map(len, large.wiring.published.rows.values()))).sum(0) == 4
    assert chosen[:, four].mean((1, 2)) == pytest.approx(0.25, abs=0.02)


def test_a_form_s_own_numbers_keep_inside_their_ranges(drawn):
    for form, numbers in drawn["either"].published.own.items():
        for number, values in zip(PUBLISHED[form].numbers, numbers, strict=True):
            assert number.low <= np.asarray(values).min() and np.asarray(values).max() <= number.high


def test_the_names_told_are_the_forms_taken(large, drawn):
    drawer = Drawer(large, "either")
    chosen = np.asarray(drawn["either"].published.chosen)
    for drive in range(0, len(large.layout.drives), 17):
        names, _ = drawer.choices(7, INDEX, drive)
        published = np.array([name in PUBLISHED for name in names])
        assert np.array_equal(published, chosen[:, drive].sum(0) > 0)
        assert set(names[published]) <= set(drawer.literature.offered(drive))


def test_an_unknown_word_for_forms_is_refused(theory):
    with pytest.raises(ValueError, match="generic, published, either, not folk"):
        Drawer(theory, "folk")


def test_the_same_seed_gives_the_same_bits_and_forms_matter(theory):
    def run(forms, index=INDEX):
        ensemble = Ensemble(theory, 3, forms=forms)
        return ensemble.run(baseline(theory.layout), theory.named, index)

    both = run("published")
    assert np.isfinite(both).all()
    assert np.array_equal(run("published", INDEX[::-1]), both[:, ::-1])
    assert not np.array_equal(run("generic"), both)
