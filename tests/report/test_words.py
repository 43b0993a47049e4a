from __future__ import annotations

import re

import pytest

from groundswell.report import lead, sentence
from groundswell.report._lead import points
from groundswell.report._numbers import amount, count, listed, month, percent, signed, stopped
from groundswell.report._words import VERDICTS, arm_sentence, assumption_sentence, cut_by, tally


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
    cut = {**claim["arms"][0], "cut_by": ["X02"]}
    assert arm_sentence(cut) == "Nothing leads from this change to the outcome once X02 is switched off."
    assert sentence({**claim, "arms": [cut]}).endswith(
        "no path leads from the change to the outcome once X02 is switched off, since it acts directly on the outcome."
    )


def test_a_verdict_that_counts_readings_does_not_speak_of_what_is_switched_off(study):
    claim = next(c for c in study.verdicts["claims"] if c["verdict"] == "follows")
    assert cut_by({**claim, "arms": [{**arm, "cut_by": ["X02"]} for arm in claim["arms"]]}) == []


def test_the_lead_counts_every_claim_once(study):
    text = " ".join(lead(study.verdicts))
    assert sum(tally(study.verdicts).values()) == len(study.verdicts["claims"]) == 43
    for expected in ("43 claims", "2,048 readings", "412", "318", "seed 0", "0.05", "Stated before the run"):
        assert expected in text
    assert not re.search(r"\s[,.;]|  ", text)


def test_a_lead_without_claims_is_still_a_sentence(study):
    assert lead({**study.verdicts, "claims": []})[0].startswith("None of no claims")


def _few(study, *words, **more):
    """The made-up study with one claim for each word, which rests on the text alone."""
    claim = {**study.verdicts["claims"][0], "assumptions": [], "interval": [0.9, 0.99], "null_interval": [0.1, 0.2]}
    return {**study.verdicts, "claims": [{**claim, "verdict": word, **more} for word in words]}


ONE = "The one claim follows from the premises. The one that follows leans on nothing that had to be added to the text,"
OTHER = (
    "Of two claims, one mostly follows from the premises. The other is without a route from the change to the outcome."
    " The one that mostly follows leans on something that had to be added to the text, and does no better than shuffled"
    " theories."
)
TWO = (
    "Of two claims, one follows from the premises and one mostly follows. Of the 2 that at least mostly follow, none"
    " leans on anything that had to be added to the text, and all stand clear of what shuffled theories reach."
)
UNTESTED = (
    "None of two claims could be put to the test. They are: one without a route from the change to the outcome and one"
    " untestable in this model."
)


@pytest.mark.parametrize(
    ("words", "more", "expected"),
    [
        (("follows",), {}, ONE + " and stands clear of what shuffled theories reach."),
        (("mostly follows", "no route"), {"assumptions": ["X01"], "null_interval": [0.8, 0.95]}, OTHER),
        (("follows", "mostly follows"), {}, TWO),
        (("vacuous",), {}, "There is one claim. It is vacuous (the change hardly moves the outcome)."),
        (("untestable", "no route"), {}, UNTESTED),
    ],
)
def test_the_lead_reads_well_for_one_claim_and_for_few(study, words, more, expected):
    assert " ".join(lead(_few(study, *words, **more))).startswith(expected)


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
        (count(1, "analogy", "analogies"), "one analogy"),
        (count(2, "analogy", "analogies"), "two analogies"),
        (stopped("it is ours"), "it is ours."),
        (stopped("Is it ours? "), "Is it ours?"),
        (listed(["a", "b", "c"]), "a, b and c"),
    ],
)
def test_numbers_are_said_as_a_reader_would(said, expected):
    assert said == expected


def test_a_small_step_on_the_logit_scale_is_a_quarter_of_it_in_share():
    assert points(0.05) == pytest.approx(100 * 0.05 / 4, rel=1e-3)
