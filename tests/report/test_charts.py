from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from groundswell.report._fan import fan_rows, fan_words, read_fan
from groundswell.report._fan_chart import HEIGHT, LEFT, RIGHT, WIDTH, fan_chart, month_ticks
from groundswell.report._share_chart import effect_chart, sensitivity_chart, share_bar, share_chart
from groundswell.report._svg import Scale, steps, tag, thinned


@pytest.fixture
def fan(study):
    return read_fan(study.fans["C02"]["arm-1"])


def _elements(svg, name):
    return [e for e in ElementTree.fromstring(str(svg)).iter() if name in e.get("class", "").split()]


def _points(path):
    x = y = 0.0
    for dx, dy in re.findall(r"[Ml](-?[\d.]+),(-?[\d.]+)", path):
        x, y = x + float(dx), y + float(dy)
        yield x, y


def test_a_fan_ends_a_year_after_its_window(fan):
    assert fan.dates[0] == "1985-01"
    assert fan.dates[-1] == "2007-01"
    assert {len(line) for run in fan.runs.values() for line in run.values()} == {len(fan.dates)}


def test_a_fan_chart_has_bands_medians_window_and_marks(fan):
    svg = fan_chart(fan, [("E14", "1993-09"), ("E99", "1993-10")])
    for run in ("baseline", "arm"):
        found = {part for e in _elements(svg, run) for part in e.get("class").split()}
        assert {"outer", "inner", "median", "end"} <= found
    assert len(_elements(svg, "window")) == 1
    assert [e.text for e in _elements(svg, "event-label")] == ["E14", "E99"]


def test_lines_stay_inside_the_plot(fan):
    for path in _elements(fan_chart(fan), "median"):
        for x, y in _points(path.get("d")):
            assert LEFT - 0.2 <= x <= WIDTH - RIGHT + 0.2
            assert 0 <= y <= HEIGHT


def test_medians_are_told_apart_without_colour(html):
    assert re.search(r"\.arm\.median\{[^}]*stroke-dasharray", html)
    assert not re.search(r"\.baseline\.median\{[^}]*stroke-dasharray", html)


def test_a_fan_says_its_numbers_in_words_and_rows(fan):
    assert "January 2006: baseline" in fan_words(fan)
    assert "with the change" in fan_words(fan)
    rows = fan_rows(fan)
    assert {len(row) for row in rows} == {3}
    assert "January 2006" in [row[0] for row in rows]


def test_thinning_keeps_ends_corners_and_nearness():
    line = [(float(n), abs(n - 50) * 0.5) for n in range(101)]
    assert thinned(line) == [line[0], line[50], line[100]]
    wavy = [(float(n), float(n % 7)) for n in range(101)]
    assert set(thinned(wavy)) <= set(wavy)


def test_path_steps_do_not_drift():
    points = [(n * 0.33, n * 0.77) for n in range(300)]
    *_, (x, y) = _points(steps(points))
    assert (x, y) == pytest.approx(points[-1], abs=0.06)


def test_ticks_are_round_and_inside():
    assert Scale(0, 1, 0, 1).ticks(5) == [0, 0.2, 0.4, 0.6, 0.8, 1]
    assert all(0.13 <= tick <= 0.94 for tick in Scale(0.13, 0.94, 0, 1).ticks(4))


def test_attributes_and_words_are_escaped():
    assert str(tag("text", aria_label='"<&')) == '<text aria-label="&quot;&lt;&amp;"></text>'


def test_a_share_bar_is_as_long_as_the_share():
    bar = share_bar({"share": 0.5, "interval": [0.4, 0.6], "null_share": 0.2, "verdict": "contingent"})
    assert float(_elements(bar, "bar-fill")[0].get("width")) == pytest.approx(58)
    assert len(_elements(bar, "notch")) == 1
    assert share_bar({"share": None}) == ""


def test_the_comparison_shows_null_and_text_alone(study):
    claim = next(c for c in study.verdicts["claims"] if c["without_assumptions"])
    names = [e.text for e in _elements(share_chart(claim, study.verdicts["thresholds"]), "row-name")]
    assert names == ["this document", "unweighted", "text alone", "shuffled theories"]


def test_the_stated_tolerance_is_marked(study):
    claim = study.verdicts["claims"][0]
    marked = [e.text for e in _elements(sensitivity_chart(claim, study.verdicts["thresholds"]), "strong")]
    assert marked == ["0.05", "stated"]


def test_an_arm_without_effect_has_no_effect_chart():
    assert effect_chart({"effect": None}, 0.05) == ""
    assert effect_chart({"effect": {"median": None, "low": None, "high": None}}, 0.05) == ""


def _dates(first, months):
    year, month = map(int, first.split("-"))
    return [f"{year + (month - 1 + n) // 12}-{(month - 1 + n) % 12 + 1:02}" for n in range(months)]


@pytest.mark.parametrize(
    ("first", "months", "most", "expected"),
    [
        ("2029-01", 36, 5, ["2029", "2030", "2031"]),
        ("2028-06", 30, 5, ["2029", "2030"]),
        ("1985-01", 264, 5, ["1985", "1990", "1995", "2000", "2005"]),
        ("1985-01", 132, 6, ["1986", "1988", "1990", "1992", "1994"]),
        ("2030-03", 8, 5, ["Mar 2030", "Oct 2030"]),
        ("2030-03", 1, 5, ["Mar 2030"]),
    ],
)
def test_a_chart_names_round_years_or_its_first_and_last_month(first, months, most, expected):
    assert [text for _, text, _ in month_ticks(_dates(first, months), most)] == expected


def test_the_years_under_a_chart_stand_at_their_januaries():
    dates = _dates("2028-06", 30)
    assert [dates[place] for place, _, _ in month_ticks(dates, 5)] == ["2029-01", "2030-01"]
