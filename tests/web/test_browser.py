# SPDX-License-Identifier: Apache-2.0
"""The pages in a real browser: asked, answered, shared, by keyboard, on a phone, on paper."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from .conftest import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PHONE, DESK = 390, 1280
ACTY = "/?q=1999+Honda+Acty&state=Texas&date=2026-11-21"
TABLE = "make,model,manufactured,lot\nHonda,Acty,1999-05,1\nNissan,Sakura,2022-06,2\n"
PAGES = {
    "home": "/",
    "answer": ACTY,
    "full answer": f"{ACTY}&full=1",
    "not sure": "/?q=2001+Suzuki+Jimny&date=2026-11-21",
    "mistake": "/?q=hello",
    "interview": "/ask?vehicle.make=Suzuki",
    "interview with choices": "/ask?q=Suzuki+Jimny&vehicle.manufactured=2001&from=JP",
    "map": "/states",
    "state": "/states/TX?kind=kei-truck",
    "law": "/law",
    "law found": "/law?q=591.5(i)",
    "law of one": "/law/nhtsa.age.25_years",
    "fact": "/law/vehicle.gvwr",
    "table": "/batch",
    "nothing": "/nothing",
}

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="no Chromium is installed here (apt-get install chromium)"
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield found
        found.close()


@contextmanager
def opened(browser: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    """Contexts of the browser; whatever any of them asks of another machine fails the test."""
    contexts, elsewhere = [], []

    def opened(**told: object) -> BrowserContext:
        context = browser.new_context(base_url=server.address, **told)  # type: ignore[arg-type]
        context.on("request", lambda asked: _watch(asked.url, server, elsewhere))
        contexts.append(context)
        return context

    yield opened
    for context in contexts:
        context.close()
    assert elsewhere == []


@pytest.fixture
def opening(browser: Browser, server: Server) -> Iterator[Callable[..., BrowserContext]]:
    with opened(browser, server) as opening:
        yield opening


def _watch(address: str, server: Server, elsewhere: list[str]) -> None:
    if not address.startswith((server.address, "data:", "blob:")):
        elsewhere.append(address)


def watched(context: BrowserContext) -> tuple[Page, list[str]]:
    """A new page, and what its script has stumbled over."""
    found, wrong = context.new_page(), []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    return found, wrong


@pytest.fixture
def page(opening: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A page on a desk, whose script must not stumble."""
    found, wrong = watched(opening(viewport={"width": DESK, "height": 900}))
    yield found
    assert [each for each in wrong if "status of 4" not in each] == []


@pytest.fixture(scope="module")
def window(browser: Browser, server: Server) -> Iterator[tuple[Page, list[str]]]:
    with opened(browser, server) as opening:
        yield watched(opening())


