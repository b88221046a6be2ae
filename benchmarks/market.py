# SPDX-License-Identifier: Apache-2.0
"""A used-car market made up from a seed: what auctions in Japan offer, with what they leave out.

It is made after what is known of such feeds and of nothing in the engine: two fifths of the
lots are kei vehicles, the rest what else is common; most rows tell the year of first
registration and no month; some tell nothing, or what cannot be. `shares.csv` has every part.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from keiimport.facts.data import rows
from keiimport.rulebook.files import read_tables

ENTRY: Final = date(2026, 11, 21)
"""The middle of the weeks in which the lots would enter."""

PIECE: Final = 500_000
"""Rows that are made, and written, at a time."""

SHARES: Final = {row["what"]: float(row["share"]) for row in rows(__file__, "shares.csv")}
"""The part of the rows of which each is true."""

_POPULAR: Final = {row["model"]: float(row["common"]) for row in rows(__file__, "popular.csv")}
"""How common models are beside the others of the catalogue, which count 1."""

_JAPANESE: Final = {
    "Suzuki": "スズキ",
    "Daihatsu": "ダイハツ",
    "Honda": "ホンダ",
    "Nissan": "日産",
    "Toyota": "トヨタ",
    "Mitsubishi": "三菱",
    "Mazda": "マツダ",
    "Subaru": "スバル",
}


def pieces(rows: int, seed: int = 1, rows_at_once: int = PIECE) -> Iterator[pl.DataFrame]:
    """The first `rows` lots of the market of a seed, some at a time.

    Args:
        rows: how many.
        seed: which market.
        rows_at_once: the size of a piece; it is part of what the seed means.
    """
    for number, start in enumerate(range(0, rows, rows_at_once)):
        piece = _piece(start, rows_at_once, np.random.default_rng([seed, number]))
        yield piece.head(rows - start)


def market(rows: int, seed: int = 1) -> pl.DataFrame:
    """The first `rows` lots of the market of a seed."""
    return pl.concat(pieces(rows, seed))


def write_market(path: Path, rows: int, seed: int = 1) -> None:
    """Write a market as `.parquet`, `.csv` or `.jsonl`, never holding more than a piece of it."""
    if path.suffix != ".parquet":
        with path.open("wb") as file:
            for number, piece in enumerate(pieces(rows, seed)):
                if path.suffix == ".csv":
                    piece.write_csv(file, include_header=not number)
                else:
                    file.writelines(
                        f"{json.dumps(case)}\n".encode() for case in cases(piece, lot=True)
                    )
        return
    folder = path.with_suffix(".pieces")
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, piece in enumerate(pieces(rows, seed)):
        files.append(folder / f"{number:05}.parquet")
        piece.write_parquet(files[-1])
    pl.scan_parquet(files).sink_parquet(path, row_group_size=250_000)
    for file in files:
        file.unlink()
    folder.rmdir()


def cases(table: pl.DataFrame, *, lot: bool = False) -> list[dict[str, Any]]:
    """The rows as cases for one evaluation each; with the number of the `lot` if asked."""
    told = table if lot else table.drop("lot")
    return [
        {name: value for name, value in row.items() if value is not None}
        for row in told.iter_rows(named=True)
    ]


def _piece(start: int, rows: int, random: np.random.Generator) -> pl.DataFrame:
    kinds = _kinds()
    weights = kinds["weight"].to_numpy()
    which = random.choice(len(weights), size=rows, p=weights / weights.sum())
    kind = kinds[which]

    def having(what: str) -> pl.Series:
        return pl.Series(random.random(rows) < SHARES[what])

    # the younger, the more of them are left; nobody lists what was scrapped
    first, last = kind["first"].to_numpy(), kind["last"].to_numpy()
    year = last - ((last - first + 1) * random.random(rows) ** 1.3).astype(np.int64)
    built = year * 12 + random.integers(0, 12, rows)
    gap = random.choice(
        [0, 1, 2, 3, 6, 12, 24], size=rows, p=[0.3, 0.3, 0.15, 0.1, 0.1, 0.04, 0.01]
    )
    registered = np.minimum(built + gap, ENTRY.year * 12 + 9)
    early = having("registered before its production began").to_numpy()
    registered = np.where(early, first * 12 - random.integers(1, 60, rows), registered)
    when = pl.DataFrame(
        {
            "year": registered // 12,
            "month": registered % 12 + 1,
            "day": random.integers(1, 29, rows),
            "built_year": built // 12,
            "built_month": built % 12 + 1,
        }
    )
    day = random.integers(-60, 61, rows) + ENTRY.toordinal() - date(1970, 1, 1).toordinal()
    serial = random.integers(100_000, 1_000_000, rows)
    price = np.exp(random.normal(12.6, 1.0, rows)) * 0.0066
    table = pl.concat([kind, when], how="horizontal").with_columns(
        lot=pl.int_range(start, start + rows, dtype=pl.Int64, eager=True),
        serial=pl.Series(serial),
        price=pl.Series(price).round(2),
        entry=pl.Series(day).cast(pl.Int32).cast(pl.Date),
        odd=pl.Series(random.integers(0, 1000, rows)),
    )
    true = {name: having(name) for name in SHARES if name != "kei vehicles"}
    return _told(table.with_columns(**{f"?{name}": flags for name, flags in true.items()}))


def _told(table: pl.DataFrame) -> pl.DataFrame:
    """What the seller tells."""

    def only(what: str, value: pl.Expr) -> pl.Expr:
        return pl.when(pl.col(f"?{what}")).then(value)

    def unless(what: str, value: pl.Expr) -> pl.Expr:
        return pl.when(~pl.col(f"?{what}")).then(value)

    year, month = pl.col("year"), pl.col("month").cast(pl.String).str.zfill(2)
    western = (
        only(
            "full day",
            pl.format("{}-{}-{}", year, month, pl.col("day").cast(pl.String).str.zfill(2)),
        )
        .when(pl.col("?year and month"))
        .then(pl.format("{}-{}", year, month))
        .otherwise(year.cast(pl.String))
    )
    era = (
        pl.when(year >= 2020)
        .then(pl.format("R{}", year - 2018))
        .when(year >= 1990)
        .then(pl.format("H{}", year - 1988))
        .otherwise(pl.format("S{}", year - 1925))
    )
    registered = pl.when(pl.col("?in the Japanese era")).then(era).otherwise(western)
    month_13, two_digits = pl.format("{}-13", year), pl.format("'{}", year % 100)
    wrong = pl.when(pl.col("odd") % 2 == 0).then(month_13).otherwise(two_digits)
    registered = pl.when(pl.col("?a date that cannot be")).then(wrong).otherwise(registered)
    look_up = pl.format(
        "{}-{}", pl.col("built_year"), pl.col("built_month").cast(pl.String).str.zfill(2)
    )
    code = pl.when(pl.col("code") != "").then(pl.col("code"))
    prefixed = pl.when(pl.col("prefix") != "").then(pl.format("{}-{}", "prefix", "code"))
    code = unless(
        "no chassis code", only("code with its emission prefix", prefixed).otherwise(code)
    )
    masked = pl.format("{}-{}***", pl.col("code"), pl.col("serial") // 1000)
    frame = pl.when(pl.col("code") != "").then(
        only("frame number", pl.format("{}-{}", "code", "serial"))
        .when(pl.col("?frame number masked"))
        .then(masked)
    )
    make = only("make in Japanese", pl.col("japanese")).otherwise(pl.col("make"))
    cc = pl.when(pl.col("cc") > 0).then(pl.col("cc"))
    other = pl.when(pl.col("?displacement of another engine")).then(cc + 340).otherwise(cc)
    weight = pl.when(pl.col("gross") > 0).then(pl.col("gross"))
    weight = (
        pl.when(pl.col("?gross weight that conflicts"))
        .then(weight + 700)
        .when(pl.col("?gross weight told"))
        .then(weight)
    )
    vin = pl.format("WBA{}X0{}A{}", pl.lit("AV33"), pl.col("odd") % 9, pl.col("serial"))
    return table.select(
        "lot",
        unless("no make", make).alias("vehicle.make"),
        pl.when(pl.col("?model mistyped")).then("typo").otherwise("model").alias("vehicle.model"),
        code.alias("vehicle.chassis_code"),
        frame.alias("vehicle.frame_number"),
        only("VIN of 17 characters", vin).alias("vehicle.vin"),
        unless("no year at all", registered).alias("vehicle.first_registered"),
        only("build month from a look-up", look_up).alias("vehicle.manufactured"),
        unless("no displacement", other).alias("vehicle.displacement"),
        weight.alias("vehicle.gvwr"),
        pl.when(pl.col("?left-hand drive"))
        .then(pl.lit("left"))
        .otherwise(pl.lit("right"))
        .alias("vehicle.drive_side"),
        only("repaired or altered", pl.lit(True)).alias("vehicle.altered"),
        only("for resale", pl.lit(True)).alias("entry.for_resale"),
        only("value told", pl.col("price")).alias("entry.value"),
        unless("no day of entry", pl.col("entry").cast(pl.String)).alias("entry.date"),
    )


@cache
def _kinds() -> pl.DataFrame:
    """The kinds of vehicles, one row each: the kei vehicles of the catalogue, then the others."""
    ordinary = pl.read_csv(Path(__file__).with_name("ordinary.csv")).fill_null("")
    others = ordinary.with_columns(gross=1800, kei=False).to_dicts()
    found = [*_kei_kinds(), *others]
    for row in found:
        row["weight"] = row.pop("common") * _survivors(row["last"])
        row["japanese"] = _JAPANESE.get(row["make"], row["make"])
        row["typo"] = _mistyped(row["model"])
    table = pl.DataFrame(found)
    share = SHARES["kei vehicles"]
    whole = pl.col("weight").sum().over("kei")
    part = pl.when(pl.col("kei")).then(share).otherwise(1 - share)
    return table.with_columns(weight=pl.col("weight") / whole * part)


def _kei_kinds() -> Iterator[dict[str, Any]]:
    tables = read_tables("", "vehicles").values()
    for line in (row for text in tables for row in csv.DictReader(text.splitlines())):
        if line["market"] != "JP" or line["kei"] != "true" or not line["produced_from"]:
            continue
        first = int(line["produced_from"][:4])
        last = min(int((line["produced_to"] or "2026")[:4]), ENTRY.year)
        gross, cc = line["gross_weight_kg"], line["displacement_cc"]
        yield {
            "make": line["make"],
            "model": line["model"],
            "code": line["chassis_code"],
            "prefix": line["model_code_prefix"],
            "cc": int(cc) if cc.isdigit() else 0,
            "gross": int(gross) if gross.isdigit() else 0,
            "first": first,
            "last": last,
            "common": _POPULAR.get(line["model"], 1.0) * (1 + last - first) / 8,
            "kei": True,
        }


def _survivors(last: int) -> float:
    """The part of a kind that is still around to be sold, by the year its production ended."""
    return float(0.5 ** max(0, (ENTRY.year - 6 - last) / 6))


def _mistyped(model: str) -> str:
    """A name as somebody mistypes it: two letters change places."""
    middle = len(model) // 2
    if not middle:
        return model + "x"
    return model[: middle - 1] + model[middle] + model[middle - 1] + model[middle + 1 :]
