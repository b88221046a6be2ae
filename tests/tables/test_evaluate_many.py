# SPDX-License-Identifier: Apache-2.0
"""Whole tables say of each row what the verdict of that row says."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

import polars as pl
import pytest

from keiimport import Case, Engine, InputError, Verdict
from keiimport.decide import decision
from keiimport.errors import InputWarning
from keiimport.facts.headings import fact_named, side_facts
from keiimport.tables import reading, table
from keiimport.tables.columns import output_columns

from .market import TODAY, row

QUICK = (
    "outcome",
    "strict_outcome",
    "earliest",
    "earliest_possible",
    "reason",
    "opens_on_nhtsa",
    "chosen_nhtsa",
    "opens_on_epa",
    "chosen_epa",
    "certainty",
    "depends_on",
    "answer",
    "build_precision",
    "warnings",
)


@cache
def engine() -> Engine:
    return Engine()


@cache
def other() -> Engine:
    """An engine that remembers nothing of what the first was asked."""
    return Engine()


@lru_cache(1000)
def verdict(told: str, **options: Any) -> Verdict:
    """The verdict of one row, kept for other columns of it."""
    return other().evaluate(json.loads(told), today=TODAY, **options)


def single(told: Any, names: Sequence[str], **options: Any) -> dict[str, Any]:
    """What the verdict of one row says, without the side facts that cannot be read."""
    columns = output_columns(other().index)
    found: dict[str, Any] = dict.fromkeys([*names, "error"])
    try:
        row = verdict(json.dumps(told, default=date.isoformat), **options)
    except InputError as error:
        fact = next((fact for fact in side_facts() if error.at == fact), None)
        if fact is None:
            return found | {"error": str(error)}
        found = single({n: v for n, v in told.items() if n != fact}, names, **options)
        if found["error"] is None and "warnings" in names:
            found["warnings"].append(f"{error}: it is set aside")
        return found
    for name in names:
        found[name] = columns[name].read(row)
    return found


def sorted_warnings(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"warnings": sorted(row.get("warnings") or ())}


def differing(
    rows: Sequence[Mapping[str, Any]], found: pl.DataFrame, names: Sequence[str], **options: Any
) -> list[Any]:
    assert found.columns == [*names, "error"]
    assert found.height == len(rows)
    return [
        (told, got, said)
        for told, got in zip(rows, found.iter_rows(named=True), strict=True)
        if sorted_warnings(got) != sorted_warnings(said := single(told, names, **options))
    ]


def market(seed: int, size: int, **options: Any) -> list[dict[str, Any]]:
    chance = random.Random(seed)
    return [row(chance, **options) for _ in range(size)]


def test_a_market_is_answered_row_by_row() -> None:
    """Every column of an answer, for vehicles of all kinds, with gaps and mistakes."""
    later = {"vehicle.manufactured": "2017-12", "vehicle.first_registered": "2017-11"}
    rows = [*market(3, 70), {"vehicle.make": "Subaru", **later}]
    names = engine().answer_columns()[:-1]
    found = engine().evaluate_many(rows, today=TODAY)
    assert differing(rows, found, names) == []
    assert found["error"].null_count() < len(rows)


def crowd(seed: int, size: int, entries: bool) -> list[dict[str, Any]]:
    """Many vehicles of few kinds, built and entered on any days."""
    chance = random.Random(seed)
    rows = []
    for _ in range(size):
        make, model, code = chance.choice(
            (("Suzuki", "Carry", "DD51T"), ("Honda", "Acty", None), ("Nissan", "Sakura", "B6AW"))
        )
        built = TODAY - timedelta(chance.randrange(-30, 30 * 365))
        told: dict[str, Any] = {"vehicle.make": make, "vehicle.model": model}
        if code:
            told["vehicle.frame_number"] = f"{code}-{chance.randrange(10**5, 10**6)}"
        if chance.random() < 0.8:
            form = chance.choice(("%Y-%m-%d", "%Y-%m", "%Y"))
            told["vehicle.manufactured"] = built.strftime(form)
        if chance.random() < 0.4:
            first = built + timedelta(chance.randrange(0, 900))
            told["vehicle.first_registered"] = first.strftime(chance.choice(("%Y-%m-%d", "%Y-%m")))
        if entries:
            told["entry.date"] = (TODAY + timedelta(chance.randrange(-400, 2000))).isoformat()
        told["vehicle.odometer"] = chance.randrange(250_000)
        told["entry.value"] = chance.choice((2500.0, 2500.01, chance.randrange(10**6) / 100))
        told["vehicle.curb_weight"] = chance.randrange(600, 800)
        rows.append(told)
    return rows


@pytest.mark.parametrize("entries", [False, True])
def test_rows_that_are_alike_have_days_and_words_of_their_own(entries: bool) -> None:
    """Answers are shared, yet each row keeps its own days, precision and warnings."""
    rows = crowd(5, 400, entries)
    found = engine().evaluate_many(rows, outputs=QUICK, today=TODAY)
    assert differing(rows, found, QUICK) == []


COLUMNS = (
    "outcome",
    "strict_outcome",
    "earliest",
    "earliest_possible",
    "reason",
    "build_precision",
    "rulebook",
)


@pytest.mark.parametrize("entries", [False, True])
def test_what_is_worked_out_in_columns_is_what_the_verdict_says(entries: bool) -> None:
    """Asked for outcomes, days and reasons alone, no row is asked by itself."""
    rows = crowd(5, 400, entries) + market(15, 150, days=entries)
    found = engine().evaluate_many(rows, outputs=COLUMNS, today=TODAY)
    assert differing(rows, found, COLUMNS) == []


def frame(rows: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    names = list(dict.fromkeys(name for told in rows for name in told))
    return pl.DataFrame({name: [told.get(name) for told in rows] for name in names})


def test_a_frame_is_a_list_of_cases() -> None:
    """Columns, structs, lazy frames, Arrow, JSON and cases give the same answers."""
    rows = [{**told, "entry.date": date(2026, 12, 1)} for told in crowd(9, 30, False)]
    asked = ("outcome", "earliest", "reason", "error")
    plain = frame(rows)
    expected = engine().evaluate_many(plain, outputs=asked, today=TODAY)
    assert differing(rows, expected, asked[:3]) == []
    short = plain.rename({n: n.split(".")[1] for n in plain.columns if not n.startswith("entry")})
    nested = [Case.parse(told).to_dict() for told in rows]
    forms: list[Any] = [
        short,
        pl.DataFrame(nested),
        plain.lazy(),
        plain.to_arrow_stream() if hasattr(plain, "to_arrow_stream") else _Stream(plain),
        nested,
        [json.dumps(case) for case in nested],
        iter([Case.parse(case) for case in nested]),
    ]
    for form in forms:
        found = engine().evaluate_many(form, outputs=asked, today=TODAY)
        if isinstance(found, pl.LazyFrame):
            found = found.collect()
        assert found.equals(expected)


class _Stream:
    """Something of which nothing is known but that it is Arrow."""

    def __init__(self, held: pl.DataFrame) -> None:
        self._held = held

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._held.__arrow_c_stream__(requested_schema)


def test_cells_of_any_type() -> None:
    """Dates, numbers, lists, ranges and yes or no, as Polars holds them."""
    columns = {
        "make": ["Suzuki", None, "Honda"],
        "manufactured": [date(1998, 5, 1), date(2005, 1, 1), None],
        "gvwr": [1290.5, float("nan"), -1.0],
        "seats": [2, None, 4],
        "certified_to": [["us_fmvss"], [], None],
        "power": [{"min": 30, "max": None}, None, {"min": 50, "max": 40}],
        "fmvss.208": [True, None, False],
        "entry": [{"date": "2026-12-01", "purpose": None}, None, {"date": "x", "purpose": None}],
    }
    table_ = pl.DataFrame(columns, strict=False)
    names = ("outcome", "reason")
    rows = []
    for cells in table_.iter_rows(named=True):
        entry = cells.pop("entry") or {}
        told = {f"vehicle.{name}": cell for name, cell in cells.items() if cell is not None}
        power = told.get("vehicle.power")
        if power:
            told["vehicle.power"] = {k: v for k, v in power.items() if v is not None}
        rows.append(told | {f"entry.{k}": v for k, v in entry.items() if v is not None})
    found = engine().evaluate_many(table_, outputs=names, today=TODAY)
    assert differing(rows, found, names) == []
    assert found["error"].null_count() == 2


@pytest.mark.parametrize("names", [("outcome", "earliest", "reason"), ("certainty", "answer")])
def test_chunks_and_order_change_nothing(
    monkeypatch: pytest.MonkeyPatch, names: tuple[str, ...]
) -> None:
    """Rows keep their order, and what was met, kept or forgotten before changes nothing."""
    rows = [*crowd(11, 60, True), *market(11, 30)]
    whole = engine().evaluate_many(rows, outputs=names, today=TODAY)
    assert differing(rows, whole, names) == []
    keep_little(monkeypatch)
    fresh = Engine()
    assert fresh.evaluate_many(rows, outputs=names, today=TODAY).equals(whole)
    assert fresh.evaluate_many(rows[::-1], outputs=names, today=TODAY).equals(whole.reverse())
    plain = frame(rows[:60])
    assert fresh.evaluate_many(plain, outputs=names, today=TODAY).equals(whole[:60])


def keep_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small blocks and passes, and little that is remembered from one to the next."""
    for module, most in (
        (table, "BLOCK"),
        (table, "MOST_ANSWERS"),
        (reading, "MOST_KEPT"),
        (decision, "MOST_CASES"),
    ):
        monkeypatch.setattr(module, most, 7)


