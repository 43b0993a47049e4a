"""A file that is no part of the case is scored, row by row, or refused with a reason; every look is counted."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from groundswell.fit import NothingToScore, read_against, score, score_document
from groundswell.ledger import CaseError, load_case
from groundswell.record import crps_ensemble
from groundswell.report import score_page

CASE = load_case("two-harbours")
UNTIL = date(2030, 3, 31)
HEAD = "id,date,date_start,date_end,pollster,question,base,region,anchor,lantern,none,n,split,note\n"
GOOD = [
    "h1,2030-09-15,2030-09-14,2030-09-16,Town College,party support,adults,town,33,30,31,450,holdout,",
    "h2,2031-03,,,Newcomers,vote intention,,lower,28,39,,,holdout,a pollster nobody knows",
    "h3,2031-06-10,,,,,,,30,,,,,everything that may be missing is missing",
]
BAD = {
    "h1,2030-10-01,,,X,trust,adults,town,30,30,,400,holdout,": ("id", "stands in line 2 already"),
    "b1,2030-13-01,,,X,trust,adults,town,30,30,,400,holdout,": ("date", "is not a date"),
    "b2,,,,X,trust,adults,town,30,30,,400,holdout,": ("date", "has no date"),
    "b3,2029-10-01,,,X,trust,adults,town,30,30,,400,,": ("date", "does not lie after 2030-03-31"),
    "b4,2040-10-01,,,X,trust,adults,town,30,30,,400,holdout,": ("date", "lies outside the run"),
    "b5,2030-10-01,,,X,trust,adults,moon,30,30,,400,holdout,": ("region", "is no region of this case"),
    "b6,2030-10-01,,,X,trust,adults,town,30,30,,0,holdout,": ("n", "a poll of nobody"),
    "b7,2030-10-01,,,X,trust,adults,town,,,,400,holdout,": (None, "holds no share"),
    "b8,2030-10-01,,,X,trust,adults,town,70,60,,400,holdout,": (None, "add up to 130 %"),
    "b9,2030-10-01,,,X,trust,adults,town,x,30,,400,holdout,": ("anchor", "is not a number"),
    "b10,2030-10-01,,,X,trust,adults,town,,,40,400,holdout,": (None, "no party of this row is spoken of"),
    "b11,2030-10-01,,,X,trust,adults,town,30,30,,400,calibrate,": ("split", "may be fitted"),
    "b12,2030-10-01,2030-11-01,2030-10-02,X,trust,adults,town,30,30,,,,": ("date_end", "before it begins"),
}


def table(folder: Path, *rows: str, head: str = HEAD) -> Path:
    path = folder / "mine.csv"
    path.write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def scored(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("score")
    return score(CASE, table(folder, *GOOD, *BAD), folder / "looks.jsonl", readings=128, command="a test")


def test_good_rows_are_scored_and_bad_ones_are_refused_with_their_place(scored):
    assert [cell.id for cell in scored.cells] == ["h1", "h1", "h2", "h2", "h3"]
    assert [one.line for one in scored.against.refused] == list(range(5, 5 + len(BAD)))
    for one, (column, said) in zip(scored.against.refused, BAD.values(), strict=True):
        assert one.column == column and said in one.reason


def test_a_row_without_region_speaks_of_all_and_one_with_a_region_of_its_people(scored):
    nodes = {cell.id: str(cell.node) for cell in scored.cells if cell.party == "anchor"}
    assert nodes["h2"] == "support(A_anchor_party, A_lower_quarter)" and nodes["h3"] == "support(A_anchor_party)"


def test_the_document_holds_what_it_promises_and_its_numbers_agree(scored):
    found = score_document(scored)
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    promised = ("case", "file", "n_rows", "n_scored", "refused", "crps", "log_score", "coverage", "baselines")
    assert set(promised) | {"best_baseline", "skill", "skill_interval", "looks"} <= set(found)
    assert (found["n_rows"], found["n_scored"], found["n_cells"]) == (3 + len(BAD), 3, 5)
    best = found["baselines"][found["best_baseline"]]
    assert best["crps"] == min(one["crps"] for one in found["baselines"].values())
    assert found["skill"] == pytest.approx(1 - found["crps_compared"] / best["crps"], abs=1e-5)
    assert found["skill_interval"][0] <= found["skill"] <= found["skill_interval"][1]
    observed = np.array([cell.percent for cell in scored.cells])
    assert found["crps"] == pytest.approx(crps_ensemble(scored.samples, observed).mean(), abs=1e-5)
    assert sum(found["pit"]) == 5 and found["silent"]["none"]["cells"] == 2


def test_the_first_line_says_whether_the_theory_beats_the_best_baseline(scored):
    found = score_document(scored)
    low, high = found["skill_interval"]
    beats, loses = "forecast beats the best" in found["verdict"], "forecast loses to" in found["verdict"]
    assert (beats, loses) == (low > 0, high < 0)
    assert found["best_baseline"] in found["verdict"]


def test_the_forecast_leaves_out_what_looks_past_the_split(scored):
    late = [one.id for one in CASE.explananda if "2031" in one.formula]
    assert set(late) <= set(scored.runs.peeking) != set()


def test_a_look_is_logged_with_what_was_looked_at(scored):
    (line,) = scored.look.log.read_text().splitlines()
    assert json.loads(line)["data"] == scored.against.sha256 and json.loads(line)["command"] == "a test"
    assert scored.look.looks == 1


def test_the_case_is_as_it_was(scored):
    assert load_case("two-harbours").hashes == CASE.hashes
    assert scored.known == 12


def test_a_row_with_no_older_row_of_its_party_is_scored_without_a_baseline(tmp_path: Path):
    found = read_against(CASE, table(tmp_path, GOOD[0]), UNTIL, False)
    assert {cell.party for cell in found.cells} == {"anchor", "lantern"}


def test_nothing_to_score_is_said_and_not_logged(tmp_path: Path):
    with pytest.raises(NothingToScore) as nothing:
        score(CASE, table(tmp_path, *list(BAD)[1:]), tmp_path / "looks.jsonl", readings=8)
    assert len(nothing.value.against.refused) == len(BAD) - 1
    assert not (tmp_path / "looks.jsonl").exists()


@pytest.mark.parametrize(
    ("head", "said"),
    [("id,dat,anchor\n", "the column `date` is missing"), ("id,date,note\n", "no column is a party"), ("", "is empty")],
)
def test_a_file_in_another_shape_is_refused_whole(tmp_path: Path, head: str, said: str):
    rows = ["1,2030-09-15,33"] if head else []
    with pytest.raises(CaseError, match=said):
        read_against(CASE, table(tmp_path, *rows, head=head), UNTIL, False)


def test_the_page_of_a_score_draws_every_forecast_with_its_outcome_and_the_scoreboard(scored):
    document = score_document(scored)
    page = score_page(document, "A town")
    assert page.count('class="chart forecast"') == len({(c["party"], c["node"]) for c in document["cells"]})
    for name in ("the theory", *document["baselines"], *document["nulls"]):
        assert name in page
    assert document["verdict"].split(":")[0].replace("'", "&#39;") in page
    assert "<script" not in page and "://" not in page


def test_quantiles_of_a_forecast_are_in_order(scored):
    for cell in score_document(scored)["cells"]:
        assert cell["low"] <= cell["q25"] <= cell["median"] <= cell["q75"] <= cell["high"]


def test_nothing_of_the_page_runs_off_the_side(scored, overhang):
    assert overhang(score_page(score_document(scored), "A town")) == [0, 0]
