"""Theory against theory: one setting, the same chances, and the places where verdicts part."""

import pytest

import groundswell
from groundswell.verdict import Cell, ComparisonStopped, TheoryResult
from groundswell.verdict._theories import apart, opposed, pairs


@pytest.fixture(scope="module")
def case():
    return groundswell.load_case("two-harbours")


@pytest.fixture(scope="module")
def found(case):
    return groundswell.compare(case, readings=128)


def test_text_rivals_shuffled_theories_and_two_baselines_are_judged(found):
    assert [theory.id for theory in found.theories] == ["text", "RV01", "null", "still", "trend"]
    assert [theory.kind for theory in found.theories] == ["text", "rival", "null", "baseline", "baseline"]
    assert all(set(theory.claims) == {"C01", "C02", "C03"} for theory in found.theories)
    assert all(set(theory.predictions) == {"PR01"} for theory in found.theories)
    assert found.complete


def test_the_text_says_in_a_comparison_what_it_says_in_a_study(case, found):
    alone = groundswell.study(case, readings=128)
    text = found.theory("text")
    for claim in alone.claims:
        assert text.claims[claim.id].verdict == claim.verdict
        if claim.verdict != "no route":
            assert text.claims[claim.id].share == pytest.approx(claim.share, abs=1e-6)
    assert text.score == pytest.approx(alone.admissible_share, rel=1e-4)


def test_a_rival_does_not_get_the_routes_of_what_it_drops_nor_the_text_those_of_what_a_rival_adds(found):
    assert found.theory("text").claims["C03"].verdict == "no route"
    assert found.theory("RV01").claims["C03"].verdict == "no route"


def test_a_rival_that_drops_what_carries_a_claim_denies_it_and_that_tells_them_apart(found):
    pair = found.pair("RV01", "text")
    assert found.theory("text").claims["C01"].verdict == "mostly follows"
    assert "C01" in pair.opposed
    (told,) = found.tellings
    assert told.rival == "RV01" and told.telling == ("C01",) and told.discriminates


def test_every_pair_of_theories_is_compared(found):
    assert len(found.pairs) == 5 * 4 // 2


def test_shuffled_theories_say_how_many_of_them_earn_each_word(found):
    cell = found.theory("null").claims["C01"]
    assert sum(number for _, number in cell.words) == 64
    assert cell.interval[0] <= cell.share <= cell.interval[1]


def test_every_theory_explains_the_same_things_and_says_how_free_it_is(case, found):
    for name in ("text", "RV01", "null"):
        theory = found.theory(name)
        assert [one.id for one in theory.explananda] == [one.id for one in case.explananda]
        assert 0 < theory.score <= 1 and theory.free_choices > 50
    assert found.theory("text").score > found.theory("null").score


def test_where_nothing_changes_no_claim_of_a_change_comes_out(found):
    assert {cell.verdict for cell in found.theory("still").claims.values()} == {"contradicted"}


def test_a_claim_says_the_same_whichever_others_are_compared(case, found):
    alone = groundswell.compare(case, readings=128, claims=["C02"])
    assert alone.theory("RV01").claims == {"C02": found.theory("RV01").claims["C02"]}
    assert alone.theory("null").claims == {"C02": found.theory("null").claims["C02"]}


def test_an_unknown_claim_is_refused(case):
    with pytest.raises(KeyError, match="no claim C99"):
        groundswell.compare(case, readings=8, claims=["C99"])


def test_a_comparison_that_is_stopped_keeps_the_theories_that_were_finished(case):
    def stop(stage, done, total):
        if done > 4:
            raise KeyboardInterrupt

    with pytest.raises(ComparisonStopped) as stopped:
        groundswell.compare(case, readings=64, progress=stop)
    left = stopped.value.comparison
    assert [theory.id for theory in left.theories] == ["text"] and not left.complete and left.tellings == ()


def theory(id, **words):
    cells = {name: Cell(word, share, (share - 0.05, share + 0.05)) for name, (word, share) in words.items()}
    return TheoryResult(id, "", "rival", 1.0, 100.0, 10, cells, {})


def test_two_verdicts_are_opposed_where_one_upholds_what_the_other_denies():
    assert opposed(Cell("follows"), Cell("vacuous")) and opposed(Cell("mostly fails"), Cell("mostly follows"))
    assert not opposed(Cell("contingent"), Cell("contradicted")) and not opposed(Cell("untestable"), Cell("follows"))


def test_two_verdicts_are_apart_where_their_intervals_do_not_touch():
    assert apart(Cell("contingent", 0.5, (0.4, 0.6)), Cell("mostly follows", 0.8, (0.7, 0.9)))
    assert not apart(Cell("contingent", 0.7, (0.6, 0.8)), Cell("mostly follows", 0.8, (0.7, 0.9)))


def test_a_pair_lists_the_opposed_apart_from_the_merely_different():
    one = theory("A", C01=("follows", 0.99), C02=("contingent", 0.5), C03=("follows", 0.97))
    other = theory("B", C01=("contradicted", 0.01), C02=("mostly follows", 0.8), C03=("follows", 0.99))
    (pair,) = pairs((one, other))
    assert pair.opposed == ("C01",) and pair.apart == ("C02",)
