"""The scorecard counts what it says, names broken promises, and fits a terminal and a picture."""

import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from groundswell.prove import Kept, Nulls, Scorecard, Scored, Truth, lines, picture, societies
from groundswell.verdict import ClaimVerdict


def scored(planted, word, share, came):
    verdict = ClaimVerdict("C001", "A claim.", ("p1",), word, share=share, interval=(0.0, 1.0), effective=100.0)
    return Scored(planted, Truth(came, 100, True, None), verdict)


DIRECT = {p.true: p for p in societies(1) if p.kind == "direct"}
OPEN = next(p for p in societies(1) if p.true is None)
CARD = Scorecard((
    scored(DIRECT[True], "follows", 0.99, 0.98), scored(DIRECT[True], "contingent", 0.6, 0.95),
    scored(DIRECT[False], "contradicted", 0.01, 0.0), scored(DIRECT[True], "contingent", 0.6, 0.6),
    scored(OPEN, "contingent", 0.5, 0.55),
))  # fmt: skip


def test_undecided_is_not_right_where_there_is_a_truth():
    assert (len(CARD.identifiable), CARD.right) == (3, pytest.approx(2 / 3))


def test_a_construction_that_brute_force_does_not_bear_out_counts_as_open():
    assert CARD.confusion()[None, "contingent"] == 2


def test_the_curve_sets_reported_shares_beside_what_came_true():
    assert [(b.claims, b.reported, b.came_true) for b in CARD.calibration()][1] == pytest.approx((3, 1.7 / 3, 0.7))


def test_a_denied_construction_and_a_false_follows_are_broken_promises():
    bad = Scorecard((scored(DIRECT[True], "follows", 0.99, 0.02), scored(DIRECT[False], "follows", 0.99, 0.0)))
    assert len(bad.failures()) == 3


def test_a_rewording_that_moved_a_verdict_is_a_broken_promise():
    kept = Kept("other names", "a case", 1, 0, 0.5, ("C01 was follows (1.0) and is contingent (0.5)",))
    assert "other names (a case): C01 was follows" in replace(CARD, kept=(kept,)).failures()[-1]


def test_a_scorecard_fits_eighty_columns_and_json():
    assert max(map(len, lines(CARD))) <= 80
    assert json.loads(json.dumps(CARD.document()))["identifiable"] == 3


def test_the_picture_has_a_dot_for_each_claim_and_each_bin():
    root = ElementTree.fromstring(picture(CARD))
    assert len(root.findall("{http://www.w3.org/2000/svg}circle")) == 5 + len(CARD.calibration())


def null(share, interval, words):
    return ClaimVerdict("C01", "A.", (), "follows", null_share=share, null_interval=interval, null_words=words)


def card_of(follows, interval=(0.2, 0.4)):
    one = null(0.3, interval, (("contingent", 64 - follows), ("follows", follows)))
    return Nulls({"web, lower": (one,) * 5, "web, higher": (one,) * 5})


def test_shuffles_that_earn_what_is_advertised_are_no_fault():
    assert card_of(1).faults() == []


def test_words_that_other_shuffles_do_not_earn_as_often_are_a_fault():
    many, few = card_of(50).found["web, lower"], card_of(1).found["web, lower"]
    mixed = Nulls({"web, lower": (*many[:2], *few[:3]), "web, higher": (*many[:2], *few[:3])})
    assert mixed.faults() == ["`follows` is earned as often as printed in 0 of 10 cases"]


def test_intervals_that_miss_other_shuffles_are_a_fault():
    assert "0 of 10" in card_of(1, (0.31, 0.4)).faults()[0]
