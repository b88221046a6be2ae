# SPDX-License-Identifier: Apache-2.0
"""The shape of every rule file, as pydantic models, which `grammar.csv` describes key by key.

Conditions are left as they are here: `keiimport.rulebook.conditions` reads them, since it
knows the names they may use. `rule_schema` gives editors all of it, conditions included.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache, reduce
from itertools import groupby
from keyword import iskeyword
from operator import itemgetter, or_
from pathlib import Path
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
    create_model,
)
from pydantic_core import PydanticCustomError

from keiimport.errors import Place
from keiimport.facts.bounds import shown
from keiimport.facts.comparisons import Count, LeapDay
from keiimport.facts.data import rows
from keiimport.facts.vocabulary import Change, DependsOn, Opens, Unknown
from keiimport.rulebook.model import Clock, Confidence, Explain, Stay
from keiimport.rulebook.yaml import ListNode, MapNode, Yaml

NAME_FORM = "lower-case words joined by dots, such as `class.truck`"
NAME = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+\Z")
_ID_FORM = "lower-case words joined by dots, such as `nhtsa.box_1`"
ID = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\Z")
DAY_FORM = "a full date, such as `2006-06-05`"

_BY_DATES = {"calendar_year": "calendar_year_of", "earliest": "at_most_before"}
PRESUMABLE = {"floor": "", **_BY_DATES, "any": ""}
"""What may be presumed of a fact: a limit from below alone; that it is the calendar year of a date;
of a date its first day alone, by another date; any value. With the only key that may say it."""

ONLY = "only"
"""The value of a fact that may be presumed stands under this key, or a list of its words."""


def parse_day(text: object) -> int | None:
    """The ordinal of the day that `text` names in full, or None."""
    if isinstance(text, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text).toordinal()
    return None


def said(error: str, expected: str) -> PydanticCustomError:
    """An error of a form, and what would have been understood."""
    return PydanticCustomError("said", "{error}", {"error": error, "expected": expected})


# --- what stands under a key ---


def _matching(pattern: re.Pattern[str], what: str, form: str) -> BeforeValidator:
    def check(value: object) -> object:
        if not isinstance(value, str) or not pattern.match(value):
            raise said(f"{shown(value)} cannot be {what}", form)
        return value

    return BeforeValidator(check)


def _day(value: object) -> int:
    if (day := parse_day(value)) is None:
        raise said(f"{shown(value)} is not a day", DAY_FORM)
    return day


def _truth(value: object) -> object:
    if isinstance(value, bool) or value == "unknown":
        return value if isinstance(value, bool) else None
    raise said(f"{shown(value)} is not a truth", "`true`, `false` or `unknown`")


def _presumable(value: object) -> object:
    is_only = isinstance(value, dict) and list(value) == [ONLY]
    if is_only or value is False or (isinstance(value, str) and value in PRESUMABLE):
        return value
    words = ", ".join(f"`{word}`" for word in PRESUMABLE)
    raise said(f"{shown(value)} cannot stand", f"`false`, {words} or `{{{ONLY}: a value}}`")


# Not yet `$ref`, which pydantic would try to follow; `rule_schema` puts it there.
_CONDITION_MARK = "x-condition"
Text = Annotated[str, Field(min_length=1)]
TYPES: dict[str, Any] = {
    "any": Any,
    "bool": bool,
    "int": int,
    "str": str,
    "Text": Text,
    "Name": Annotated[str, _matching(NAME, "a name", NAME_FORM)],
    "Id": Annotated[str, _matching(ID, "an id", _ID_FORM)],
    # the ordinal of a day, which is written in full
    "Day": Annotated[
        int, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})
    ],
    "Truth": Annotated[
        bool | None, BeforeValidator(_truth), WithJsonSchema({"enum": [True, False, "unknown"]})
    ],
    "Condition": Annotated[Any, WithJsonSchema({_CONDITION_MARK: True})],
    "Test": Annotated[Any, WithJsonSchema({"type": "object"})],
    "Presumable": Annotated[Any, BeforeValidator(_presumable)],
    "Confidence": Confidence,
    "Clock": Clock,
    "Count": Count,
    "Explain": Explain,
    "LeapDay": LeapDay,
    "Stay": Stay,
    "Change": Change,
    "DependsOn": DependsOn,
    "Opens": Opens,
    "Unknown": Unknown,
}
"""What may stand under a key and is no form, by what tables call it."""


# --- what describes forms ---


class Form(BaseModel):
    """What every part of a rule file has in common: no unknown keys, no guessed types."""

    model_config = {"extra": "forbid", "frozen": True, "strict": True}
    _node: MapNode

    if TYPE_CHECKING:  # the keys are those of a table

        def __getattr__(self, key: str) -> Any: ...

    @property
    def node(self) -> MapNode:
        """Where it is written."""
        return self._node

    def at(self, key: str) -> Place:
        """Where the value of one of its keys is written."""
        return self._node.entries[key].place

    def items(self, key: str) -> tuple[Yaml, ...]:
        """What is written in a list under one of its keys; nothing where that is not there."""
        found = self._node.get(key)
        return found.items if isinstance(found, ListNode) else ()


def forms(module: str, table: str, types: Mapping[str, Any]) -> Callable[[str], type[Form]]:
    """What makes the forms of a table beside a module (its `__file__`), when they are asked for.

    The first row of a form says which one it extends, and what it is; each other row is a key. One
    of `types`, or a form, stands under it: `Text?` is a text or null, `Id*` a list of ids with
    at least so many, `Name:RuleForm` a form under each name. What it is `otherwise` is JSON or
    text; where nothing stands, the key is needed.
    """
    rows_of = {name: [*each] for name, each in groupby(rows(module, table), itemgetter("form"))}

    @cache
    def form(name: str) -> type[Form]:
        head, *keys = rows_of[name]
        fields: dict[str, Any] = {}
        for row in keys:
            key, least = row["key"], int(row["least"]) if row["least"] else None
            otherwise, about = _otherwise(row["otherwise"]), row["about"] or None
            how = Field(otherwise, alias=key, description=about, min_length=least)
            fields[f"{key}_" if iskeyword(key) else key] = type_of(row["type"]), how
        base = type_of(head["type"])
        made: type[Form] = create_model(name, __base__=base, __doc__=head["about"], **fields)
        return made

    def type_of(written: str) -> Any:
        if written.endswith("?"):
            return type_of(written[:-1]) | None
        key, colon, value = written.partition(":")
        if colon:
            return GenericAlias(dict, (type_of(key), type_of(value)))
        if written.endswith("*"):
            return GenericAlias(list, type_of(written[:-1]))
        if written.startswith("one of "):
            return Literal[tuple(written.split()[2:])]
        return types[written] if written in types else form(written)

    return form


def _otherwise(written: str) -> Any:
    try:
        return json.loads(written) if written else ...
    except ValueError:
        return written


TYPES["Form"] = Form
form = forms(__file__, "grammar.csv", TYPES)


def _either(text: Any, kinds: Mapping[str, type[Form]], expected: str) -> Any:
    """A text, or one of some forms: the only one, or that whose name is a key of it."""

    def which(value: object) -> str | None:
        if isinstance(value, dict):
            return next((key for key in kinds if len(kinds) == 1 or key in value), None)
        return "text" if isinstance(value, str) else None

    parts = [Annotated[kind, Tag(key)] for key, kind in {"text": text, **kinds}.items()]
    return Annotated[reduce(or_, parts), Discriminator(which, "shape", expected)]


TYPES["Paper"] = _either(Text, {"paper": form("PaperForm")}, "text, or keys and values")
_ROLES = ("key", "title", "text", "unknown", "cite", "confidence", "because", "otherwise", "note")
WindowColumn, FactColumn, AgeColumn = map(form, ("WindowColumn", "FactColumn", "AgeColumn"))
ConclusionColumn = form("ConclusionColumn")
TYPES["Column"] = _either(
    Literal[_ROLES],
    {"conclusion": ConclusionColumn, "window": WindowColumn, "fact": FactColumn, "age": AgeColumn},
    ", ".join(f"`{role}`" for role in _ROLES)
    + ", or a mapping with `conclusion`, `window`, `fact` or `age`",
)


def rule_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file, for editors."""
    text = json.dumps(form("RuleFile").model_json_schema())
    schema: dict[str, Any] = json.loads(text, object_hook=_completed)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "keiimport rule file"
    conditions = Path(__file__).with_name("condition.schema.json").read_text(encoding="utf-8")
    schema.setdefault("$defs", {}).update(json.loads(conditions))
    return schema


def _completed(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema without its title, and with what conditions are."""
    kept = {k: v for k, v in part.items() if k != "title" or isinstance(v, dict)}
    if kept.pop(_CONDITION_MARK, False):
        kept["$ref"] = "#/$defs/Condition"
    return kept
