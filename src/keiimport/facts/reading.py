# SPDX-License-Identifier: Apache-2.0
"""Reading the JSON text of a case."""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from keiimport.errors import InputError
from keiimport.facts.data import rows
from keiimport.facts.problems import bad_input, path_to, refused

LARGEST_CASE = 2**20  # bytes of the largest case read from JSON text

DEEPEST_CASE = 32  # levels of objects and lists in the deepest case read from JSON text

_EXPECTED = {row["found"]: row["expected"] for row in rows(__file__, "json_errors.csv")}
"""The expectations for messages of Python's JSON parser."""


def read_json(text: str | bytes | bytearray, begins: tuple[int, int | None] = (1, 1)) -> object:
    """Parse JSON text; a key may appear only once in an object."""
    written = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    if len(written) > LARGEST_CASE:
        raise bad_input("large_case")
    if not isinstance(text, str):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise bad_input("no_utf8", byte=error.start) from None
    try:
        data = _decoded(text.removeprefix("\ufeff"))
        if text.count("{") + text.count("[") > DEEPEST_CASE and _depth(data) > DEEPEST_CASE:
            raise bad_input("deep_case", most=DEEPEST_CASE)
    except json.JSONDecodeError as error:
        line, column = begins[0] + error.lineno - 1, begins[1]
        column = error.colno if error.lineno > 1 else column and column + error.colno - 1
        at = f"line {line}" + (f", column {column}" if column is not None else "")
        expected = _EXPECTED.get(error.msg, "valid JSON") if error.pos else "a JSON object"
        raise bad_input("no_json", expected, place=at) from None
    except RecursionError:
        raise bad_input("deep_case", most=DEEPEST_CASE) from None
    return data


def _decoded(text: str) -> object:
    """Decode JSON; values that are not allowed become errors, raised once their paths are known."""
    wrong: list[InputError] = []

    def leave(error: InputError) -> InputError:
        wrong.append(error)
        return error

    def constant(name: str) -> InputError:
        return leave(refused(name, "no_json_number"))

    def integer(digits: str) -> int | InputError:
        with suppress(ValueError):
            return int(digits)
        return leave(bad_input("many_digits"))

    def whole(pairs: list[tuple[str, object]]) -> dict[str, object]:
        read = dict(pairs)
        if len(read) < len(pairs):
            times = Counter(key for key, _ in pairs)
            twice = next(key for key in times if times[key] > 1)
            read[twice] = leave(bad_input("key_twice", key=twice))
        return read

    hooks: Any = {"parse_constant": constant, "parse_int": integer, "object_pairs_hook": whole}
    data = json.JSONDecoder(**hooks).decode(text)
    if wrong:
        raise next(_errors("", data))
    return data


def _errors(at: str, data: object) -> Iterator[InputError]:
    """Yield the errors among `data`, with their paths, in the order of the text."""
    if isinstance(data, InputError):
        yield data.located(at)
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _errors(path_to(at, key), value)
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from _errors(f"{at}[{place}]", value)


def _depth(data: object) -> int:
    within = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return max((1 + _depth(each) for each in within), default=0)
