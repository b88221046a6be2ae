# SPDX-License-Identifier: Apache-2.0
"""The page for tables: mapping, summary, download, and tables that are none."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from .test_pages import HTML, Page

pytest.importorskip("polars")

TABLE = (
    "brand,model,manufactured,marka_name,lot\n"
    "Honda,Acty,1999-05,HONDA,1\n"
    "Nissan,Sakura,2022-06,NISSAN,2\n"
    ",,someday,,<script>alert(1)</script>\n"
)
CHOSEN = {"columns": "1", "c0": "vehicle.make", "c1": "vehicle.model", "c2": "vehicle.manufactured"}


def sent(client: TestClient, told: dict[str, str], file: bytes = b"") -> Any:
    """What the page answers to its form."""
    return client.post("/batch", data=told, files={"file": ("lots.csv", file)}, headers=HTML)


def suggested(client: TestClient, table: str) -> dict[str, str]:
    """What the page takes each column for."""
    parts = sent(client, {}, table.encode()).text.split('<select name="')[1:]
    each = (part.partition("</select>")[0] for part in parts)
    found = ((part.partition('"')[0], part.partition('" selected')) for part in each)
    return {name: fact.rpartition('value="')[2] if sign else "" for name, (fact, sign, _) in found}


def test_the_columns_of_a_file_are_suggested(client: TestClient) -> None:
    found = sent(client, {}, TABLE.encode())
    assert found.status_code == 200
    page = Page(found.text)
    selects = [each["name"] for each in page.all("select")]
    assert selects == ["c0", "c1", "c2", "c3", "c4"]
    facts = ["vehicle.make", "vehicle.model", "vehicle.manufactured", "", ""]
    assert [*suggested(client, TABLE).values()] == facts
    assert "there is no fact `marka_name`" in page.text
    assert "3 rows." in page.text
    assert "Honda; Nissan" in page.text


LISTED = (
    "maker,model,year/month,Price (JPY),GVWR (lb),remarks,title,line\n"
    "Honda,Acty,1999-05,500000,2600,good,,a\n"
    "Honda,Acty,1999-05,500000,2600,engine swap,,b\n"
    "Honda,Acty,1999-05,500000,2600,actual build 2004,,=c\n"
    "Suzuki,Carry,1998-05,500000,2600,,1998 Suzuki Carry LS swap,d\n"
)


def test_a_table_is_read_as_by_the_command(client: TestClient) -> None:
    """Units in headings, remarks and titles too; whoever corrects a column keeps the rest."""
    from keiimport.batch.job import run

    output = io.BytesIO()
    run(io.BytesIO(LISTED.encode()), output, input_format="csv", output_format="csv")
    own = list(csv.DictReader(io.StringIO(output.getvalue().decode())))
    outcomes = [row["outcome"] for row in own]
    assert outcomes == ["admissible", "conditional", "undetermined", "conditional"]
    shown = Page(sent(client, {}, LISTED.encode()).text)
    assert "entry.value" in shown.text
    told = {"table": LISTED, "columns": "1", **suggested(client, LISTED), "download": "1"}
    assert told["c0"] == "vehicle.make" and told["c5"] == ""
    for more in ({}, {"c3": ""}):
        text = sent(client, {**told, **more}).text
        rows = list(csv.DictReader(io.StringIO(text)))
        assert [row["outcome"] for row in rows] == outcomes
        assert [row["line_"] for row in rows] == ["a", "b", "'=c", "d"]
        assert [row["line"] for row in rows] == ["2", "3", "4", "5"]


def test_a_price_in_yen_is_never_one_in_dollars(client: TestClient) -> None:
    told = {"table": LISTED, "columns": "1", **suggested(client, LISTED), "download": "1"}
    for more in ({}, {"c7": "vehicle.title"}, {"c4": ""}):
        text = sent(client, {**told, **more}).text
        assert "500000" in text
        assert {row.get("duty_amount") for row in csv.DictReader(io.StringIO(text))} == {""}


def test_the_answers_are_summed_up_and_shown(client: TestClient) -> None:
    found = sent(client, {"table": TABLE, **CHOSEN})
    text = Page(found.text).text
    assert "Yes, it may be imported 1" in text
    assert "Not yet 1" in text
    assert "2047: 1" in text
    assert "Line 4: vehicle.manufactured: `someday` is not a date" in text
    assert "<script>alert" not in found.text


def test_the_answers_are_downloaded(client: TestClient) -> None:
    found = sent(client, {"table": TABLE, **CHOSEN, "download": "1", "state": "TX"})
    assert found.headers["content-type"].startswith("text/csv")
    assert found.headers["content-disposition"] == 'attachment; filename="answers.csv"'
    rows = list(csv.DictReader(io.StringIO(found.text)))
    assert [row["outcome"] for row in rows] == ["admissible", "not_yet", ""]
    assert [row["brand"] for row in rows] == ["Honda", "Nissan", ""]
    assert rows[0]["state_outcome"] == "allowed"


def test_the_form_of_the_answers_holds_the_table(client: TestClient) -> None:
    """The download asks the same of the same table, and the server kept nothing."""
    found = sent(client, {"table": TABLE, **CHOSEN}).text
    assert Page(found).fields() == CHOSEN
    held = unescape(found.partition("hidden>\n")[2].partition("</textarea>")[0])
    assert held == TABLE


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (b"", "There is no table"),
        (b"\xff\xfe", "The input is empty"),
        (b"model,model\n1,2\n", "stands twice"),
        (b"a\n" * 30_000, "more than 20,000 rows"),
        (b"x" * (2 << 20) + b"yy", "too large"),
        (b"," * 500, "501 columns"),
        (b"PAR1" + b"\0" * 50, "Parquet"),
    ],
)
def test_what_is_no_table_is_told(client: TestClient, table: bytes, said: str) -> None:
    found = sent(client, {}, table)
    assert found.status_code == 400
    assert said in Page(found.text).text


def test_other_encodings_are_read(client: TestClient) -> None:
    found = sent(client, {}, "メーカー,車種\nホンダ,アクティ\nスズキ,キャリイ\n".encode("cp932"))
    assert "ホンダ ; スズキ" in Page(found.text).text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"columns": "1"}, "No column tells anything"),
        ({**CHOSEN, "c0": "vehicle.nonsense"}, "vehicle.nonsense"),
        ({**CHOSEN, "state": "Texass"}, "Texas"),
    ],
)
def test_choices_that_cannot_be_are_told(
    client: TestClient, told: dict[str, str], said: str
) -> None:
    found = sent(client, {"table": TABLE, **told})
    assert found.status_code == 400
    assert said in Page(found.text).text


def test_a_form_that_is_none_is_told_in_one_sentence(client: TestClient) -> None:
    head = {**HTML, "content-type": "multipart/form-data"}
    text = Page(client.post("/batch", content=b"x", headers=head).text).text
    assert "Missing boundary in multipart. " in text


@pytest.mark.parametrize("kind", ["application/json", "text/csv", "multipart/form-data", ""])
def test_what_no_form_sends_is_refused(client: TestClient, kind: str) -> None:
    found = client.post("/batch", content=b"make\nHonda\n", headers={**HTML, "content-type": kind})
    assert found.status_code in (400, 415)


def test_many_bad_files_at_a_time_hurt_nobody(client: TestClient) -> None:
    bad = [b"\0" * 5000, b'"' * 5000, b"\xff\xfe\xff" * 2000, b"\r" * 5000, b",\n" * 5000] * 4
    with ThreadPoolExecutor(10) as together:
        answers = list(together.map(lambda file: sent(client, {}, file).status_code, bad))
    assert set(answers) <= {200, 400}
    assert client.get("/?q=1999+Honda+Acty", headers=HTML).status_code == 200
