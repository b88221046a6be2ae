# SPDX-License-Identifier: Apache-2.0
"""The pages as they are written, before any browser: links, forms, words, escaping."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from keiimport.engine import Engine
from keiimport.errors import InputError
from keiimport.facts.texts import STATES
from keiimport.report.words import STATES as SAID
from keiimport.web.law import GRID
from keiimport.web.pages import Question, value_of

HTML = {"accept": "text/html"}
ACTY = "/?q=1999+Honda+Acty&state=Texas&date=2026-11-21"
SCRIPT = "<script>alert(1)</script>"
ATTRIBUTE = '"><img src=x onerror=alert(1)>'


class Page(HTMLParser):
    """What a page holds: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attributes for name, attributes in self.elements if name == tag]

    def fields(self) -> dict[str, str]:
        """What a form would send that is filled in already."""
        return {each["name"]: each.get("value", "") for each in self.all("input") if "name" in each}


def opened(client: TestClient, address: str, status: int = 200) -> Page:
    """The page at an address."""
    found = client.get(address, headers=HTML)
    assert found.status_code == status, found.text[-2000:]
    assert found.headers["content-type"] == "text/html; charset=utf-8"
    return Page(found.text)


# --- every page ---


@pytest.mark.parametrize(
    "address",
    [
        "/", ACTY, f"{ACTY}&full=1", "/ask", "/ask?q=1999+Honda+Acty", "/states",
        "/states?kind=low-speed", "/states?q=1999+Honda+Acty", "/states/TX", "/states/WY",
        "/law", "/law?q=591.5(i)", "/law?kind=fact", "/law/nhtsa.box_1", "/law/vehicle.gvwr",
        "/law/purpose_road_use", "/law/duty.warehouse", "/law/states.al.mini_truck",
    ],
)  # fmt: skip
def test_a_page_stands_by_itself(client: TestClient, address: str) -> None:
    """No script or style in line, nothing from elsewhere, a title, a heading, a language."""
    found = opened(client, address)
    assert len(found.all("h1")) == 1
    assert found.all("html")[0]["lang"] == "en"
    assert not found.all("style")
    assert all("src" in each for each in found.all("script"))
    for tag, attributes in found.elements:
        assert "style" not in attributes and not any(name.startswith("on") for name in attributes)
        for name in ("src", "href", "action"):
            if name in attributes and tag != "svg":
                assert attributes[name].startswith(("/", "#")), attributes
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    labels = {each.get("for") for each in found.all("label")}
    for field in [*found.all("input"), *found.all("select")]:
        assert field.get("type") == "hidden" or field["id"] in labels


@pytest.mark.parametrize("name", ["style.css", "page.js", "icon.svg"])
def test_what_pages_need_is_there(client: TestClient, name: str) -> None:
    found = client.get(f"/static/{name}")
    assert found.status_code == 200
    assert "http" not in found.text.replace("http://www.w3.org/2000/svg", "")


def test_every_link_of_the_first_pages_leads_somewhere(client: TestClient) -> None:
    found = set()
    for page in ("/", ACTY, "/states", "/law"):
        links = {each["href"] for each in opened(client, page).all("a")}
        found.update(sorted(each for each in links if each.startswith("/"))[:120])
    for link in sorted(found):
        assert client.get(link, headers=HTML).status_code == 200, link


@pytest.mark.parametrize(
    "address",
    [
        f"/?q={SCRIPT}",
        f"/?q=1999 Honda Acty {SCRIPT}",
        f"/?q=1999 Honda Acty&state={ATTRIBUTE}",
        f"/?q=1999 Honda Acty&vehicle.model={ATTRIBUTE}",
        f"/?q=1999 Honda Acty&{ATTRIBUTE}.x={ATTRIBUTE}",
        f"/ask?vehicle.make={ATTRIBUTE}",
        f"/ask?about=vehicle.make&answer={ATTRIBUTE}",
        f"/ask?about={ATTRIBUTE}&answer={ATTRIBUTE}",
        f"/states?kind={ATTRIBUTE}",
        f"/states/{ATTRIBUTE}",
        f"/law?q={ATTRIBUTE}&file={ATTRIBUTE}&kind={ATTRIBUTE}",
        f"/law/{ATTRIBUTE}",
        f"/{ATTRIBUTE}",
    ],
)
def test_what_strangers_write_stays_text(client: TestClient, address: str) -> None:
    found = client.get(address, headers=HTML, follow_redirects=True)
    assert found.status_code in (200, 400, 404)
    assert SCRIPT not in found.text
    page = Page(found.text)
    assert not page.all("img")
    assert [each.get("src") for each in page.all("script")] == ["/static/page.js"]


