"""A comparison of theories as a document, as a page in a real browser, and in the terminal."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from rich.console import Console

import groundswell
from groundswell.fit import theories_given_record
from groundswell.report import (
    COMPARE_SCHEMA,
    as_json,
    compare_lines,
    compare_page,
    compare_schema,
    compare_tables,
    comparison_document,
)

DOCUMENT = Path(__file__).parents[2] / "docs/compare-json.md"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def found():
    case = groundswell.load_case("two-harbours")
    return replace(groundswell.compare(case, readings=64), given=theories_given_record(case, 64))


@pytest.fixture(scope="module")
def document(found):
    return comparison_document(found)


@pytest.fixture(scope="module")
def page(document, tmp_path_factory):
    path = tmp_path_factory.mktemp("compare") / "compare.html"
    path.write_text(compare_page(document), encoding="utf-8")
    return path


def names(schema):
    for name, part in schema.get("properties", {}).items():
        yield name
        yield from names(part)
        yield from names(part.get("items", {}))
        more = part.get("additionalProperties")
        yield from names(more if isinstance(more, dict) else {})


def test_the_schema_is_itself_valid_and_every_field_is_documented():
    schema, text = compare_schema(), DOCUMENT.read_text(encoding="utf-8")
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == COMPARE_SCHEMA
    assert [name for name in names(schema) if f"`{name}`" not in text] == []


def test_the_document_fits_its_schema_and_is_plain_json(document):
    jsonschema.validate(document, compare_schema())
    assert json.loads(as_json(document)) == document


def test_the_document_is_keyed_by_theory(document):
    assert list(document["theories"]) == ["text", "RV01", "null", "still", "trend"]
    assert document["theories"]["RV01"]["drops"] == ["M01", "M03"]
    assert document["theories"]["RV01"]["adds"][0]["id"] == "RV01a"


def test_a_rival_says_whether_its_observation_tells_it_from_the_text(document):
    told = document["rivals"]["RV01"]
    assert told["formula"].startswith("support(A_lantern_party) at 2031-12")
    assert told["discriminates"] == (told["formula_parts"] or bool(told["telling"]))
    assert told["under_text"]["share"] is not None and told["under_rival"]["share"] is not None


def test_saving_a_comparison_leaves_three_files(found, tmp_path):
    groundswell.save(found, tmp_path, command="groundswell compare two-harbours")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "compare-manifest.json", "compare.html", "compare.json",
    ]  # fmt: skip
    manifest = json.loads((tmp_path / "compare-manifest.json").read_text(encoding="utf-8"))
    assert manifest["readings"] == {"drawn": 64} and manifest["theories"][0] == "text"
    assert len(manifest["hashes"]["rivals.yaml"]) == 64


def test_what_the_record_says_of_theories_stands_beside_their_verdicts(document, page):
    given = document["record"]
    assert list(given["theories"]) == ["text", "RV01", "null", "still"]
    assert given["holdout"] is None and all(one["holdout"] is None for one in given["theories"].values())
    html = page.read_text(encoding="utf-8")
    assert "Theories given the record" in html and html.count('class="chart board"') == 2
    assert "".join(given["sentences"][1]) in "\n".join(compare_lines(document))


def test_the_terminal_shows_every_theory_and_brackets_what_tells(document):
    out = Console(file=io.StringIO(), width=100)
    for table in compare_tables(document):
        out.print(table)
    text = out.file.getvalue()  # type: ignore[attr-defined]
    assert all(line in text for line in ("shuffled theor", "better speakers", "nothing changes", "given the record"))
    assert all(len(line) <= 100 for line in text.splitlines())
    row = next(line for line in text.splitlines() if line.startswith("C01"))
    assert row.count("[") == sum("C01" in pair["opposed"] for pair in document["pairs"] if pair["one"] == "text")
    assert "Told from the text" in "\n".join(compare_lines(document)) or "Not told apart" in "\n".join(
        compare_lines(document)
    )


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with sync_api.sync_playwright() as player:
        started = player.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def tab(browser, page):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    tab, said = context.new_page(), []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(page.as_uri())
    yield tab
    assert said == []
    context.close()


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_nothing_runs_off_the_side(tab, width):
    tab.set_viewport_size({"width": width, "height": 844})
    tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_any_two_theories_can_be_chosen_with_the_keyboard(tab, document):
    tab.focus("#other")
    tab.keyboard.press("End")
    expected = next(p["opposed"] for p in document["pairs"] if (p["one"], p["other"]) == ("text", "trend"))
    assert tab.input_value("#other") == "trend"
    rows = tab.eval_on_selector_all("#pair-table tbody tr:not(.quiet-row) th", "all => all.map(e => e.textContent)")
    assert rows == expected


def test_a_link_to_a_rival_opens_it(tab):
    tab.click("a[href='#r-RV01']")
    assert tab.evaluate("document.getElementById('r-RV01').open")
    assert tab.evaluate("document.activeElement.closest('details').id") == "r-RV01"


def test_without_script_both_tables_can_be_read(browser, page):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(page.as_uri())
    assert tab.locator("#claims tbody tr:visible").count() == 3
    assert not tab.is_visible("#pair")
    context.close()
