"""The page in a real browser: sorting, filtering, keyboard, narrow screens."""

from __future__ import annotations

import shutil

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as player:
        started = player.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        yield started
        started.close()


@pytest.fixture
def tab(browser, page):
    """The open report, which must end without a word on the console or the network."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    tab, said, asked = context.new_page(), [], []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(page.as_uri())
    yield tab
    assert said == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    context.close()


def _shown(tab):
    return tab.eval_on_selector_all(
        "table.verdicts tbody tr",
        "rows => rows.filter(r => r.offsetParent !== null || r.getClientRects().length).map(r => r.dataset.id)",
    )


def test_sorting_by_share_puts_the_firmest_first_and_says_so(tab, study):
    head = tab.locator("th[data-key=share]")
    head.get_by_role("button").click()
    shares = {c["id"]: -1 if c["share"] is None else c["share"] for c in study.verdicts["claims"]}
    assert [shares[name] for name in _shown(tab)] == sorted(shares.values(), reverse=True)
    assert head.get_attribute("aria-sort") == "descending"
    head.get_by_role("button").press("Enter")
    assert [shares[name] for name in _shown(tab)] == sorted(shares.values())
    assert tab.locator("th[aria-sort=ascending]").count() == 1


def test_filters_narrow_the_table_and_the_sections_together(tab, study):
    tab.fill("#filter-text", "occupier")
    expected = [c["id"] for c in study.verdicts["claims"] if "occupier" in c["says"].lower()]
    assert _shown(tab) == expected
    assert tab.locator("details.claim:visible").count() == len(expected)
    assert tab.inner_text("#shown") == f"{len(expected)} of 43 claims"
    tab.click("#filters button[type=reset]")
    sync_api.expect(tab.locator("#shown")).to_have_text("43 claims")
    tab.check("#filter-added")
    assert _shown(tab) == [c["id"] for c in study.verdicts["claims"] if c["assumptions"]]
    tab.uncheck("#filter-added")
    tab.select_option("#filter-mechanism", "M03")
    assert _shown(tab) == [c["id"] for c in study.verdicts["claims"] if "M03" in c["mechanisms"]]


def test_a_verdict_button_filters_and_lets_go(tab, study):
    button = tab.locator("[data-only=contingent]")
    button.click()
    assert _shown(tab) == [c["id"] for c in study.verdicts["claims"] if c["verdict"] == "contingent"]
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert len(_shown(tab)) == 43


def test_no_claim_left_is_said(tab):
    tab.fill("#filter-text", "no such words anywhere")
    assert tab.is_visible("#none-left")


def test_the_keyboard_alone_reaches_and_opens_a_claim(tab):
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.focus("tr[data-id=C05] a")
    tab.keyboard.press("Enter")
    sync_api.expect(tab.locator("#C05 > summary")).to_be_focused()
    assert tab.evaluate("document.getElementById('C05').open")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    tab.keyboard.press("Enter")
    assert not tab.evaluate("document.getElementById('C05').open")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_runs_off_the_side(tab, width):
    tab.set_viewport_size({"width": width, "height": 844})
    tab.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [320, 390])
def test_small_histories_fill_a_phone_and_no_word_of_a_chart_leaves_its_margins(tab, width):
    tab.set_viewport_size({"width": width, "height": 844})
    tab.evaluate("document.querySelectorAll('#C02, #C02 details').forEach(each => { each.open = true; })")
    column, histories, words = tab.evaluate("""() => {
        const box = each => each.getBoundingClientRect();
        const figures = [...document.querySelectorAll('.multiples figure')];
        return [figures.map(each => box(each).width), figures.map(each => box(each.querySelector('svg')).width),
            [...document.querySelectorAll('.multiples text, #C02 .chart:not(.diagram) text')]
                .map(each => [each.textContent, box(each).left, box(each).right])];
    }""")
    assert histories and histories == pytest.approx(column, abs=1)
    assert [word for word, left, right in words if left < 12 or right > width - 4] == []


def test_without_script_everything_can_still_be_read(browser, page):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(page.as_uri())
    assert tab.locator("table.verdicts tbody tr:visible").count() == 43
    tab.click("#C02 > summary")
    assert tab.locator("#C02 svg.fan").is_visible()
    context.close()


def _lit(tab):
    return tab.eval_on_selector_all("#argument .arrow.lit", "some => some.map(each => each.dataset.by.split(' '))")


def test_a_sentence_lights_its_arrows_and_names_its_claims(tab, study):
    name = next(edge["mechanism"] for edge in study.diagram["edges"] if edge["mechanism"])
    tab.locator(f"#says-{name} summary").press("Enter")
    assert _lit(tab)
    assert all(name in by for by in _lit(tab))
    hanging = tab.eval_on_selector_all(f"#says-{name} li a", "links => links.map(link => link.textContent)")
    cited = [c["id"] for c in study.verdicts["claims"] if name in (*c["mechanisms"], *c["assumptions"])]
    assert hanging == cited
    tab.locator(f"#says-{name} summary").press("Enter")
    sync_api.expect(tab.locator("#argument .arrow.lit")).to_have_count(0)


def test_an_arrow_or_box_of_the_argument_leaves_the_sentences_that_draw_it(tab):
    arrow = tab.locator("#argument .arrow").first
    by = (arrow.get_attribute("data-by") or "").split(" ")
    arrow.dispatch_event("click")
    left = tab.eval_on_selector_all(".sentence:not([hidden])", "some => some.map(each => each.dataset.by)")
    assert sorted(left) == sorted(by)
    box = tab.locator("#argument .variable").first
    box.dispatch_event("click")
    assert tab.inner_text("#argument-shown").endswith(f"for {box.text_content()}")
    tab.click("#argument-filters button[type=reset]")
    sync_api.expect(tab.locator(".sentence[hidden]")).to_have_count(0)