@pytest.fixture
def looked_at(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """One page for all tests that only look: each goes where it looks itself."""
    found, wrong = window
    wrong.clear()
    yield found
    assert [each for each in wrong if "status of 4" not in each] == []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def either(request: pytest.FixtureRequest, opening: Callable[..., BrowserContext]) -> Page:
    """A page with JavaScript, and one without."""
    return opening(java_script_enabled=request.param).new_page()


# --- what people do ---


def test_ask_answer_next_fact_state_and_share(either: Page) -> None:
    page = either
    page.goto("/")
    page.get_by_label("Which vehicle").fill("2001 Suzuki Jimny")
    page.get_by_label("When").fill("2026-11-21")
    with page.expect_navigation():
        page.get_by_role("button", name="Ask").click()
    assert "Suzuki Jimny" in page.locator("h1").inner_text()
    assert "We can't say yet" in page.locator(".verdict").inner_text()
    # the next fact, in the form right there
    page.locator("#next [name='vehicle.manufactured']").fill("2001-03")
    with page.expect_navigation():
        page.get_by_role("button", name="Answer again").click()
    assert "Yes" in page.locator(".verdict").inner_text()
    # the state
    page.get_by_label("To which state").fill("Texas")
    with page.expect_navigation():
        page.get_by_role("button", name="Ask").click()
    assert "Texas" in page.locator("dl.answer").inner_text()
    # the link holds all of it
    link = page.locator("#link").get_attribute("href")
    assert link is not None and "state=Texas" in link and "date=2026-11-21" in link
    before = page.locator("dl.answer").inner_text()
    page.goto("/")
    page.goto(link)
    assert page.locator("dl.answer").inner_text() == before


def test_an_example_is_a_click_away(either: Page) -> None:
    either.goto("/")
    with either.expect_navigation():
        either.get_by_role("link", name="2022 Nissan Sakura limited to 25 mph").click()
    assert "Not yet" in either.locator(".verdict").inner_text()


def test_the_interview_to_its_end(either: Page) -> None:
    page = either
    answers = {"vehicle.make": "Suzuki", "vehicle.model": "Carry", "entry.state": "TX",
               "vehicle.manufactured": "1998-05", "vehicle.registered_in": "JP"}  # fmt: skip
    page.goto("/ask")
    asked = []
    for _ in range(40):
        if not page.locator("form.interview").count():
            break
        about = page.locator("input[name=about]").get_attribute("value") or ""
        asked.append(about)
        if about not in answers:
            with page.expect_navigation():
                page.get_by_role("button", name="Don't know").click()
            continue
        field = page.locator("#answer")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(answers[about])
        else:
            field.fill(answers[about])
        with page.expect_navigation():
            page.get_by_role("button", name="Go on").click()
    assert asked[0] == "vehicle.make" and len(asked) == len(set(asked))
    assert "Nothing that could be asked matters any more" in page.locator("main").inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="The whole answer").click()
    assert "Yes" in page.locator(".verdict").inner_text()


def test_the_interview_goes_back(either: Page) -> None:
    page = either
    page.goto("/ask")
    page.locator("#answer").fill("Suzuki")
    with page.expect_navigation():
        page.get_by_role("button", name="Go on").click()
    second = page.locator("h1").inner_text()
    with page.expect_navigation():
        page.get_by_role("link", name="Back", exact=True).click()
    assert page.locator("h1").inner_text() != second
    page.locator("#answer").fill("Suzuki")
    with page.expect_navigation():
        page.get_by_role("button", name="Go on").click()
    assert page.locator("h1").inner_text() == second


def test_a_table_is_dropped_mapped_and_downloaded(either: Page, tmp_path: Path) -> None:
    pytest.importorskip("polars")
    page, file = either, tmp_path / "lots.csv"
    file.write_text(TABLE, encoding="utf-8")
    page.goto("/batch")
    page.get_by_label("A CSV file").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name="Look at its columns").click()
    assert page.get_by_label("manufactured").input_value() == "vehicle.manufactured"
    with page.expect_navigation():
        page.get_by_role("button", name="Answer").click()
    page.get_by_role("heading", name="Summary").wait_for()
    assert "Yes, it may be imported" in page.locator("main").inner_text()
    assert page.locator("table.rows tbody tr").count() == 2
    with page.expect_download() as started:
        page.get_by_role("button", name="Download all answers").click()
    text = started.value.path().read_text(encoding="utf-8")
    assert started.value.suggested_filename == "answers.csv"
    assert [line.split(",")[0] for line in text.splitlines()] == ["line", "2", "3"]


def test_the_law_is_searched(either: Page) -> None:
    either.goto("/law")
    either.get_by_label("Words, a citation, a name").fill("591.5(i)")
    with either.expect_navigation():
        either.get_by_role("button", name="Search").click()
    with either.expect_navigation():
        either.get_by_role("link", name="nhtsa.age.25_years").click()
    assert "Scenarios that show it" in either.locator("main").inner_text()


# --- by keyboard ---