NAMES = ("q", "state", "date", "price", "vehicle.manufactured", "kind", "vehicle.off_road", "full")


@settings(max_examples=30)
@given(name=st.sampled_from([*NAMES, "entry.value.x"]), text=st.text())
def test_any_address_gets_a_page(client: TestClient, name: str, text: str) -> None:
    try:
        text.encode()
    except UnicodeEncodeError:
        return
    for path in ("/", "/states", "/law"):
        told = {"q": "1999 Honda Acty", name: text}
        found = client.get(path, params=told, headers=HTML)
        assert found.status_code in (200, 400), found.text


# --- the answer ---


def test_the_answer_is_on_the_page_with_what_it_rests_on(client: TestClient) -> None:
    text = opened(client, ACTY).text
    for part in ("import this Honda Acty", "HS-7 box 1", "Texas: allowed", "Tell next", "When",
                 "Forms", "keiimport check 1999 Honda Acty"):  # fmt: skip
        assert part in text, part


def test_the_link_holds_the_whole_question(client: TestClient) -> None:
    """Its day too, so that it says the same tomorrow."""
    first = opened(client, "/?q=1999+Honda+Acty&vehicle.body=van&state=TX")
    link = next(each["href"] for each in first.all("a") if each.get("id") == "link")
    told = dict(parse_qsl(urlsplit(link).query))
    assert told.keys() == {"q", "vehicle.body", "state", "date"}
    again = opened(client, link).text  # which only does not warn any more that no day was told
    assert again.partition("Mind this")[0] == first.text.partition("Mind this")[0]


def test_the_next_facts_are_asked_for_in_a_form(client: TestClient) -> None:
    first = opened(client, "/?q=2001+Suzuki+Jimny&date=2026-11-21")
    assert "vehicle.manufactured" in first.fields()
    told = first.fields() | {"vehicle.manufactured": "2001-03"}
    then = client.get("/", params=told, headers=HTML)
    assert "built March 2001" in Page(then.text).text


def test_the_form_asks_what_the_answer_says_to_tell(client: TestClient) -> None:
    first = opened(client, "/?q=2022+Nissan+Sakura&date=2026-11-21")
    assert "The exact day or month it was built and the price." in first.text
    assert [*first.fields()][-2:] == ["vehicle.manufactured", "entry.value"]


def test_a_day_in_words_fits_its_field(client: TestClient) -> None:
    text = "21 September 2026"
    found = opened(client, "/?q=1999+Honda+Acty&date=" + text.replace(" ", "+"))
    field = next(each for each in found.all("input") if each.get("id") == "on")
    assert field["value"] == text and len(text) <= int(field["maxlength"])


def test_a_later_answer_counts_before_the_words(client: TestClient) -> None:
    found = opened(client, "/?q=2001+Suzuki+Jimny&vehicle.manufactured=1999-03&date=2026-11-21")
    assert "built March 1999" in found.text


def test_a_mistake_is_said_and_nothing_is_lost(client: TestClient) -> None:
    found = opened(client, "/?q=1999+Honda+Acty&state=Texass", 400)
    assert "Expected" in found.text
    assert found.fields()["q"] == "1999 Honda Acty"
    assert found.fields()["state"] == "Texass"


# --- the interview ---


def test_the_interview_goes_to_its_end(client: TestClient) -> None:
    answers = {
        "vehicle.make": "Suzuki",
        "vehicle.model": "Carry",
        "vehicle.manufactured": "1998-05",
        "vehicle.registered_in": "JP",
        "entry.state": "TX",
        "entry.value": "4000",
    }
    address = "/ask"
    for _ in range(40):
        page = opened(client, address)
        fields = page.fields()
        if "about" not in fields:
            break
        told = fields | {"answer": answers.get(fields["about"], "")}
        found = client.get("/ask", params=told, headers=HTML, follow_redirects=False)
        assert found.status_code == 303
        address = found.headers["location"]
    assert "Nothing that could be asked matters any more" in page.text
    assert "Yes, as far as the federal agencies go" in page.text
    told = dict(parse_qsl(urlsplit(address).query, keep_blank_values=True))
    assert told["vehicle.model"] == "Carry" and told["price"] == "4000"


