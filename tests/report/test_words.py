from __future__ import annotations

import re

import pytest

from groundswell.report import lead, sentence
from groundswell.report._lead import points
from groundswell.report._numbers import amount, count, listed, month, percent, signed
from groundswell.report._words import VERDICTS, arm_sentence, assumption_sentence, tally


def test_every_verdict_word_has_a_sentence(study):
    said = {claim["verdict"]: sentence(claim) for claim in study.verdicts["claims"]}
    assert set(said) == set(VERDICTS)
    for word, text in said.items():
        assert text.lower().startswith(word)
        assert text.endswith((".", ")."))


def test_a_sentence_gives_share_interval_and_null_share(study):
    claim = next(c for c in study.verdicts["claims"] if c["verdict"] == "follows")
    for number in (claim["share"], *claim["interval"], claim["null_share"]):
        assert percent(number) in sentence(claim)


def test_a_claim_that_shuffled_theories_reach_too_is_told_so(study):
    claim = {
        **study.verdicts["claims"][0],
        "verdict": "contingent",
        "interval": [0.4, 0.5],
        "null_interval": [0.45, 0.6],
    }
    assert "Shuffled theories do as well" in sentence(claim)


def test_an_untestable_claim_gives_its_reason(study):
    claim = next(c for c in study.verdicts["claims"] if c["verdict"] == "untestable")
    assert claim["untestable"] in sentence(claim)


def test_assumptions_are_named_with_the_share_without_them(study):
    claim = next(c for c in study.verdicts["claims"] if c["without_assumptions"])
    text = assumption_sentence(claim)
    assert all(name in text for name in claim["assumptions"])
    assert claim["without_assumptions"]["verdict"] in text
    assert "text alone" in assumption_sentence({"assumptions": []})


def test_an_arm_without_route_says_so(study):
    claim = next(c for c in study.verdicts["claims"] if c["verdict"] == "no route")
    assert arm_sentence(claim["arms"][0]) == "Nothing leads from this change to the outcome."


def test_the_lead_counts_every_claim_once(study):
    text = " ".join(lead(study.verdicts))
    assert sum(tally(study.verdicts).values()) == len(study.verdicts["claims"]) == 43
    for expected in ("43 claims", "2,048 readings", "412", "318", "seed 0", "0.05", "Stated before the run"):
        assert expected in text
    assert not re.search(r"\s[,.;]|  ", text)


def test_a_lead_without_claims_is_still_a_sentence(study):
    assert lead({**study.verdicts, "claims": []})[0].startswith("None of no claims")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (percent(0.999), "over 99\N{NO-BREAK SPACE}%"),
        (percent(0.001), "under 1\N{NO-BREAK SPACE}%"),
        (percent(None), "not known"),
        (signed(-0.5), "\N{MINUS SIGN}0.50"),
        (signed(0.001), "0.00"),
        (amount(1234.5), "1,234"),
        (month("2006-01-25"), "January 2006"),
        (month("undated"), "undated"),
        (count(1, "claim"), "one claim"),
        (listed(["a", "b", "c"]), "a, b and c"),
    ],
)
def test_numbers_are_said_as_a_reader_would(said, expected):
    assert said == expected


def test_a_small_step_on_the_logit_scale_is_a_quarter_of_it_in_share():
    assert points(0.05) == pytest.approx(100 * 0.05 / 4, rel=1e-3)
