"""A case's own record is scored from several origins, each row from the last one before it; each look is counted."""

from __future__ import annotations

import json
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from groundswell.cli._app import build
from groundswell.fit import NothingAhead, origins_document, score_origins
from groundswell.ledger import load_case
from groundswell.record import load_record
from groundswell.report import origins_page

CASE = load_case("two-harbours")
DAYS = (date(2028, 12, 31), date(2029, 6, 30), date(2030, 3, 31))
ASKED = ["score", "two-harbours", "--origins", "2028-12-31,2029-06-30,2030-03-31", "--readings", "64"]


@pytest.fixture(scope="module")
def rolled(tmp_path_factory: pytest.TempPathFactory):
    return score_origins(CASE, tmp_path_factory.mktemp("rolled") / "looks.jsonl", DAYS, readings=64, command="a test")


@pytest.fixture(scope="module")
def document(rolled):
    return origins_document(rolled)


def test_each_row_is_forecast_once_and_from_the_last_origin_before_it(rolled):
    assert len({(one.series, one.id, one.node) for one in rolled.outcomes}) == len(rolled.outcomes)
    for one in rolled.outcomes:
        assert one.origin == max(day for day in DAYS if day < one.day)
    last = [one for one in rolled.outcomes if one.origin == DAYS[-1]]
    assert len(last) == sum(one.rows for one in load_record(CASE).held_out.values())


def test_each_origin_is_one_look(rolled):
    lines = [json.loads(line) for line in rolled.origins[-1].look.log.read_text().splitlines()]
    assert [line["until"] for line in lines] == [str(day) for day in DAYS]
    assert all(line["purpose"] == "score" and line["command"] == "a test" for line in lines)
    assert [one.look.looks for one in rolled.origins] == [1, 2, 3]


def test_a_forecast_does_not_depend_on_what_comes_after_its_origin(rolled, tmp_path: Path):
    shutil.copytree(str(files("groundswell").joinpath("cases/two_harbours")), tmp_path / "town")
    table = tmp_path / "town" / "record" / "polls.csv"
    text = table.read_text()
    assert ",33,30," in text
    table.write_text(text.replace(",33,30,", ",3,60,"))
    other = score_origins(load_case(str(tmp_path / "town")), tmp_path / "looks.jsonl", DAYS, readings=64)
    assert [one.quantiles for one in other.outcomes] == [one.quantiles for one in rolled.outcomes]
    assert [one.observed for one in other.outcomes] != [one.observed for one in rolled.outcomes]


def test_the_score_over_all_origins_is_the_mean_over_their_rows(rolled):
    crps = np.array([one.crps for one in rolled.outcomes])
    assert rolled.whole.theory.crps == pytest.approx(crps.mean())
    by = [(one.summary.theory.crps, one.scored) for one in rolled.origins]
    assert np.average([crps for crps, _ in by], weights=[n for _, n in by]) == pytest.approx(crps.mean())
    assert sum(one.outcomes for one in rolled.kinds.values()) == rolled.whole.outcomes == len(crps)
    assert rolled.whole.pit.sum() == len(crps)


def test_the_best_baseline_is_the_one_with_the_lowest_score_and_skill_is_over_it(rolled):
    whole = rolled.whole
    lowest = min(one.marks.crps for one in whole.baselines.values())
    assert whole.baselines[whole.best_baseline].marks.crps == lowest
    assert whole.skill.value == pytest.approx(1 - whole.theory_on / lowest)


def test_without_origins_the_split_of_the_case_is_the_origin(tmp_path: Path):
    found = score_origins(CASE, tmp_path / "looks.jsonl", readings=16)
    assert [one.until for one in found.origins] == [load_record(CASE).until]


def test_nothing_ahead_is_said(tmp_path: Path):
    with pytest.raises(NothingAhead, match="behind 2035-01-01"):
        score_origins(CASE, tmp_path / "looks.jsonl", (date(2035, 1, 1),), readings=8)


def test_the_document_is_plain_and_its_first_line_says_whether_baselines_are_beaten(document):
    assert json.loads(json.dumps(document, allow_nan=False)) == document
    low, high = document["all"]["skill_interval"]
    said = "beats" if low > 0 else "loses to" if high < 0 else "cannot be told from"
    assert f"forecast {said} the best dumb baseline ({document['all']['best_baseline']})" in document["verdict"]
    assert len(document["outcomes"]) == document["all"]["n"] and document["looks"] == 3