def test_the_interview_goes_back_and_takes_back(client: TestClient) -> None:
    page = opened(client, "/ask?vehicle.make=Honda&from=JP")
    links = [each["href"] for each in page.all("a")]
    assert "/ask?vehicle.make=Honda" in links  # back
    assert "/ask?from=JP" in links  # the make again
    again = opened(client, "/ask?from=JP")
    assert again.fields()["about"] == "vehicle.make"


def test_the_interview_shows_the_words_and_takes_them_back(client: TestClient) -> None:
    found = opened(client, "/ask?q=Suzuki+Jimny&from=JP")
    assert "Vehicle Suzuki Jimny take back" in found.text
    links = [each["href"] for each in found.all("a")]
    assert "/ask?from=JP" in links and "/ask?q=Suzuki+Jimny" in links


def test_the_label_is_asked_for_first_and_chosen_in_words(client: TestClient) -> None:
    address = "/ask?q=2012+Honda+NSX"
    page = opened(client, address)
    assert page.fields()["about"] == "vehicle.certified_to"
    assert "US label and Canadian label" in page.text
    both = "us_fmvss, canada_cmvss"
    assert both in [each.get("value") for each in page.all("option")]
    told = opened(client, f"{address}&about=vehicle.certified_to&answer=us_fmvss,+canada_cmvss")
    assert told.fields()["about"] != "vehicle.certified_to"


def test_what_nobody_knows_is_not_asked_again(client: TestClient) -> None:
    page = opened(client, "/ask?vehicle.make=&vehicle.model=")
    assert page.fields()["about"] == "vehicle.manufactured"
    # known in part, and nobody knows it better: what is known stays
    told = "vehicle.make=Suzuki&vehicle.model=Jimny&from=JP&state=&price=5000&date=2026-11-21"
    known = f"/ask?{told}&vehicle.manufactured=2001"
    first = opened(client, known)
    assert first.fields()["about"] == "vehicle.manufactured"
    then = opened(client, f"{known}&vehicle.manufactured=")
    assert then.fields().get("about") != "vehicle.manufactured"
    assert "2001" in then.text


def test_an_answer_that_cannot_be_understood_brings_the_question_again(client: TestClient) -> None:
    page = opened(client, "/ask?vehicle.make=Suzuki&about=vehicle.manufactured&answer=someday", 400)
    assert "`someday` is not a date" in page.text
    assert page.fields()["vehicle.make"] == "Suzuki"


def test_no_header_is_made_of_an_answer(client: TestClient) -> None:
    params = {
        "about": "vehicle.model",
        "answer": "x\r\nset-cookie: a=b",
        "vehicle.make": "\r\nb: c",
    }
    found = client.get("/ask", params=params, follow_redirects=False)
    assert found.status_code == 303
    assert "set-cookie" not in found.headers
    assert found.headers["location"].startswith("/ask?")


# --- the states ---


def test_the_map_has_every_jurisdiction_once() -> None:
    codes = [code for code in GRID.split() if code != ".."]
    assert len(codes) == 51 == len(set(codes))
    assert set(codes) == set(STATES) - {"AS", "GU", "MP", "PR", "VI"}


@pytest.mark.parametrize("kind", ["kei-truck", "kei-car", "larger-import", "low-speed"])
def test_the_map_says_what_the_engine_says(client: TestClient, kind: str) -> None:
    from keiimport.report.states import state_outcome
    from keiimport.web.law import KINDS

    engine = Engine()
    case = Question.of(parse_qsl(KINDS[kind]["address"])).case(engine)[0]
    states = engine.evaluate(case, state="all").to_dict()["states"]
    said = {each["state"]: state_outcome(each) for each in states}
    page = opened(client, f"/states?kind={kind}")
    shown = {
        each["href"].partition("?")[0].removeprefix("/states/"): each["class"]
        for each in page.all("a")
        if each.get("data-column")
    }
    assert shown == {code: said[code] for code in shown} and len(shown) == 51
    assert set(shown.values()) <= SAID.keys()
    assert len(set(shown.values())) > 1


def test_a_state_shows_every_row_with_sources_and_the_day(client: TestClient) -> None:
    engine = Engine()
    text = opened(client, "/states/TX?kind=kei-truck").text
    rows = [row for row in engine.rulebook.states if row.state == "TX"]
    assert rows
    for row in rows:
        assert row.rule in text
        assert all(" ".join(source.split()) in text for source in row.sources)
    assert "Last checked" in text and "states/states.csv" in text