def test_the_map_is_used_by_keyboard(either: Page) -> None:
    """Tab comes to the tiles, each says its state and answer, Enter leads to the state."""
    page = either
    page.goto("/states")
    names = []
    for _ in range(80):
        page.keyboard.press("Tab")
        name = page.locator("*:focus").get_attribute("aria-label")
        if name is not None:
            names.append(name)
        if name is not None and name.startswith("Texas"):
            break
    assert names[-1].startswith("Texas: ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/states/TX?**")
    assert page.locator("h1").inner_text() == "Texas"


def test_the_arrow_keys_go_over_the_map(page: Page) -> None:
    page.goto("/states")
    page.locator("a[href^='/states/TX']").focus()
    seen = []
    for key in ("ArrowUp", "ArrowRight", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        seen.append(page.locator("*:focus").get_attribute("href").partition("?")[0])  # type: ignore[union-attr]
    assert seen == ["/states/OK", "/states/LA", "/states/OK", "/states/TX"]


def test_the_keyboard_shows_where_it_is(page: Page) -> None:
    """The first stop leads past the menu; whatever has the focus can be seen to have it."""
    page.goto(ACTY)
    page.keyboard.press("Tab")
    assert page.locator("*:focus").inner_text() == "Skip to the content"
    stops = 0
    while stops < 60:
        page.keyboard.press("Tab")
        here = page.evaluate("document.activeElement.outerHTML.slice(0, 100)")
        if here.startswith("<body"):  # past the last stop
            break
        stops += 1
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none", here
    assert stops > 15


# --- how it looks ---


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_on_a_phone_and_axe_finds_nothing_serious(
    looked_at: Page, name: str
) -> None:
    looked_at.set_viewport_size({"width": PHONE, "height": 900})
    looked_at.goto(PAGES[name])
    assert looked_at.evaluate("document.documentElement.scrollWidth") <= PHONE
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for width in (PHONE, DESK):
        looked_at.set_viewport_size({"width": width, "height": 900})
        found = axe.run(looked_at)
        serious = [
            (each["id"], [node["html"][:200] for node in each["nodes"][:3]])
            for each in found.response["violations"]
            if each["impact"] in ("serious", "critical")
        ]
        assert serious == []


def test_the_answers_of_a_table_fit_on_a_phone(page: Page, tmp_path: Path) -> None:
    pytest.importorskip("polars")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    file = tmp_path / "lots.csv"
    file.write_text(TABLE, encoding="utf-8")
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.goto("/batch")
    page.get_by_label("A CSV file").set_input_files(file)
    for button in ("Look at its columns", "Answer"):
        with page.expect_navigation():
            page.get_by_role("button", name=button).click()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE
        found = axe.run(page).response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    head = "getComputedStyle(document.querySelectorAll('.rows td')[1], '::before').content"
    assert page.evaluate(head) == '"make: "'  # where the heads of columns have no place


@pytest.mark.parametrize(
    "question",
    [
        "1999 Honda Acty&state=Texas",
        "2022 Nissan Sakura limited to 25 mph&state=Minnesota",
        "2001 Suzuki Jimny",
        "1998 Suzuki Carry&state=Minnesota&price=4000",
    ],
)
def test_an_answer_prints_on_two_pages(looked_at: Page, question: str) -> None:
    looked_at.goto(f"/?date=2026-11-21&q={question}")
    printed = looked_at.pdf(format="Letter")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", printed)) <= 2


def test_the_link_is_copied(opening: Callable[..., BrowserContext], server: Server) -> None:
    context = opening(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(ACTY)
    page.get_by_role("button", name="Copy it").click()
    page.get_by_role("button", name="Copied").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert urlsplit(copied).netloc == urlsplit(server.address).netloc
    assert "q=1999+Honda+Acty" in copied


def test_the_policy_stops_what_it_should(opening: Callable[..., BrowserContext]) -> None:
    """Were a script to slip into a page, the browser would not run it."""
    page = opening().new_page()
    page.goto("/")
    page.evaluate(
        "() => { const made = document.createElement('script');"
        " made.textContent = 'window.ran = true'; document.body.append(made); }"
    )
    assert page.evaluate("window.ran === undefined")