def test_the_page_shows_every_origin_and_every_row_without_a_script(document, overhang):
    page = origins_page(document, "A town")
    assert all(str(day) in page for day in DAYS) and page.count("<tr><td>") == document["all"]["n"]
    assert "<script" not in page and "://" not in page
    assert overhang(page) == [0, 0]


def test_the_verb_scores_its_own_record_and_writes_document_and_page(tmp_path: Path):
    out = ["--out", str(tmp_path), "--log", str(tmp_path / "looks.jsonl")]
    shown = CliRunner().invoke(build(), [*ASKED, *out])
    assert shown.exit_code == 0 and "all origins" in shown.stdout and "Looks at held-out rows" in shown.stdout
    told = json.loads((tmp_path / "origins.json").read_text())
    assert [one["until"] for one in told["origins"]] == [str(day) for day in DAYS]
    assert (tmp_path / "origins.html").exists()


def test_the_verb_refuses_days_that_are_none_and_origins_for_a_file(tmp_path: Path):
    answer = CliRunner().invoke(build(), ["score", "two-harbours", "--origins", "2029-13-01"])
    assert answer.exit_code == 2 and "2029-13-01 is not a day" in answer.stderr
    answer = CliRunner().invoke(build(), [*ASKED, "--against", str(tmp_path / "mine.csv")])
    assert answer.exit_code == 2 and "--origins rolls over the case's own record" in answer.stderr


SHIPS = """id,period,frequency,country,region,indicator,value,unit,source,quality,split,note
s1,2028,year,Port,town,ships arrived,340,ships,weekly-2028,read,calibrate,
s2,2029,year,Port,town,ships arrived,290,ships,weekly-2029,read,calibrate,
s3,2031,year,Port,town,ships arrived,260,ships,weekly-2031,read,holdout,
p1,2028-06,month,Port,town,pantry visits,12,percent,weekly-2028,read,calibrate,
p2,2031-02,month,Port,town,pantry visits,15,percent,weekly-2031,read,holdout,
"""
VOTE = """id,date,election,body,item,party,region,votes,share,seats,turnout,source,quality,split,note
e1,2031-05-04,Council 2031,council,list,Anchor,town,,51,,,weekly-2031,read,holdout,
e2,2031-05-04,Council 2031,council,list,Lantern,town,,49,,,weekly-2031,read,holdout,
"""
SERIES = """
  - id: ships
    table: numbers
    quantity: ships arrived
    observes: {var: v_crisis, of: A_ship_owners}
    model: count
    at_zero: [300, 500]
    at_one: [50, 200]
    reason: "the leaner the trade, the fewer ships"
  - id: pantry
    table: numbers
    quantity: pantry visits
    observes: {var: v_grievance, of: region}
    model: index
    at_zero: [0, 10]
    at_one: [40, 60]
    error: 3
    reason: "who feels hardship asks for food"
  - id: anchor-council
    table: votes
    quantity: "share: Anchor"
    question: "Council 2031: list"
    observes: {var: v_support, of: A_anchor_party, in: region}
    model: ballot
    reason: "votes for a list"
  - id: lantern-council
    table: votes
    quantity: "share: Lantern"
    question: "Council 2031: list"
    observes: {var: v_support, of: A_lantern_party, in: region}
    model: ballot
    reason: "votes for the other list"

unbound:"""
TABLES = """tables:
  numbers: {file: record/numbers.csv, shape: indicators}
  votes: {file: record/votes.csv, shape: elections}"""


def test_ballots_counts_and_indices_are_scored_beside_polls(tmp_path: Path):
    town = tmp_path / "town"
    shutil.copytree(str(files("groundswell").joinpath("cases/two_harbours")), town)
    (town / "record" / "numbers.csv").write_text(SHIPS)
    (town / "record" / "votes.csv").write_text(VOTE)
    entries = (town / "record.yaml").read_text().replace("tables:", TABLES).replace("\nunbound:", SERIES)
    (town / "record.yaml").write_text(entries)
    found = score_origins(load_case(str(town)), tmp_path / "looks.jsonl", readings=64)
    assert {kind: one.outcomes for kind, one in found.kinds.items()} == {"poll": 4, "ballot": 2, "count": 1, "index": 1}
    for kind in found.kinds.values():
        assert np.isfinite(kind.theory.crps) and np.isfinite(kind.theory.log_score) and kind.compared
    assert found.kinds["ballot"].theory.ranks[1] == 1
    (ships,) = [one for one in found.outcomes if one.kind == "count"]
    assert (ships.value, ships.unit) == (260, "ships") and 0 < ships.observed < 60
    assert ships.before is not None and ships.before < ships.observed
