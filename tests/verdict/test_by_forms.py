"""How verdicts differ between generic and published forms."""

import pytest

from groundswell.ledger import load_case
from groundswell.report import forms_table, summary_lines, verdicts_document
from groundswell.verdict import study

CLAIMS = ["C01", "C02"]


@pytest.fixture(scope="module")
def case():
    return load_case("two-harbours")


@pytest.fixture(scope="module")
def compared(case):
    return study(case, readings=64, seed=3, claims=CLAIMS, forms="both")


def test_the_claims_judged_with_generic_forms_are_the_same_with_and_without_the_comparison(case, compared):
    assert study(case, readings=64, seed=3, claims=["C02"]).claims == [c for c in compared.claims if c.id == "C02"]


def test_the_verdicts_beside_are_those_of_a_study_with_published_forms(case, compared):
    alone = {claim.id: claim for claim in study(case, readings=64, seed=3, claims=CLAIMS, forms="published").claims}
    assert compared.contrast is not None
    for one in compared.contrast.claims:
        assert (one.verdict, one.share, one.interval) == (
            alone[one.id].verdict, alone[one.id].share, alone[one.id].interval,
        )  # fmt: skip


def test_every_claim_that_was_tested_is_compared_and_tells_how_many_answers_turned(compared):
    assert compared.contrast is not None
    assert [one.id for one in compared.contrast.claims] == [claim.id for claim in compared.claims]
    assert all(one.turned is None or 0 <= one.turned <= 1 for one in compared.contrast.claims)
    assert compared.contrast.drives[0] >= 3


def test_the_document_and_the_terminal_tell_the_difference(compared):
    document = verdicts_document(compared)
    told = {one["id"]: one for one in document["forms"]["contrast"]["claims"]}
    words = {claim.id: claim.verdict for claim in compared.claims}
    assert all(one["differs"] == (one["verdict"] != words[id]) for id, one in told.items())
    table = forms_table(document)
    assert table is not None and table.row_count == sum(one["turned"] is not None for one in told.values())
    assert any("Published forms can stand for" in line for line in summary_lines(document))


def test_an_unknown_word_is_refused_before_anything_runs(case):
    with pytest.raises(ValueError, match="generic, published, either, both, not folk"):
        study(case, forms="folk")


@pytest.mark.slow
def test_citizens_take_published_forms_and_their_verdicts_stand_beside_the_generic_ones(case):
    found = study(case, readings=32, seed=3, claims=["C02"], forms="both", resolution=64, bare=True)
    assert found.resolution == 64 and found.contrast is not None
    (generic,), (published,) = found.claims, found.contrast.claims
    assert published.turned is not None and 0 <= published.turned <= 1
    assert published.share is not None and generic.share is not None
