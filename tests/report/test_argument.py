"""The whole argument as one picture: its arrows are the model's, its sentences the text's."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from groundswell.ledger import load_case
from groundswell.report._argument import argument_view, links_of
from groundswell.report._causes import causal_diagram


@pytest.fixture(scope="module", params=["two-harbours", "gaza-2007"])
def case(request):
    return load_case(request.param)


@pytest.fixture(scope="module")
def diagram(case):
    return causal_diagram(case)


@pytest.fixture(scope="module")
def view(case, diagram):
    claims = [{"id": c.id, "says": c.paraphrase, "verdict": "follows", "mechanisms": list(c.mechanisms),
               "assumptions": []} for c in case.ledger.claims.values()]  # fmt: skip
    return argument_view({"claims": claims}, case, diagram)


def test_every_mechanism_that_draws_an_arrow_has_its_sentence_once(case, diagram, view):
    drawing = sorted({edge["mechanism"] for edge in diagram["edges"] if edge["mechanism"]})
    assert sorted(one["id"] for one in view["sentences"]) == drawing
    assert all(one["says"] == case.mechanisms()[one["id"]].paraphrase and one["arrows"] for one in view["sentences"])


def test_sentences_stand_in_the_order_of_their_paragraphs_and_added_ones_at_the_end(view):
    firsts = [one["first"] for one in view["sentences"]]
    assert firsts == sorted(firsts)
    added = [one["added"] for one in view["sentences"]]
    assert added == sorted(added)


def test_the_claims_under_a_sentence_are_those_that_cite_it(case, view):
    for one in view["sentences"]:
        assert [claim["id"] for claim in one["claims"]] == [
            claim.id for claim in case.ledger.claims.values() if one["id"] in claim.mechanisms
        ]


def test_each_arrow_is_drawn_once_between_boxes_that_do_not_overlap(diagram, view):
    picture = ElementTree.fromstring(str(view["picture"]))
    arrows = [g for g in picture if g.get("class") == "arrow"]
    kinds = {(a.get("data-source"), a.get("data-target"), "plus" in a[1].get("class", "")) for a in arrows}
    assert len(kinds) == len(arrows)
    assert kinds == {(link.source, link.target, link.sign > 0) for link in links_of(diagram)}
    boxes = [(float(g[0].get("x")), float(g[0].get("y"))) for g in picture if g.get("class") == "variable"]
    assert all(abs(x1 - x2) >= 108 or abs(y1 - y2) >= 36 for k, (x1, y1) in enumerate(boxes) for x2, y2 in boxes[:k])
