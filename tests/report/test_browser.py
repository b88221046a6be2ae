# SPDX-License-Identifier: Apache-2.0
"""The pages as a browser shows them: laid out, read by axe, and printed by Chromium."""

from __future__ import annotations

import itertools
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import keiimport
from keiimport.report import html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.json"))
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, DESK = 390, 1280
STATE = "MN"
"""A state whose answer has branches, the longest to show."""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is installed here (apt-get install chromium)"
)


@cache
def verdict(name: str, state: str | None = STATE) -> keiimport.Verdict:
    example = next(path for path in EXAMPLES if path.stem == name)
    return keiimport.evaluate(example.read_bytes(), state=state)


PAGES = {
    "not yet": lambda: verdict("sakura-2022").to_html(),
    "yes": lambda: verdict("carry-1998").to_html(),
    "not sure": lambda: verdict("hijet-2023-off-road").to_html(),
    "full": lambda: verdict("kei-truck-h13").to_html(full=True),
    "every state": lambda: verdict("carry-1998", "all").to_html(),
    "why": lambda: html.render_why(verdict("sakura-2022").why("nhtsa.box_1")),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=True, offline=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(window: Page) -> Page:
    """A page that may load nothing, as every page of ours needs nothing besides itself."""
    window.goto("about:blank")  # nothing of the test before
    return window


def shown(page: Page, text: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.set_content(text)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out_and_axe_finds_nothing(page: Page, name: str) -> None:
    """On a phone and on a desk, no line is wider, and no part scrolls by itself.

    Contrast, headings, names and roles are as they should be.
    """
    shown(page, PAGES[name](), PHONE)
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(_STICKING_OUT) == []
        assert page.evaluate(_SCROLLING) == []
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for width in (PHONE, DESK):
        page.set_viewport_size({"width": width, "height": 800})
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()


_STICKING_OUT = """() => [...document.querySelectorAll('body *:not(.skip):not(thead *):not(thead)')]
  .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
  .map(each => each.outerHTML.slice(0, 80))"""
_SCROLLING = """() => [...document.querySelectorAll('body *')]
  .filter(each => ['auto', 'scroll'].includes(getComputedStyle(each).overflowX))
  .map(each => each.outerHTML.slice(0, 80))"""


@pytest.mark.parametrize("name", PAGES)
def test_it_is_taken_as_it_was_written(page: Page, name: str) -> None:
    """The browser repairs nothing: as many elements of each kind as were written."""
    text = PAGES[name]()
    shown(page, text, DESK)
    for tag in ("h1", "h2", "h3", "table", "tr", "td", "li", "section", "svg", "rect", "a", "p"):
        written = len(re.findall(rf"<{tag}[ >]", text))
        assert page.locator(tag).count() == written, tag


def test_the_picture_can_be_read_on_a_phone(page: Page) -> None:
    """Its letters stay as large as those of the page, and its years do not touch."""
    shown(page, PAGES["not yet"](), PHONE)
    boxes = [each.bounding_box() for each in page.locator("svg text.year").all()]
    assert len(boxes) > 3 and None not in boxes
    for one, after in itertools.pairwise(boxes):
        assert one and after and one["height"] >= 12
        assert one["x"] + one["width"] + 4 < after["x"]


@pytest.mark.parametrize(
    "example",
    [
        "carry-1998",
        "hijet-2023-off-road",
        "kei-truck-2001-11",
        "kei-truck-h13",
        "leaf-2011-either-market",
        "leaf-2011-us",
        "low-speed-vehicle-2025",
        "sakura-2022-limited",
        "slow-2006",
        "x-trail-2001",
    ],
)
def test_it_prints_on_two_pages(page: Page, example: str) -> None:
    """The longest answers among the examples, with a state whose answer has branches."""
    shown(page, verdict(example).to_html(), DESK)
    printed = page.pdf(format="Letter")
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 2
