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


def test_the_columns_of_a_file_are_suggested(client: TestClient) -> None:
    found = sent(client, {}, TABLE.encode())
    assert found.status_code == 200
    page = Page(found.text)
    selects = [each["name"] for each in page.all("select")]
    assert selects == ["c0", "c1", "c2", "c3", "c4"]
    chosen = found.text.split("<select")[1:]
    suggested = [part.partition(" selected")[0].rpartition('value="')[2].rstrip('"') for part in
                 chosen if " selected" in part]  # fmt: skip
    assert suggested == ["vehicle.make", "vehicle.model", "vehicle.manufactured", "vehicle.make"]
    assert "the mapping japanese-auction reads it so" in page.text
    assert "Honda; Nissan" in page.text


def test_what_columns_are_often_called_is_suggested(client: TestClient) -> None:
    found = sent(client, {}, b"maker,FOB Price,body_type,thing\nHonda,5000,van,1\n").text
    chosen = [part.partition("</select>")[0] for part in found.split("<select")[1:]]
    for part, fact in zip(chosen, ("vehicle.make", "entry.value", "vehicle.body"), strict=False):
        assert f'value="{fact}" selected' in part
    assert " selected" not in chosen[3]
    assert "it is often called so" in found


def test_the_answers_are_summed_up_and_shown(client: TestClient) -> None:
    found = sent(client, {"table": TABLE, **CHOSEN})
    text = Page(found.text).text
    assert "Yes, it may be imported 1" in text
    assert "No, not yet 1" in text
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