def test_what_cannot_be_a_table_is_refused() -> None:
    """A column that is no fact, an output that is none, and what holds no rows."""
    pandas, pyarrow = map(pytest.importorskip, ("pandas", "pyarrow"))
    rows = pl.DataFrame({"gvwr": [1]})
    for given, options, words in (
        (rows.rename({"gvwr": "gwvr"}), {}, "gvwr"),
        (rows.with_columns(pl.lit(1).alias("vehicle.gvwr")), {}, "two columns tell"),
        (rows.rename({"gvwr": "epa_certificate"}), {}, "could be several"),
        (rows, {"outputs": ["outcom"]}, "outcome"),
        ("Suzuki", {}, "is no table"),
        (pandas.Series(["Suzuki"], name="make"), {}, "is no table"),
        (pandas.DataFrame([["Suzuki", 1]], columns=["make", "make"]), {}, "`make` stands twice"),
        (pyarrow.table([["Suzuki"], [1]], names=["make", "make"]), {}, "`make` stands twice"),
        (rows, {"as_of": "2020-13-01"}, "as_of: `2020-13-01` has no month 13"),
        (rows, {"state": "zz"}, "state: `zz` is not a state"),
        (rows, {"outputs": 7}, "outputs: it is `7`; expected a list of names"),
    ):
        with pytest.raises(InputError, match=words):
            engine().evaluate_many(given, **options)


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        *(
            (name, "")
            for name in ("Color", "Image", "EPA Label", "Plate", "Dealer", "Notes", "Hours")
        ),
        ("gwvr", "gvwr"),
        ("manufactred", "manufactured"),
        ("Brand", "vehicle.make"),
        ("Model name", "vehicle.model"),
    ],
)
def test_only_what_a_heading_may_mean_is_named(heading: str, meant: str) -> None:
    rows = pl.DataFrame({"vehicle.wheels": ["4"], "first_registered": ["1998"], heading: ["x"]})
    with pytest.warns(InputWarning) as said:
        engine().evaluate_many(rows, outputs=["outcome"])
    (word,) = [str(each.message) for each in said if f"`{heading}`" in str(each.message)]
    assert word.endswith(f"did you mean `{meant}`?" if meant else "set aside")


