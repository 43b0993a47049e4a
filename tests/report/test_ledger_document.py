"""What the outputs say of the ledger's entries that are no claims."""

import pytest

from groundswell.ledger import load_case
from groundswell.report._ledger_document import ledger_document


@pytest.fixture(scope="module")
def case():
    return load_case("gaza-2007")


@pytest.fixture(scope="module")
def text(case):
    return ledger_document(case)


def test_every_paragraph_fact_analogy_and_norm_of_the_ledger_is_there(case, text):
    for part, known in (("paragraphs", case.ledger.coverage), ("facts", case.ledger.facts),
                        ("analogies", case.ledger.analogies), ("norms", case.ledger.norms)):  # fmt: skip
        assert [one["id"] for one in text[part]] == list(known)


def test_a_fact_is_said_to_stand_behind_the_explananda_whose_reason_names_it(text):
    behind = {fact["id"]: fact["explananda"] for fact in text["facts"]}
    assert behind["F18"] == ["XP01"] and behind["F01"] == []


def test_an_analogy_names_the_instances_of_its_mechanisms_and_the_claims_that_rest_on_them(case, text):
    africa = next(one for one in text["analogies"] if one["id"] == "AN01")
    assert africa["mechanisms"]["M12"] == len(case.ledger.mechanisms["M12"].bindings)
    assert "C09" in africa["claims"] and "C43" not in africa["claims"]