@pytest.mark.parametrize("code", ["XX", "T", "Atlantis"])
def test_another_state_is_not_found(client: TestClient, code: str) -> None:
    found = client.get(f"/states/{code}", headers=HTML)
    assert found.status_code == 404 and "such as `Texas` or `TX`" in found.text


@pytest.mark.parametrize("code", ["tx", "Texas", "new%20york"])
def test_a_state_is_named_as_everywhere(client: TestClient, code: str) -> None:
    assert client.get(f"/states/{code}", headers=HTML).status_code == 200


# --- the law ---


def test_everything_that_has_a_name_has_an_address(client: TestClient) -> None:
    engine = Engine()
    book = engine.rulebook
    names = [path.id for path in book.paths] + [gate.id for gate in book.gates]
    names += [rule.id for rule in book.rules][::40] + [row.rule for row in book.tariff][::20]
    names += [row.rule for row in book.fees][::10] + [row.rule for row in book.states][::40]
    names += [each.id for each in book.presumptions] + [each.id for each in book.remarks][::10]
    names += list(book.vocabulary)[::10]
    for name in names:
        page = opened(client, f"/law/{name}")
        assert page.text.startswith(name), name


def test_a_door_shows_its_law_and_its_scenarios(client: TestClient) -> None:
    text = opened(client, "/law/nhtsa.age.25_years").text
    assert "49 CFR 591.5(i)(1)" in text
    assert "Scenarios that show it" in text
    assert re.search(r"features/federal/nhtsa/age-25-years\.feature:\d+", text)
    assert "Given" in text


def test_a_tag_of_a_table_shows_its_rows(client: TestClient) -> None:
    from keiimport.web.law import _scenarios, _showing

    stem = next(tag for tag in sorted(_scenarios()) if tag.count(".") == 1 and len(
        _scenarios()[tag]) > 1)  # fmt: skip
    assert set(_scenarios()[stem]) <= set(_showing(f"{stem}.any_row"))
    # a presumption and a conclusion are no tags; a step says them
    for name in ("no_special_body", "hts.8704_31"):
        assert any(name in step for each in _showing(name) for step in each.steps)


def test_the_law_is_searched_by_words_citations_and_kinds(client: TestClient) -> None:
    def found(query: str) -> list[str]:
        page = opened(client, f"/law?{query}")
        return [each["href"] for each in page.all("a") if each["href"].startswith("/law/")]

    assert "/law/nhtsa.box_1" in found("q=591.5(i)")
    assert "/law/nhtsa.box_10" in found("q=show+display&kind=door")
    assert all(each.startswith("/law/states.") for each in found("q=texas&kind=state+row"))
    assert found("q=no+such+words+anywhere") == []
    assert found("file=federal/nhtsa/age-25-years.yaml")


# --- the address of a question ---


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def test_an_address_brings_the_question_back() -> None:
    asked = Question("1999 Honda Acty", (("entry.state", "TX"), ("vehicle.body", "")))
    again = Question.of(
        parse_qsl(urlsplit(asked.address()).query, keep_blank_values=True), keep_unknown=True
    )
    assert again == asked


def test_a_command_says_the_same(engine: Engine) -> None:
    asked = Question("1999 Honda Acty $(reboot)", (("entry.state", "TX"),))
    assert asked.command() == "keiimport check 1999 Honda Acty '$(reboot)' --state=TX"
    assert asked.telling("vehicle.body", "van").command() is None


@pytest.mark.parametrize(
    ("fact", "text", "value"),
    [
        ("entry.personal_use", "yes", True),
        ("vehicle.fmvss.208", "no", False),
        ("vehicle.certified_to", "us_fmvss, canada_cmvss", ["us_fmvss", "canada_cmvss"]),
        ("vehicle.certified_to", "none", []),
        ("vehicle.manufactured", "H13.11", "H13.11"),
        ("entry.state", "Texas", "TX"),
        ("vehicle.make", "", None),
    ],
)
def test_what_is_written_is_a_value(engine: Engine, fact: str, text: str, value: Any) -> None:
    assert value_of(engine, fact, text) == value


@pytest.mark.parametrize("fact", ["vehicle.nonsense", "x.y", "vehicle", ".", "vehicle.fmvss."])
def test_no_such_fact_is_a_sentence(engine: Engine, fact: str) -> None:
    with pytest.raises(InputError):
        value_of(engine, fact, "yes")