def test_a_column_of_pandas_may_hold_cells_of_several_types() -> None:
    """As a sheet is read: a model called 3, and cells that are empty."""
    frame = pytest.importorskip("pandas").DataFrame(
        {
            "make": ["Mazda", "Mazda", None],
            "model": [3, "Carol", float("nan")],
            "manufactured": 1998,
        }
    )
    rows = [{"make": "Mazda", "model": "3"}, {"make": "Mazda", "model": "Carol"}, {}]
    expected = engine().evaluate_many([row | {"manufactured": 1998} for row in rows], today=TODAY)
    assert engine().evaluate_many(frame, today=TODAY).equals(expected)


def test_flat_rows_are_a_frame_and_an_unknown_column_is_set_aside_with_one_warning() -> None:
    rows = [{"Make": "Suzuki", "model": "Carry", "manufactured": 1998, "colour": "red"}] * 3
    told = {"vehicle": {"make": "Suzuki", "model": "Carry", "manufactured": 1998}}
    expected = engine().evaluate_many([told] * 3, outputs=("outcome",), today=TODAY)
    for form in (rows, pl.DataFrame(rows), [*map(json.dumps, rows)]):
        with pytest.warns(InputWarning, match="no fact `colour`: the column is set aside") as seen:
            found = engine().evaluate_many(form, outputs=("outcome",), today=TODAY)
        assert found.equals(expected) and len({str(each.message) for each in seen}) == 1


