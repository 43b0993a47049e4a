"""The tool finds truths that were planted, and does not find what was not."""

import numpy as np
import pytest

from groundswell.prove import ARM_KINDS, KINDS, score, societies, truth

HELD = {"follows", "mostly follows"}
HARD = [kind for kind in KINDS if kind.name in {"confounded", "other route", "masked", "delayed", "together"}]


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    return score(tmp_path_factory.mktemp("world"), seed=11, kinds=HARD, readings=128, realities=128)


def test_every_kind_is_planted_true_and_false_or_left_open():
    planted = societies(3)
    for kind in (*KINDS, *ARM_KINDS):
        assert [p.true for p in planted if p.kind == kind.name] == ([None, None] if kind.open else [True, False])


def test_every_kind_of_arm_is_used():
    kinds = {"remove", "rescale", "start", "end", "set", "freeze", "scale", "sweep", "drop", "move", "reverse",
             "resize", "add"}  # fmt: skip
    assert {p.change.kind for p in societies(3)} == kinds


@pytest.mark.slow
def test_brute_force_never_denies_a_construction():
    assert [p.kind for p in societies(5) if truth(p, 48).denies(p)] == []


def test_planted_truths_are_found(scored):
    assert [s.kind for s in scored if s.true is True and s.verdict.verdict not in HELD] == []


def test_false_claims_do_not_follow(scored):
    assert [s.kind for s in scored if s.true is False and s.verdict.verdict in HELD] == []


def test_a_reported_share_is_the_share_that_comes_true(scored):
    told = [(s.verdict.share, s.truth.came_true) for s in scored if s.verdict.verdict != "no route"]
    assert np.mean([abs(share - came) for share, came in told]) < 0.05


def test_who_only_looks_at_what_moved_together_is_misled(scored):
    known = [s for s in scored if s.true is not None]
    assert sum(s.truth.seen == s.true for s in known) < 0.75 * len(known)
