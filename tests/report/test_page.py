from __future__ import annotations

import copy
import re
from html.parser import HTMLParser

import groundswell.report as room
from groundswell.report import write_report

VOID = {"meta", "link", "input", "br", "hr", "img"}


class Reader(HTMLParser):
    """Follows open tags, ids and links."""

    def __init__(self):
        super().__init__()
        self.open, self.ids, self.links, self.faults = [], [], [], []

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found[name] for name in ("href", "src", "xlink:href") if found.get(name)]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append((tag, self.getpos()))


def _read(html):
    reader = Reader()
    reader.feed(html)
    return reader


def test_the_room_lists_its_public_names_in_order():
    assert room.__all__ == sorted(room.__all__)
    assert all(hasattr(room, name) for name in room.__all__)


def test_the_page_is_well_formed_with_single_ids(html):
    reader = _read(html)
    assert reader.faults == []
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))


def test_every_claim_has_a_row_and_a_section(html, study):
    ids = set(_read(html).ids)
    for claim in study.verdicts["claims"]:
        assert claim["id"] in ids
        assert f'data-id="{claim["id"]}"' in html


def test_every_link_inside_the_page_leads_somewhere(html):
    reader = _read(html)
    inside = {link[1:] for link in reader.links if link.startswith("#")}
    assert inside <= set(reader.ids)


def test_nothing_is_asked_of_a_network(html):
    assert {link for link in _read(html).links if not link.startswith("#")} == {"data:,"}
    assert not re.search(r"https?:|@import|url\((?!#)|fetch\(|XMLHttpRequest|<iframe", html)
    assert "default-src 'none'" in html


def test_words_from_the_ledger_are_escaped(html):
    assert "&lt;posts &amp; cars&gt;" in html
    assert "<posts" not in html


def test_hostile_words_stay_words(study, tmp_path):
    verdicts = copy.deepcopy(study.verdicts)
    evil = "</script><script>alert(1)</script>\"'>"
    claim = verdicts["claims"][0]
    claim.update(says=evil, window=evil, outcome=evil, flags=[evil], reason=evil)
    claim["arms"][0].update(says=evil, change=evil, formula=evil)
    fans = {**study.fans, claim["id"]: {"arm-1": {**study.fans[claim["id"]]["arm-1"], "node": evil}}}
    path = tmp_path / "hostile.html"
    write_report(path, verdicts, fans, study.case, study.diagram)
    html = path.read_text(encoding="utf-8")
    assert "alert(1)</script>" not in html
    assert _read(html).faults == []


def test_the_page_stays_small(page):
    assert page.stat().st_size < 4_000_000


def test_the_same_study_gives_the_same_page(study, html, tmp_path):
    path = tmp_path / "again.html"
    write_report(path, study.verdicts, study.fans, study.case, study.diagram)
    assert path.read_text(encoding="utf-8") == html


def test_a_study_without_fans_diagram_or_extras_still_makes_a_page(study, tmp_path):
    verdicts = {**study.verdicts, "assumptions": [], "at_bound": [], "explananda": []}
    verdicts.pop("manifest")
    for claim in (verdicts := copy.deepcopy(verdicts))["claims"]:
        claim["assumptions"] = []
    path = tmp_path / "bare.html"
    write_report(path, verdicts, {}, study.case, {"nodes": [], "edges": []})
    assert _read(path.read_text(encoding="utf-8")).faults == []


def test_each_chart_has_words_for_those_who_do_not_see_it(html):
    charts = re.findall(r"<svg [^>]*class=\"(?:chart|bar)[^>]*>", html)
    assert len(charts) > 200
    assert all('role="img"' in chart and 'aria-label="' in chart for chart in charts)


def test_motion_print_and_dark_are_provided_for(html):
    for query in ("prefers-reduced-motion", "prefers-color-scheme:dark", "@media print"):
        assert query in html


def test_one_of_a_kind_is_counted_in_the_singular(study, tmp_path):
    text = {"paragraphs": [], "facts": [], "norms": [{"id": "N01", "says": "It ought.", "paragraphs": ["p1"]}]}
    one = {"id": "A1", "case": "elsewhere", "paragraphs": [], "says": "It is alike.", "mechanisms": {}, "claims": []}
    text["analogies"] = [{**one, "structure": "the same.", "differences": "the place"}]
    claim = study.verdicts["claims"][0]
    added = [{"id": "X01", "says": "It is so.", "reason": "a gap without a full stop", "claims": []}]
    few = {**study.verdicts, "claims": [claim], "assumptions": added, "text": text}
    readings = {**study.verdicts["readings"], "admissible_share": 0.999}
    conditions = {"modelled": 1, "not_modelled": []}
    write_report(
        tmp_path / "few.html", few | {"readings": readings, "conditions": conditions}, {}, study.case, study.diagram
    )
    said = (tmp_path / "few.html").read_text(encoding="utf-8")
    for words in ("One analogy", "No facts", "One statement", "1 claim<", "a gap without a full stop. <span",
                  "Same structure: the same. What differs: the place. Its",
                  "Of the readings drawn, over 99\N{NO-BREAK SPACE}% do.",
                  "One condition of mechanisms became an executable gate; none is left out."):  # fmt: skip
        assert words in said, words


def test_an_assumption_that_is_only_switched_off_is_not_said_to_touch_nothing(study, tmp_path):
    claim = next(one for one in study.verdicts["claims"] if one["verdict"] == "no route")
    cut = {**claim, "assumptions": [], "muted": ["X02"], "arms": [{**arm, "cut_by": ["X02"]} for arm in claim["arms"]]}
    added = [{**one, "claims": []} for one in study.verdicts["assumptions"] if one["id"] in ("X02", "X03")]
    few = {**study.verdicts, "claims": [cut], "assumptions": added}
    write_report(tmp_path / "cut.html", few, {}, study.case, study.diagram)
    said = (tmp_path / "cut.html").read_text(encoding="utf-8")
    assert said.count('Switched off for <a href="#C40">C40</a>, on whose outcome it would act directly.') == 2
    assert said.count("No claim touches it.") == 1
    assert "no route once X02 is switched off" in said
