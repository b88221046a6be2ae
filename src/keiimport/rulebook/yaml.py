# SPDX-License-Identifier: Apache-2.0
"""A strict subset of YAML 1.2, and comma-separated values, with the place of everything read.

Rule files come from strangers, so this reads the parser's events one by one and never
composes with PyYAML: no anchors, aliases, tags, directives, merge keys or duplicate
keys; size, depth and number of events are bounded before anything is built.

Scalars are text, except for `true` and `false`, whole numbers, and `null`, `~` or nothing
(not told). `yes`, `NO`, `1.5` and `2006-06-05` stay text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from keiimport.errors import Place, RuleError
from keiimport.facts.data import rows
from keiimport.facts.problems import wrong
from keiimport.rulebook.files import MAX_BYTES, place_after, utf8
from keiimport.rulebook.problems import either

MAX_DEPTH = 64
MAX_EVENTS = 200_000

BRACED = re.compile(r"\{([^{}]*)\}")  # a name in braces, to be replaced
_PLAIN = {"true": True, "false": False, "": None, "~": None, "null": None}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})\Z")
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
# What editors show: YAML also breaks lines at rare characters, which would put places out
# of step, and marks that turn the direction of writing can hide what a rule says.
_HIDDEN = re.compile(
    "[^\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff"
    "\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_ODD_SPACE = re.compile("^ *([\xa0\u2000-\u200b\u202f\u205f\u3000])", re.MULTILINE)
_CUT_OFF = re.compile(" +#[^ #]")
"""A `#` that YAML takes for the start of a comment although it seems text: `rule #4`."""

_SEEN_LATE = ("could not find expected ':'", "end of stream")
"""What the parser notices only behind what is wrong, which its context names."""

_UNREADABLE = rows(__file__, "yaml_errors.csv")
"""What is said of YAML that cannot be read, by what is in the words of the parser."""


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A single value as it was written."""

    place: Place
    text: str
    quoted: bool = False  # or a block: it is text whatever it says

    def plain(self) -> bool | int | str | None:
        """The value: a Boolean, a whole number, text, or None when nothing is said."""
        if self.quoted:
            return self.text
        return int(self.text) if _WHOLE.match(self.text) else _PLAIN.get(self.text, self.text)


