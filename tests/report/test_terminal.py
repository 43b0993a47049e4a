from __future__ import annotations

import io

import pytest
from rich.console import Console

from groundswell.report import summary_lines, verdict_table


def _printed(verdicts, width=100):
    console = Console(width=width, file=io.StringIO(), no_color=True, force_terminal=False)
    console.print(verdict_table(verdicts))
    return console.file.getvalue()


def test_every_claim_has_one_line_within_a_hundred_columns(study):
    lines = [line for line in _printed(study.verdicts).splitlines() if line.strip().startswith("C")]
    assert [line.split()[0] for line in lines] == [claim["id"] for claim in study.verdicts["claims"]]
    assert max(map(len, lines)) <= 100


@pytest.mark.parametrize("width", [80, 100, 160])
def test_verdict_share_and_null_are_whole_at_any_width(study, width):
    text = _printed(study.verdicts, width)
    for claim in study.verdicts["claims"]:
        line = next(line for line in text.splitlines() if line.split()[:1] == [claim["id"]])
        assert claim["verdict"] in line
        if claim["share"] is not None:
            low, high = (f"{100 * end:.0f}" for end in claim["interval"])
            assert f"{100 * claim['share']:.0f} [{low}\N{EN DASH}{high}]" in line


def test_words_of_the_document_are_not_read_as_markup(study):
    claim = {**study.verdicts["claims"][0], "says": "[bold]Odd[/bold] words"}
    assert "[bold]Odd" in _printed({**study.verdicts, "claims": [claim]})


def _cut(study, word="no route"):
    """The made-up study with its claim without a route, which X02 and E24 would otherwise give it."""
    claim = next(one for one in study.verdicts["claims"] if one["verdict"] == "no route")
    arms = [{**arm, "cut_by": ["E24", "X02"]} for arm in claim["arms"]]
    return {**study.verdicts, "claims": [{**claim, "verdict": word, "arms": arms, "assumptions": []}]}


@pytest.mark.parametrize("word", ["no route", "by wiring"])
def test_what_is_switched_off_and_leaves_no_route_stands_under_the_flags_and_is_told(study, word):
    verdicts = _cut(study, word)
    assert "(E24 X02)" in _printed(verdicts)
    line = next(line for line in summary_lines(verdicts) if "switched off" in line)
    assert line.startswith(
        "Once what acts directly on the outcome is switched off, no route is left for C40 (E24 and X02)."
    )
    assert not [line for line in summary_lines(study.verdicts) if "switched off" in line]


def test_the_summary_counts_and_explains(study):
    text = " ".join(summary_lines(study.verdicts))
    assert text.startswith("43 claims: ")
    assert "Stated before the run" in text
    assert "vacuous: " in text
