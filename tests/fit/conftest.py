"""A browser that says how far a page runs off the side, at the width of a phone and of a laptop."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture
def overhang(tmp_path: Path) -> Callable[[str], list[int]]:
    """Pixels by which a page is wider than a phone and a laptop; what it says on the console fails the test."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

    def measured(page: str) -> list[int]:
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        with api.sync_playwright() as player:
            browser = player.chromium.launch(executable_path=CHROMIUM, args=["--headless", "--no-sandbox"])
            found = [_over(browser, tmp_path / "page.html", width) for width in (390, 1280)]
            browser.close()
        return found

    return measured


def _over(browser, path: Path, width: int) -> int:
    tab, said = browser.new_page(viewport={"width": width, "height": 800}), []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(path.as_uri())
    assert said == []
    return int(tab.evaluate("document.documentElement.scrollWidth - innerWidth"))
