# SPDX-License-Identifier: Apache-2.0
"""Words as people write them, read as the words of a case: yes and no, choices, nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from keiimport.facts.bounds import plain

_NOTHING = re.compile(
    r"[-?*.]*|n/a|n\.a\.?|nan|null|none|unknown|not known|no data"
    r"|不明|走?行?距?離?不明|未記入|記載なし"
)
"""What people write where they know nothing."""

_YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "1", "1.0", "有", "あり"), True),
    **dict.fromkeys(("false", "no", "0", "0.0", "無", "なし"), False),
}

_SAID: Mapping[str, Mapping[str, str]] = {
    "powertrain": {
        **dict.fromkeys(("petrol", "gas", "petrol_engine", "ガソリン"), "gasoline"),
        **dict.fromkeys(("軽油", "ディーゼル"), "diesel"),
        **dict.fromkeys(("ev", "bev", "electricity", "電気", "電気自動車"), "electric"),
        **dict.fromkeys(
            ("hybrid(petrol)", "hybrid(gasoline)", "petrol_hybrid", "hev", "ハイブリッド"), "hybrid"
        ),
        **dict.fromkeys(("phev", "plugin_hybrid"), "plug_in_hybrid"),
        **dict.fromkeys(("fuel_cell", "fcv", "水素"), "hydrogen"),
    },
    "transmission": {
        **dict.fromkeys(("mt", "stick", "マニュアル"), "manual"),
        **dict.fromkeys(("at", "auto", "cvt", "オートマ", "dct"), "automatic"),
        **{f"{gears}mt": "manual" for gears in range(3, 8)},
        **{f"{gears}at": "automatic" for gears in range(2, 11)},
    },
    "drive_side": {
        **dict.fromkeys(("rhd", "right_hand", "right_hand_drive", "右", "右ハンドル"), "right"),
        **dict.fromkeys(("lhd", "left_hand", "left_hand_drive", "左", "左ハンドル"), "left"),
    },
    "body": {
        **dict.fromkeys(("sedan", "saloon", "hatchback", "coupe"), "passenger_car"),
        **dict.fromkeys(("wagon", "estate"), "station_wagon"),
        **dict.fromkeys(("minivan", "mini_van"), "van"),
        **dict.fromkeys(("motorbike", "scooter"), "motorcycle"),
        **dict.fromkeys(("kei_truck", "pickup_truck", "pick_up"), "pickup"),
    },
}
"""Other words for the words of a fact, where they can mean nothing else."""

_BETWEEN = re.compile(r"[]|,;\s\"'[]+")


def as_written(value: object, field: str, annotation: Any) -> object:
    """What somebody wrote for a field of a case, in the word that the case has for it.

    Args:
        value: what was told.
        field: the name of the field.
        annotation: its type.

    Returns:
        The same where there is nothing to read; None where it says nothing.
    """
    if not isinstance(value, str):
        # tables hold 1 and 0 for yes and no, and 1.0 where some cells are empty
        if type(value) in (int, float) and value in (0, 1) and _words(annotation)[0] == "bool":
            return bool(value)
        return value
    kind, words = _words(annotation)
    key = plain(value).strip().casefold()
    if kind == "bool" and key in _YES_NO:
        return _YES_NO[key]
    if kind == "choice":
        key = key.replace(" ", "_").replace("-", "_")
        if word := words.get(key) or _SAID.get(field, {}).get(key):
            return word
    elif kind == "choices":
        if key in ("none", "[]"):
            return ()
        each = [part for part in _BETWEEN.split(key) if part]
        if each and all(part in words for part in each):
            return tuple(words[part] for part in each)
    return None if _NOTHING.fullmatch(key) else value


@cache
def _words(annotation: Any) -> tuple[str, Mapping[str, str]]:
    """What kind of words a field takes, and which: `bool`, `choice`, `choices` or nothing."""
    if get_origin(annotation) in (Union, UnionType):
        annotation = next(part for part in get_args(annotation) if part is not type(None))
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if annotation is bool:
        return "bool", {}
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Literal:
        return "choice", {word.casefold(): word for word in inner}
    if origin is tuple and get_origin(inner[0]) is Literal:
        return "choices", {word.casefold(): word for word in get_args(inner[0])}
    return "", {}


def yes_or_no(value: object) -> object:
    """`value` as true or false where it says so, else as it is."""
    return as_written(value, "", bool)
