"""The tool finds truths that were planted, and does not find what was not."""

from collections import Counter

import pytest

from groundswell.prove import KINDS, score
from groundswell.prove._worlds import societies, world
from groundswell.verdict import study

HELD = {"follows", "mostly follows"}


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    return score(tmp_path_factory.mktemp("world"), seed=11, each=1, readings=128)


def test_every_kind_is_planted_true_and_false():
    planted = Counter((one.kind, one.true) for one in societies(3))
    for kind in KINDS:
        assert planted[kind.name, True] == planted[kind.name, False] == (0 if kind.name == "opposed" else 1)


def test_planted_truths_are_found(scored):
    assert [s.kind for s in scored if s.true is True and s.verdict.verdict not in HELD] == []


def test_false_claims_do_not_follow(scored):
    assert [s.kind for s in scored if s.true is False and s.verdict.verdict in HELD] == []


def test_an_open_truth_is_not_called_certain(scored):
    assert all(s.verdict.verdict not in {"follows", "contradicted"} for s in scored if s.true is None)


def test_shuffled_theories_seldom_earn_the_word_follows(scored):
    words = Counter()
    for s in scored:
        words.update(dict(s.verdict.null_words))
    assert words["follows"] / words.total() < 0.05


def test_without_its_own_mechanisms_no_claim_follows(tmp_path):
    made = world(tmp_path, seed=12)
    true = [id for id, one in made.planted.items() if one.true and one.kind == "direct"]
    found = study(made.case, readings=128, seed=12, claims=true, explaining=True)
    for claim in found.claims:
        assert claim.explained.premises.whole > 0.75
        assert claim.explained.premises.none < 0.05