@dataclass(frozen=True, slots=True)
class ListNode:
    """A list of values, with the place where it begins."""

    place: Place
    items: tuple[Yaml, ...]

    def plain(self) -> list[Any]:
        """The values in a plain list."""
        return [item.plain() for item in self.items]


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys with their values and places, in the order of the file."""

    place: Place
    entries: Mapping[str, Yaml]
    keys: Mapping[str, Place]

    def get(self, key: str) -> Yaml | None:
        """The value of `key`, or None when it is not there."""
        return self.entries.get(key)

    def only(self, keys: tuple[str, ...], under: str) -> None:
        """Refuse any key but `keys`; `under` is the word they stand under."""
        for key in self.entries:
            if key not in keys:
                raise wrong("no_key_under", self.keys[key], either(key, keys), key=key, under=under)

    def plain(self) -> dict[str, Any]:
        """Keys and values in a plain dictionary."""
        return {key: value.plain() for key, value in self.entries.items()}


def pairs(place: Place, entries: Mapping[str, Yaml]) -> MapNode:
    """Keys and values that are written together at one place."""
    return MapNode(place, entries, dict.fromkeys(entries, place))


Yaml = ScalarNode | ListNode | MapNode


def read_yaml(data: bytes, file: str) -> Yaml:
    """The one value of a YAML file in UTF-8."""
    text = decode(data, file)
    if odd := _ODD_SPACE.search(text):
        raise wrong("odd_space", place_after(text[: odd.start(1)], file), code=f"{ord(odd[1]):04X}")
    return _Reader(text, file).read()


def decode(data: bytes, file: str) -> str:
    """The text of a rule file."""
    if len(data) > MAX_BYTES:
        raise wrong("large_file", Place(file, 1, 1), bytes=len(data))
    text = utf8(data, file)
    if hidden := _HIDDEN.search(text):
        character, place = hidden[0], place_after(text[: hidden.start()], file)
        if character == "\t":
            raise wrong("tab", place)
        if character == "\ufeff" and hidden.start() == 0:
            raise wrong("byte_order_mark", place)
        raise wrong("hidden_character", place, code=f"{ord(character):04X}")
    return text


class _Reader:
    def __init__(self, text: str, file: str) -> None:
        self._file, self._read, self._lines = file, 0, re.split("\r\n|\r|\n", text)
        self._events = yaml.parse(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))

    def read(self) -> Yaml:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            raise wrong("empty_file", Place(self._file, 1, 1))
        if start.version or start.tags:
            raise wrong("directive", self._at(start))
        node = self._node(self._next(), 0)
        self._next()
        end = self._next()
        if not isinstance(end, yaml.StreamEndEvent):
            raise wrong("second_document", self._at(end))
        return node

    def _next(self) -> Any:
        self._read += 1
        try:
            event = next(self._events)
        except yaml.MarkedYAMLError as error:
            raise self._unreadable(error) from None
        if self._read > MAX_EVENTS:
            raise wrong("many_parts", self._at(event), most=MAX_EVENTS)
        return event

    def _unreadable(self, error: Any) -> RuleError:
        problem = str(error.problem or error.context or "it ends too early")
        began = any(sign in problem for sign in _SEEN_LATE)
        mark = (began and error.context_mark) or error.problem_mark or error.context_mark
        place = Place(self._file, mark.line + 1, mark.column + 1) if mark else None
        if "nesting depth" in problem:  # newer ones look ahead, to their own limit
            return wrong("deep", place, most=MAX_DEPTH)
        for row in _UNREADABLE:
            if row["sign"] in problem:
                return RuleError(row["said"], place, row["expected"])
        return wrong("no_yaml", place, problem=problem)

    def _at(self, event: Any) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1)

    def _node(self, event: Any, depth: int) -> Yaml:
        place = self._at(event)
        if isinstance(event, yaml.AliasEvent):
            raise wrong("alias", place, name=event.anchor)
        if event.anchor is not None:
            raise wrong("anchor", place, name=event.anchor)
        if event.tag is not None:
            raise wrong("tag", place, name=event.tag)
        if isinstance(event, yaml.ScalarEvent):
            bare = event.implicit[0]
            if bare and _NO_NUMBER.match(event.value):
                raise wrong("infinite", place, text=event.value)
            end = event.end_mark
            rest = self._lines[end.line][end.column :] if end.line < len(self._lines) else ""
            if bare and _CUT_OFF.match(rest):
                raise wrong("cut_off", Place(self._file, end.line + 1, end.column + 2))
            return ScalarNode(place, event.value, quoted=not bare)
        if depth >= MAX_DEPTH:
            raise wrong("deep", place, most=MAX_DEPTH)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Yaml] = []
            while not isinstance(event := self._next(), yaml.SequenceEndEvent):
                items.append(self._node(event, depth + 1))
            return ListNode(place, tuple(items))
        entries: dict[str, Yaml] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, ScalarNode):
                raise wrong("no_word_key", key.place)
            if key.text == "<<" and not key.quoted:
                raise wrong("merge_key", key.place)
            if key.text in entries:
                raise wrong("key_again", key.place, key=key.text[:60], line=keys[key.text].line)
            keys[key.text] = key.place
            entries[key.text] = self._node(self._next(), depth + 1)
        return MapNode(place, entries, keys)


_CELL = re.compile(r'(?:"([^"]*(?:""[^"]*)*)"|([^",\n]*))(,|\n|\Z)')
"""A cell in quotes or without, and what ends it."""
_QUOTED = re.compile(r'"[^"]*"')


def read_csv(data: bytes, file: str) -> list[list[ScalarNode]]:
    """The non-empty lines of comma-separated values, cells stripped of spaces."""
    text = utf8(data, file)
    unquoted = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), text)
    header = "".join(unquoted.splitlines()[:1])
    for mark, called in (("\t", "tabs"), (";", "semicolons")):
        if "," not in header and header.count(mark) > 1:
            raise wrong("other_separator", Place(file, 1, header.index(mark) + 1), mark=called)
    text = decode(data, file).replace("\r\n", "\n").replace("\r", "\n")
    lines: list[list[ScalarNode]] = []
    cells: list[ScalarNode] = []
    at, line, start = 0, 1, 0
    while at < len(text) or cells:
        place = Place(file, line, at - start + 1)
        found = _CELL.match(text, at)
        if found is None:
            raise wrong("misplaced_quote", place)
        quoted, plain, end = found.groups()
        cell = plain if quoted is None else quoted.replace('""', '"')
        cells.append(ScalarNode(place, cell.strip()))
        if breaks := found[0].count("\n"):
            line += breaks
            start = at + found[0].rindex("\n") + 1
        at = found.end()
        if end == ",":
            continue
        if len(cells) > 1 or cells[0].text:
            if lines and len(cells) != len(lines[0]):
                first = Place(file, cells[0].place.line, 1)
                raise wrong("cells", first, cells=len(cells), first=len(lines[0]))
            lines.append(cells)
        cells = []
    return lines
