"""Files in public layouts become tables of the record; the rows here are made up."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest

from groundswell.ledger import CaseError
from groundswell.record import import_table

ACLED = """event_id_cnty,event_date,year,event_type,sub_event_type,actor1,country,admin1,location,fatalities
MAD1,05 January 2021,2021,Battles,Armed clash,One,Madeup,North,Here,3
MAD2,2021-01-20,2021,Battles,Armed clash,Two,Madeup,North,Here,2
MAD3,02 March 2021,2021,Protests,Peaceful protest,Three,Madeup,South,"There, by the sea",0
"""
UCDP = """id,year,type_of_violence,side_a,side_b,country,adm_1,date_start,date_end,best,high,low
1,2021,1,Government,Front,Madeup,North,2021-01-03 00:00:00.000,2021-01-03 00:00:00.000,7,9,5
2,2021,3,Front,Civilians,Madeup,North,2021-02-03 00:00:00.000,2021-02-03 00:00:00.000,1,1,1
"""
ELECTION = """country_name,election_type,election_date,party_name_short,vote_share,seats
Madeup,parliament,2021-05-04,Front,40.5,41
Madeup,parliament,2021-05-04,Union,38,39
"""
WIDE = """Polling Firm,Commissioners,Fieldwork Start,Fieldwork End,Scope,Sample Size,Front,Left Union,Other
Asker,Paper,2021-03-01,2021-03-05,National,"1,000",40%,35%,25%
Counter,,2021-04-01,2021-04-01,National,,41.5%,34%,
"""
LONG = """poll_id,pollster,start_date,end_date,sample_size,population,party,pct
1,Asker,3/1/21,3/5/21,1000,adults,Front,40
1,Asker,3/1/21,3/5/21,1000,adults,Union,35
2,Counter,4/1/21,4/2/21,800,voters,Front,42
"""


def made(tmp_path: Path, kind: str, text: str, until: date | None = None) -> list[dict[str, str]]:
    path = tmp_path / "file.csv"
    path.write_text(text, encoding="utf-8")
    return list(csv.DictReader(io.StringIO(import_table(kind, path, "mine", until).text)))


def test_acled_becomes_monthly_counts_and_months_without_an_event_are_none(tmp_path: Path) -> None:
    rows = made(tmp_path, "acled", ACLED)
    deaths = {r["period"]: r["value"] for r in rows if r["indicator"] == "ACLED deaths: Battles"}
    events = {r["period"]: r["value"] for r in rows if r["indicator"] == "ACLED events: Battles"}
    assert deaths == {"2021-01": "5", "2021-02": "0", "2021-03": "0"}
    assert events == {"2021-01": "2", "2021-02": "0", "2021-03": "0"}
    assert {r["region"] for r in rows} == {"North", "South"} and {r["source"] for r in rows} == {"mine"}


def test_ucdp_becomes_monthly_counts_by_type_of_violence(tmp_path: Path) -> None:
    rows = made(tmp_path, "ucdp", UCDP)
    best = {(r["indicator"], r["period"]): r["value"] for r in rows if "deaths" in r["indicator"]}
    assert best["UCDP GED deaths: state-based conflict", "2021-01"] == "7"
    assert best["UCDP GED deaths: one-sided violence", "2021-01"] == "0"


def test_election_results_keep_votes_shares_and_seats(tmp_path: Path) -> None:
    rows = made(tmp_path, "election", ELECTION)
    assert [(r["party"], r["share"], r["seats"], r["date"]) for r in rows] == [
        ("Front", "40.5", "41", "2021-05-04"), ("Union", "38", "39", "2021-05-04"),
    ]  # fmt: skip
    assert {r["election"] for r in rows} == {"parliament 2021"}


def test_wide_polls_have_a_column_for_each_party(tmp_path: Path) -> None:
    one, other = made(tmp_path, "polls", WIDE)
    assert (one["front"], one["left_union"], one["other"], one["n"]) == ("40", "35", "25", "1000")
    assert (one["date"], other["front"], other["other"], other["n"]) == ("2021-03-03", "41.5", "", "")


def test_long_polls_are_put_together_by_poll(tmp_path: Path) -> None:
    one, other = made(tmp_path, "polls", LONG)
    assert (one["front"], one["union"], one["base"], one["date_end"]) == ("40", "35", "adults", "2021-03-05")
    assert (other["front"], other["union"]) == ("42", "")


def test_rows_after_a_day_are_marked_as_held_out(tmp_path: Path) -> None:
    one, other = made(tmp_path, "polls", LONG, until=date(2021, 3, 31))
    assert (one["split"], other["split"]) == ("calibrate", "holdout")


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("acled", ACLED.replace("event_date", "eventdate"), "no column `event_date` is there"),
        ("acled", ACLED.replace("05 January 2021", "05 Januar 2021"), "2: event_date: `05 Januar 2021` is not a date"),
        ("acled", ACLED.replace("Here,3", "Here,-3"), "fatalities: -3 is below 0"),
        ("ucdp", UCDP.replace("2021,3,Front", "2021,4,Front"), "`4` is no type of violence"),
        ("election", ELECTION.replace(",38,", ",138,"), "vote_share: 138 is above 100"),
        ("polls", WIDE.replace("2021-03-05", "2021-02-05"), "the poll ends on 2021-02-05, before 2021-03-01"),
        ("polls", LONG.replace("Union,35", "Front,35"), "`front` stands twice in one poll"),
    ],
)
def test_a_bad_file_is_refused_with_its_place(tmp_path: Path, kind: str, text: str, said: str) -> None:
    with pytest.raises(CaseError) as refused:
        made(tmp_path, kind, text)
    assert said in str(refused.value).replace(":1: ", ": ").replace(":6: ", ": ")


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    text = ACLED.replace("05 January 2021", "soon").replace("Here,2", "Here,many")
    with pytest.raises(CaseError) as refused:
        made(tmp_path, "acled", text)
    assert [fault.line for fault in refused.value.faults] == [2, 3]
