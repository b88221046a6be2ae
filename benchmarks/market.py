# SPDX-License-Identifier: Apache-2.0
"""A used-car market made up from a seed: what auctions in Japan offer, with what they leave out.

It is made after what is known of such feeds and of nothing in the engine: two fifths of the
lots are kei vehicles, the rest what else is common; most rows tell the year of first
registration and no month; some tell nothing, or what cannot be. `SHARES` has every part.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from keiimport.rulebook.files import read_tables

ENTRY: Final = date(2026, 11, 21)
"""The middle of the weeks in which the lots would enter."""

PIECE: Final = 500_000
"""Rows that are made, and written, at a time."""

SHARES: Final[Mapping[str, float]] = {
    "kei vehicles": 0.40,
    "no year at all": 0.03,
    "year and month": 0.09,
    "full day": 0.01,
    "in the Japanese era": 0.12,
    "build month from a look-up": 0.02,
    "registered before its production began": 0.004,
    "a date that cannot be": 0.002,
    "no make": 0.01,
    "make in Japanese": 0.05,
    "model mistyped": 0.02,
    "no chassis code": 0.06,
    "code with its emission prefix": 0.30,
    "frame number": 0.05,
    "frame number masked": 0.08,
    "VIN of 17 characters": 0.01,
    "no displacement": 0.10,
    "displacement of another engine": 0.01,
    "gross weight told": 0.05,
    "gross weight that conflicts": 0.005,
    "repaired or altered": 0.14,
    "left-hand drive": 0.03,
    "for resale": 0.25,
    "value told": 0.80,
    "no day of entry": 0.02,
}
"""The part of the rows of which each is true."""

_POPULAR: Final = {
    "Carry": 9.0,
    "Hijet Truck": 9.0,
    "Hijet Cargo": 6.0,
    "Every": 6.0,
    "N-BOX": 8.0,
    "Tanto": 7.0,
    "Wagon R": 8.0,
    "Move": 7.0,
    "Alto": 6.0,
    "Mira": 5.0,
    "Spacia": 4.0,
    "Jimny": 4.0,
    "Acty": 4.0,
    "Sambar": 4.0,
    "Minicab": 3.0,
    "Life": 4.0,
    "Dayz": 3.0,
    "Sakura": 0.5,
    "Beat": 0.4,
    "Cappuccino": 0.4,
    "AZ-1": 0.05,
}
"""How common models are beside the others of the catalogue, which count 1."""

# make, model, code, prefix, cc, first year, last year, how common
_ORDINARY: Final = (
    ("Toyota", "Prius", "NHW20", "DAA", 1500, 2003, 2011, 8.0),
    ("Toyota", "Prius", "ZVW30", "DAA", 1800, 2009, 2015, 10.0),
    ("Toyota", "Aqua", "NHP10", "DAA", 1500, 2011, 2021, 10.0),
    ("Toyota", "Corolla", "AE100", "E", 1500, 1991, 1995, 1.0),
    ("Toyota", "Corolla Fielder", "NZE141", "DBA", 1500, 2006, 2012, 5.0),
    ("Toyota", "Vitz", "NCP91", "DBA", 1500, 2005, 2010, 6.0),
    ("Toyota", "Voxy", "ZRR70", "DBA", 2000, 2007, 2014, 6.0),
    ("Toyota", "Crown", "JZS151", "GF", 2500, 1995, 1999, 1.0),
    ("Toyota", "Crown", "GRS182", "DBA", 3000, 2003, 2008, 3.0),
    ("Toyota", "Hiace Van", "TRH200", "CBF", 2000, 2004, 2026, 7.0),
    ("Toyota", "Hiace", "KZH106", "KD", 3000, 1993, 2004, 1.0),
    ("Toyota", "Land Cruiser", "HDJ81", "KC", 4200, 1990, 1997, 0.6),
    ("Toyota", "Land Cruiser Prado", "KZJ78", "KC", 3000, 1993, 1996, 0.5),
    ("Toyota", "Chaser", "JZX100", "GF", 2500, 1996, 2001, 0.6),
    ("Toyota", "Supra", "JZA80", "E", 3000, 1993, 2002, 0.2),
    ("Toyota", "Sprinter Trueno", "AE86", "E", 1600, 1983, 1987, 0.1),
    ("Toyota", "Century", "GZG50", "E", 5000, 1997, 2017, 0.2),
    ("Toyota", "Mega Cruiser", "BXD20", "KC", 4100, 1996, 2001, 0.02),
    ("Nissan", "Skyline", "BNR32", "E", 2600, 1989, 1994, 0.3),
    ("Nissan", "Skyline", "BNR34", "GF", 2600, 1999, 2002, 0.1),
    ("Nissan", "Skyline", "ECR33", "E", 2500, 1993, 1998, 0.4),
    ("Nissan", "Silvia", "S15", "GF", 2000, 1999, 2002, 0.4),
    ("Nissan", "Figaro", "FK10", "E", 1000, 1991, 1992, 0.1),
    ("Nissan", "Pao", "PK10", "E", 1000, 1989, 1990, 0.1),
    ("Nissan", "Serena", "C25", "DBA", 2000, 2005, 2010, 5.0),
    ("Nissan", "Note", "E12", "DBA", 1200, 2012, 2020, 6.0),
    ("Nissan", "X-Trail", "NT30", "TA", 2000, 2000, 2007, 2.0),
    ("Nissan", "Leaf", "ZE0", "ZAA", 0, 2010, 2017, 1.5),
    ("Nissan", "Elgrand", "E50", "GF", 3300, 1997, 2002, 0.5),
    ("Honda", "Fit", "GD1", "UA", 1300, 2001, 2007, 6.0),
    ("Honda", "Fit", "GE6", "DBA", 1300, 2007, 2013, 6.0),
    ("Honda", "Step WGN", "RG1", "DBA", 2000, 2005, 2009, 3.0),
    ("Honda", "Civic", "EK9", "E", 1600, 1997, 2000, 0.1),
    ("Honda", "NSX", "NA1", "E", 3000, 1990, 2001, 0.05),
    ("Mitsubishi", "Delica Space Gear", "PE8W", "KD", 2800, 1994, 2007, 0.8),
    ("Mitsubishi", "Delica Star Wagon", "P35W", "Y", 2500, 1986, 1999, 0.5),
    ("Mitsubishi", "Pajero Mini", "H58A", "GF", 660, 1998, 2012, 1.5),
    ("Mazda", "RX-7", "FD3S", "E", 1300, 1991, 2002, 0.3),
    ("Mazda", "Demio", "DE3FS", "DBA", 1300, 2007, 2014, 3.0),
    ("Mazda", "Bongo", "SK82V", "GK", 1800, 1999, 2020, 2.0),
    ("Subaru", "Legacy", "BP5", "TA", 2000, 2003, 2009, 2.0),
    ("Subaru", "Impreza", "GC8", "E", 2000, 1992, 2000, 0.4),
    ("Suzuki", "Swift", "ZC11S", "DBA", 1300, 2004, 2010, 3.0),
    ("Suzuki", "Jimny Sierra", "JB74W", "3BA", 1500, 2018, 2026, 1.0),
    ("BMW", "3 Series", "", "", 2000, 1998, 2020, 3.0),
    ("Mercedes-Benz", "C-Class", "", "", 1800, 1997, 2020, 3.0),
    ("Volkswagen", "Golf", "", "", 1400, 1998, 2020, 2.0),
    ("Isuzu", "Elf", "NKR66", "KK", 4300, 1993, 2004, 2.0),
)

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
    if path.suffix == ".csv":
        with path.open("wb") as file:
            for number, piece in enumerate(pieces(rows, seed)):
                piece.write_csv(file, include_header=not number)
        return
    if path.suffix == ".jsonl":
        with path.open("wb") as file:
            for piece in pieces(rows, seed):
                file.write(_json_lines(piece))
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


def cases(table: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows as cases for one evaluation each."""
    told = table.drop("lot")
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
    """The kinds of vehicles, one row each."""
    rows: list[dict[str, Any]] = []
    tables = read_tables("", "vehicles").values()
    for line in (row for text in tables for row in csv.DictReader(text.splitlines())):
        if line["market"] != "JP" or line["kei"] != "true" or not line["produced_from"]:
            continue
        first = int(line["produced_from"][:4])
        last = min(int((line["produced_to"] or "2026")[:4]), ENTRY.year)
        common = _POPULAR.get(line["model"], 1.0) * (1 + last - first) / 8
        gross = line["gross_weight_kg"]
        rows.append(
            {
                "make": line["make"],
                "model": line["model"],
                "code": line["chassis_code"],
                "prefix": line["model_code_prefix"],
                "cc": int(line["displacement_cc"] or 0),
                "gross": int(gross) if gross.isdigit() else 0,
                "first": first,
                "last": last,
                "weight": common * _survivors(last),
                "kei": True,
            }
        )
    for make, model, code, prefix, cc, first, last, common in _ORDINARY:
        rows.append(
            {
                "make": make,
                "model": model,
                "code": code,
                "prefix": prefix,
                "cc": cc,
                "gross": 1800,
                "first": first,
                "last": last,
                "weight": common * _survivors(last),
                "kei": False,
            }
        )
    for row in rows:
        row["japanese"] = _JAPANESE.get(row["make"], row["make"])
        row["typo"] = _mistyped(row["model"])
    table = pl.DataFrame(rows)
    share = SHARES["kei vehicles"]
    whole = pl.col("weight").sum().over("kei")
    part = pl.when(pl.col("kei")).then(share).otherwise(1 - share)
    return table.with_columns(weight=pl.col("weight") / whole * part)


def _survivors(last: int) -> float:
    """The part of a kind that is still around to be sold, by the year its production ended."""
    return float(0.5 ** max(0, (ENTRY.year - 6 - last) / 6))


def _mistyped(model: str) -> str:
    """A name as somebody mistypes it: two letters change places."""
    middle = len(model) // 2
    if not middle:
        return model + "x"
    return model[: middle - 1] + model[middle] + model[middle - 1] + model[middle + 1 :]


def _json_lines(table: pl.DataFrame) -> bytes:
    """The rows as objects, without what is not told."""
    import json

    lines = [
        json.dumps({name: value for name, value in row.items() if value is not None})
        for row in table.iter_rows(named=True)
    ]
    return ("\n".join(lines) + "\n").encode()