def test_an_amount_in_another_currency_is_in_dollars_by_the_rate_of_its_row() -> None:
    row = {"vehicle.make": "Suzuki", "vehicle.model": "Carry", "vehicle.manufactured": "1998"}
    told: list[Any] = [
        ("355000 JPY", 0.0066),
        ("35.5万円", 0.0066),
        ("355000 JPY", None),
        ("$9", 2),
    ]
    rows = [row | {"entry.value": each, "entry.exchange_rate": rate} for each, rate in told]
    many = engine().evaluate_many
    answers = many(pl.DataFrame(rows, strict=False))
    assert answers["duty_amount"].to_list() == many(rows)["duty_amount"].to_list()
    assert answers["duty_amount"].is_null().to_list() == [False, False, True, False]


def test_a_value_beside_the_question_costs_no_row() -> None:
    """A figure or a look that cannot be read is set aside in every form of row, and said."""
    plain = {
        "make": "Suzuki",
        "model": "Carry",
        "manufactured": "1998-05",
        "entry.date": "2026-11-22",
    }
    names = ("outcome", "warnings", "duty_total")
    (expected,) = engine().evaluate_many([plain], outputs=names, today=TODAY).to_dicts()
    for beside, words in (
        ({"odometer": "far"}, "vehicle.odometer: `far` is not a distance"),
        ({"body": "blob"}, "vehicle.body: `blob` is none of the words"),
        (
            {"registered_in": "Elbonia"},
            "vehicle.registered_in: `Elbonia` is no country that we know",
        ),
        ({"country_of_manufacture": "?!"}, "vehicle.country_of_manufacture: `?!` is no country"),
        ({"wheels": 400}, "vehicle.wheels: `400` is no plausible number of wheels"),
        ({"gvwr": {"min": "far"}}, "vehicle.gvwr"),
        ({"entry.costs.freight": "some"}, "entry.costs.freight: `some` is not an amount"),
    ):
        row = plain | beside
        nested = {"vehicle": {}, "entry": {}} | {"vehicle.make": "Suzuki"}
        nested |= {fact_named(n): v for n, v in row.items()}
        text = json.dumps(nested)
        for form in ([row], [nested], [text], [text.encode()], pl.DataFrame([row])):
            table_ = engine().table(outputs=names, today=TODAY)
            before = table_.aside.copy()
            (got,) = engine().evaluate_many(form, outputs=names, today=TODAY).to_dicts()
            (said,) = [w for w in got["warnings"] if "set aside" in w]
            assert said.startswith(words) and said.endswith(": it is set aside")
            got["warnings"].remove(said)
            assert got == expected
            assert list(table_.aside - before) == [fact_named(next(iter(beside)))]
    # the names of countries under an embargo are known, so that none of them is set aside
    barred = [{"registered_in": name} for name in ("Иран", "ایران", "Corea del Norte", "古巴")]
    found = engine().evaluate_many([plain | each for each in barred], outputs=names, today=TODAY)
    assert set(found["outcome"]) == {"refused"}
    # nor one that is misspelt
    misspelt = [plain | {"registered_in": name} for name in ("Irann", "North Koera")]
    found = engine().evaluate_many(misspelt, outputs=names, today=TODAY)
    assert found["outcome"].to_list() == [None, None]
    assert all("did you mean" in error for error in found["error"])
    for needed in ({"first_registered": "soon"}, {"engine": "swapped"}, {"kei": "a bit"}):
        for form in ([plain | needed], pl.DataFrame([plain | needed])):
            (got,) = engine().evaluate_many(form, outputs=names, today=TODAY).to_dicts()
            assert got["outcome"] is None and fact_named(next(iter(needed))) in got["error"]
    twice = [{"gvwr": "x", "vehicle.gvwr": "y"}, '{"vehicle": {"gvwr": 1, "gvwr": 2}}']
    assert engine().evaluate_many(twice, outputs=names)["error"].null_count() == 0


