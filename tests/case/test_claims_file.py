"""The case's claims and explananda say what the ledger says, and nothing that cannot be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

CASE = Path(__file__).parents[2] / "src" / "groundswell" / "cases" / "gaza_2007"
NODE = re.compile(r"\b([a-z_]+[a-z])\((A_\w+)(?:, (A_\w+))?\)")
WORDS = {
    "lower": "lower than baseline by tolerance",
    "higher": "higher than baseline by tolerance",
    "unchanged": "within tolerance of baseline",
    "slightly lower": "lower than baseline by tolerance / 5",
    "much lower": "lower than baseline by 4 * tolerance",
    "earlier": "earlier than baseline by 3 months",
}


def read(name: str):
    return yaml.load((CASE / name).read_text("utf-8"), Loader=yaml.CSafeLoader)


@pytest.fixture(scope="module")
def ledger():
    return read("ledger.yaml")


@pytest.fixture(scope="module")
def tests():
    return read("claims.yaml")["claims"]


@pytest.fixture(scope="module")
def explananda():
    return read("explananda.yaml")


def arms_of(tests):
    return [(claim, arm) for claim, test in tests.items() for arm in test.get("arms", ())]


def quantities_of(tests, explananda):
    """Every text of the two files in which nodes are named."""
    changes = [change for _, arm in arms_of(tests) for change in arm["change"]]
    changed = [change[kind] for change in changes for kind in ("set", "freeze", "scale", "sweep") if kind in change]
    outcomes = [test["outcome"] for test in tests.values()]
    return changed + outcomes + [arm["then"] for _, arm in arms_of(tests)] + [item["formula"] for item in explananda]


def test_every_claim_stands_beside_the_ledgers_paraphrase(ledger, tests):
    assert {name: test["says"] for name, test in tests.items()} == {
        claim["id"]: claim["paraphrase"] for claim in ledger["claims"]
    }


def test_every_claim_of_the_ledger_is_tested_in_the_ledgers_order(ledger, tests):
    assert list(tests) == [claim["id"] for claim in ledger["claims"]]
    assert len(tests) == 43


def test_arms_expect_what_the_ledger_expects(ledger, tests):
    for claim in ledger["claims"]:
        test = tests[claim["id"]]
        if "untestable" not in test:
            stated = [arm["expect"] for arm in claim["test"]["arms"]]
            assert [arm["expect"] for arm in test["arms"]] == stated, claim["id"]


def test_at_most_three_claims_are_untestable(tests):
    without = [test for test in tests.values() if "untestable" in test]
    assert len(without) <= 3
    assert all(len(test["untestable"]) > 100 and "arms" not in test for test in without)


def test_each_word_of_the_ledger_is_rendered_by_its_one_formula(tests):
    for claim, arm in arms_of(tests):
        assert WORDS[arm["expect"]] in arm["then"], claim


def test_every_claim_says_its_window_and_why_its_formula(tests):
    assert all(test["window"] and test["reason"] for test in tests.values())


def test_nodes_name_variables_and_actors_of_the_ledger(ledger, tests, explananda):
    variables = {entry["id"] for entry in ledger["variables"]}
    actors = {entry["id"] for entry in ledger["actors"]}
    for text in quantities_of(tests, explananda):
        found = [node for node in NODE.findall(text) if node[0] != "unbounded"]
        assert found, text
        for name, actor, place in found:
            assert f"v_{name}" in variables and actor in actors and (not place or place in actors), text


def test_explananda_are_at_least_ten_with_tolerances_and_known_mechanisms(ledger, explananda):
    mechanisms = {entry["id"] for entry in ledger["mechanisms"]}
    assert len(explananda) >= 10
    assert len({item["id"] for item in explananda}) == len(explananda)
    for item in explananda:
        assert item["tolerance"] > 0 and item["unit"] and item["reason"], item["id"]
        assert item["about"] and set(item["about"]) <= mechanisms, item["id"]


def test_explananda_cite_paragraphs_of_the_text_and_compare_with_no_baseline(ledger, explananda):
    for item in explananda:
        assert item["paragraphs"] and set(item["paragraphs"]) <= set(ledger["coverage"]), item["id"]
        assert "baseline" not in item["formula"], item["id"]


def test_every_formula_is_read_by_the_language(tests, explananda):
    language = pytest.importorskip("groundswell.language")
    for test in tests.values():
        language.parse_quantity(test["outcome"])
    for _, arm in arms_of(tests):
        language.parse_formula(arm["then"])
    for item in explananda:
        language.parse_formula(item["formula"])