@pytest.mark.parametrize("outputs", [[], ["error"]])
def test_without_any_column_there_is_still_the_error_of_each_row(outputs: list[str]) -> None:
    found = engine().evaluate_many(
        [{"gvwr": 700}, {"manufactured": "x"}], outputs=outputs, today=TODAY
    )
    assert found.columns == ["error"]
    assert [error is None for error in found["error"]] == [True, False]


def test_nothing_in_gives_nothing_out() -> None:
    """No rows, no columns, and columns of nulls."""
    names = ("outcome",)
    empty = engine().evaluate_many([], outputs=names)
    assert (empty.height, empty.columns) == (0, ["outcome", "error"])
    assert engine().evaluate_many(pl.DataFrame({"make": []}), outputs=names).equals(empty)
    nulls = pl.DataFrame({"make": [None, None]})
    assert differing([{}, {}], engine().evaluate_many(nulls, outputs=names), names) == []


REASONS = ("outcome", "reason", "reasons")


@pytest.mark.parametrize(
    "options", [{}, {"as_of": "2015-03-01"}, {"strict": True}, {"state": "TX"}]
)
def test_options_are_those_of_a_verdict_and_reasons_its_chain(options: dict[str, Any]) -> None:
    """Law of another day, nothing presumed, a state asked; words and days are those of each row."""
    rows = [*crowd(13, 60, True), *crowd(14, 30, False), *market(13, 60)]
    found = Engine().evaluate_many(rows, outputs=REASONS[:2], reasons=True, today=TODAY, **options)
    assert differing(rows, found, REASONS, **options) == []
    rows = [*rows[:60], *rows[-20:]]
    found = engine().evaluate_many(rows, outputs=QUICK, today=TODAY, **options)
    assert differing(rows, found, QUICK, **options) == []


def test_reasons_repeat_what_a_row_told() -> None:
    """Rows of one chain tell one thing in other words; a frame as a list of cases."""
    built = ("1998-05-01", "May 1998", "H10.5.1", "1998/5/1", '1998-05 "or so"', "1998-05")
    rows = [
        {
            "vehicle.make": make,
            "vehicle.model": "Carry",
            "vehicle.manufactured": built[number % len(built)],
            "vehicle.first_registered": f"{1998 + number % 3}-0{1 + number % 9}",
            "vehicle.frame_number": f"DD51T-{100_000 + number}",
            "vehicle.gvwr": ("1290 kg", "1290", 1290, 700)[number % 4],
            "entry.date": (TODAY + timedelta(number)).isoformat(),
        }
        for number, make in enumerate(("Suzuki", "suzuki", "スズキ") * 120)
    ]
    found = engine().evaluate_many(rows, outputs=("outcome",), reasons=True, today=TODAY)
    assert differing(rows[::7], found[::7], ("outcome", "reasons")) == []
    assert found["reasons"].n_unique() > 100
    texts = [{name: str(value) for name, value in told.items()} for told in rows]
    asked = engine().evaluate_many(texts, outputs=("outcome",), reasons=True, today=TODAY)
    table_ = engine().evaluate_many(frame(texts), outputs=("outcome",), reasons=True, today=TODAY)
    assert table_.equals(asked)


def test_reasons_are_kept_for_rows_to_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunk after chunk, whatever is kept or forgotten, each row has its own chain."""
    rows = [*crowd(17, 20, True), *market(17, 15)]
    names = ("outcome", "reasons")
    whole = engine().evaluate_many(rows, outputs=names, today=TODAY)
    assert engine().evaluate_many(rows[::-1], outputs=names, today=TODAY).equals(whole.reverse())
    keep_little(monkeypatch)
    assert Engine().evaluate_many(rows, outputs=names, today=TODAY).equals(whole)
    assert differing(rows, whole, names) == []


def test_an_option_that_is_none_is_refused() -> None:
    with pytest.raises(TypeError, match="unexpected keyword argument 'mapping'"):
        Engine().evaluate_many([{}], mapping="x")  # type: ignore[call-arg]
