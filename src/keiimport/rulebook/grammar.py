# SPDX-License-Identifier: Apache-2.0
"""The shape of every rule file, as pydantic models.

Conditions are left as they are here: `keiimport.rulebook.conditions` reads them, since it
knows the names they may use. `rule_schema` gives editors all of it, conditions included.
"""

import json
import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from keiimport.errors import Place
from keiimport.facts.comparisons import Count, LeapDay
from keiimport.facts.problems import shown
from keiimport.rulebook.model import Clock, Explain, Stay
from keiimport.rulebook.model import Confidence as Seen
from keiimport.rulebook.yaml import ListNode, MapNode, Yaml

NAME_FORM = "lower-case words joined by dots, such as `class.truck`"
NAME = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+)+\Z")
_ID_FORM = "lower-case words joined by dots, such as `nhtsa.box_1`"
ID = re.compile(r"[a-z][a-z0-9_-]*(?:\.[a-z0-9][a-z0-9_-]*)*\Z")
DAY_FORM = "a full date, such as `2006-06-05`"


def parse_day(text: object) -> int | None:
    """The ordinal of the day that `text` names in full, or None."""
    if isinstance(text, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        with suppress(ValueError):
            return date.fromisoformat(text).toordinal()
    return None


def form_error(error: str, expected: str) -> PydanticCustomError:
    """An error of a form, and what would have been understood."""
    return PydanticCustomError("said", "{error}", {"error": error, "expected": expected})


def _matching(pattern: re.Pattern[str], what: str, form: str) -> BeforeValidator:
    def check(value: object) -> object:
        if not isinstance(value, str) or not pattern.match(value):
            raise form_error(f"{shown(value)} cannot be {what}", form)
        return value

    return BeforeValidator(check)


def _day(value: object) -> int:
    if (day := parse_day(value)) is None:
        raise form_error(f"{shown(value)} is not a day", DAY_FORM)
    return day


def _truth(value: object) -> object:
    if isinstance(value, bool) or value == "unknown":
        return value if isinstance(value, bool) else None
    raise form_error(f"{shown(value)} is not a truth", "`true`, `false` or `unknown`")


def _whole(citation: str) -> str:
    # YAML cuts a citation in brackets at its commas
    if citation.startswith("(") or citation.count("(") != citation.count(")"):
        raise form_error(f"{shown(citation)} is no whole citation", "quotes around all of it")
    return citation


def _text_or_paper(value: object) -> str | None:
    return "text" if isinstance(value, str) else "paper" if isinstance(value, dict) else None


Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, _matching(NAME, "a name", NAME_FORM)]
Id = Annotated[str, _matching(ID, "an id", _ID_FORM)]
Day = Annotated[int, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
"""The ordinal of a day, which is written in full."""

Truth = Annotated[
    bool | None, BeforeValidator(_truth), WithJsonSchema({"enum": [True, False, "unknown"]})
]
# Not yet `$ref`, which pydantic would try to follow; `rule_schema` puts it there.
_CONDITION_MARK = "x-condition"
Condition = Annotated[Any, WithJsonSchema({_CONDITION_MARK: True})]
Test = Annotated[Any, WithJsonSchema({"type": "object"})]
Cite = Annotated[Text, AfterValidator(_whole)]
Citations = Annotated[
    list[Cite], Field(min_length=1, description="a list of citations, such as `[49 CFR 571.3(b)]`")
]
Confidence = Annotated[Seen, Field(description="how well the law behind it was seen")]
Because = Annotated[Text | None, Field(description="words for when it holds")]
Otherwise = Annotated[Text | None, Field(description="words for when it fails")]
_CLOCK = (
    "the date it runs on: the law's day, the day of manufacture, of the customs entry for "
    "consumption, or of arrival"
)
ClockName = Annotated[Clock, Field(description=_CLOCK)]


def needed(about: str, **more: Any) -> Any:
    """A key that must be there, and what is written under it."""
    return Field(description=about, **more)


def optional(about: str, otherwise: Any = None, **more: Any) -> Any:
    """A key that may be left out, what is written under it, and what it is `otherwise`."""
    return Field(otherwise, description=about, **more)


class Form(BaseModel):
    """The base of every part of a rule file: no unknown keys, no guessed types."""

    model_config = {"extra": "forbid", "frozen": True, "strict": True}
    _node: MapNode

    @property
    def node(self) -> MapNode:
        """The YAML node that it was read from."""
        return self._node

    def at(self, key: str) -> Place:
        """The place of the value of a key."""
        return self._node.entries[key].place

    def items(self, key: str) -> tuple[Yaml, ...]:
        """The nodes in the list under a key; none if there is no such key."""
        found = self._node.get(key)
        return found.items if isinstance(found, ListNode) else ()


class ConclusionForm(Form):
    """Something that rules conclude."""

    when_no_rule: Truth = needed("`true`, `false` or `unknown`: its truth while no rule is live")
    title: Text | None = optional("short words for people")
    gap: Text | None = optional("words for its partial table, with `{id of a table}` for its size")
    unless: Text | None = optional('what follows "unless" in an answer that its gap could change')
    explain: Explain = optional("when the chain of reasons shows it", "when_used")
    headline: bool = optional("whether the answer says why, where it holds", False)


class DaysForm(Form):
    """The days on which something counts, both ends included."""

    from_: Day | None = optional("the first day", alias="from")
    until: Day | None = optional("the last day")


class InForceForm(DaysForm):
    """The days on which a rule is in force."""

    clock: ClockName = "law"


class OneWayForm(Form):
    """The reason why something can be shown one way only."""

    only: Truth = needed("the one way besides unknown: `true` or `false`; `unknown`: neither")
    reason: Text = needed("why no case can show the other way")


class EntryForm(Form):
    """A part of a rule file with an id of its own."""

    id: Id = needed("its own id, such as `nhtsa.box_1`")
    one_way: OneWayForm | None = optional("where no case can show it both ways: `{only, reason}`")


class LawForm(EntryForm):
    """An entry that holds or fails by a law."""

    cite: Citations
    confidence: Confidence
    because: Because = None
    otherwise: Otherwise = None


class DoorForm(LawForm):
    """A door that an agency opens or bars."""

    agency: Text | None = optional("an agency of `rulebook.yaml`")
    title: Text = needed("short words for people")


class RuleForm(LawForm):
    """A definition of one conclusion."""

    concludes: Name | None = optional("the conclusion it defines")
    adds_to: Name | None = optional("the conclusion it adds an alternative to")
    title: Text | None = optional("short words for people")
    in_force: InForceForm | None = optional("the days on which it is in force")
    applies: Condition = optional("which cases it concerns")
    when: Condition = needed("the condition that its conclusion equals")
    unless: Condition = optional("an exception, or a list of exceptions")
    overrides: list[Id] = optional("rules that are not live while it is", [])


class PaperForm(Form):
    """Something to file or to bring, or a restriction that comes with a path."""

    name: Text = needed("words for people")
    each: Text | None = optional("a table: one for each row that holds, with `{column}` in `name`")
    when: Condition = optional("a condition under which it is needed")
    cite: list[Cite] = optional("a list of citations", [])


_WHICH = Discriminator(_text_or_paper, "shape", "text, or keys and values")
Paper = Annotated[Annotated[Text, Tag("text")] | Annotated[PaperForm, Tag("paper")], _WHICH]
_ABOUT = "a list of texts, or of `{name, each, when, cite}`"
Papers = Annotated[list[Paper], Field(description=_ABOUT)]


class PathForm(DoorForm):
    """A door that an agency offers."""

    form: Text = needed("the form on which it is declared, such as `HS-7`")
    box: Text | None = optional("the box of the form")
    code: Text | None = optional("the code on the form")
    stay: Stay = needed("whether the vehicle may stay")
    purposes: list[Text] = optional("values of `entry.purpose`", [])
    claimed_when: Condition = optional("what claims it")
    claimed_unless: Condition = optional("what waives it: until somebody says this, it is claimed")
    theoretical: bool = optional("open to no private person", False)
    prefer: int = optional("the lower, the sooner chosen among equals", 100)
    open_when: Condition = needed("the condition under which it is open")
    opening: Text | None = optional("what happens on the day it opens, such as `it turns 25`")
    term: Text | None = optional("how long it may stay, such as `for at most one year`")
    papers: Papers = []
    restrictions: Papers = []


class GateForm(DoorForm):
    """Something that only bars."""

    barred_when: Condition = needed("the condition under which it bars")
    raised_when: Condition = optional("what raises it: it counts only once somebody says this")
    unsaid: Text | None = optional("words for when nobody has said so")


class RemarkForm(EntryForm):
    """Words added to a verdict."""

    when: Condition = needed("the condition it speaks of")
    on: list[Truth] = optional("the truths of `when` for which it speaks", [True], min_length=1)
    say: Text = needed("one sentence")
    cite: list[Cite] = optional("a list of citations", [])
    paths: list[Id] = optional("paths of which one must be chosen or open", [])


class AskingColumn(Form):
    """A column whose cells ask something, which is said in words where one is looked at."""

    say: Text | None = optional("what a cell asks for, such as `it is at most {cell} wide`")


class ConclusionColumn(AskingColumn):
    """A column whose cells name conclusions."""

    conclusion: Text = needed("the name, with `{cell}` in it")
    selector: bool = optional("whether it cuts rows by exclusive classes", False)
    joined: Literal["|", "&"] = optional("`|` any of the parts, `&` all of them", "|")


class WindowColumn(Form):
    """A column of days that begin or end the window of a row."""

    window: Literal["from", "until"] = needed("which end of the window")
    clock: ClockName = "law"


class FactColumn(AskingColumn):
    """A column whose cells test a fact."""

    fact: Text = needed("the name of a fact")
    test: Literal[
        "is", "is_not", "any_of", "none_of", "includes", "excludes",
        "above", "at_least", "at_most", "below", "from", "until", "before", "after",
    ] = needed("a test, as in a condition")  # fmt: skip


class AgeColumn(AskingColumn):
    """A column whose cells ask for an age, such as `25 years`."""

    age: Text = needed("the name of the date since which it is counted")
    by: Text = optional("the name of the date by which it is reached", "entry.date")
    count: Count = optional("how years are counted", "calendar_years")
    leap_day: LeapDay = optional("the anniversary of a 29 February", "next_day")


Role = Literal[
    "key", "title", "text", "unknown", "cite", "confidence", "because", "otherwise", "note"
]
_COLUMN_KINDS = ("conclusion", "window", "fact", "age")


def _column(value: object) -> str | None:
    if isinstance(value, str):
        return "role"
    keys = value if isinstance(value, dict) else ()
    return next((kind for kind in _COLUMN_KINDS if kind in keys), None)


Column = Annotated[
    Annotated[Role, Tag("role")]
    | Annotated[ConclusionColumn, Tag("conclusion")]
    | Annotated[WindowColumn, Tag("window")]
    | Annotated[FactColumn, Tag("fact")]
    | Annotated[AgeColumn, Tag("age")],
    Discriminator(
        _column,
        custom_error_type="shape",
        custom_error_message="`key`, `title`, `text`, `unknown`, `cite`, `confidence`, `because`, "
        "`otherwise`, `note`, or a mapping with `conclusion`, `window`, `fact` or `age`",
    ),
]


class TableForm(Form):
    """Rules written as the rows of a CSV file."""

    id: Id = needed("its own id, such as `nhtsa.fmvss`")
    title: Text | None = optional("short words for people")
    file: Text = needed("the CSV file, relative to this one")
    rows_with: Text | None = optional("a column: rows whose cell there is empty are left out")
    concludes: Text = needed("the conclusion, with key columns in braces")
    when_no_rule: Truth = optional("truth where no row says so; not if declared elsewhere", False)
    lists: Literal["standards", "states", "tariff", "fees"] | None = optional("what its rows list")
    covered_from: Day | None = optional("for a tariff or fees, the first day it speaks of")
    known_until: Day | None = optional("for a tariff or fees, the last day whose law is known")
    columns: dict[str, Column] = needed("what each column of the file is")
    cite: list[Cite] = optional("citations of rows that have none", [])
    confidence: Seen | None = optional("the confidence of rows that say none")
    because: Because = None
    otherwise: Otherwise = None


class EditionForm(DaysForm):
    """An edition of a form on which doors are declared, with its first and last day."""

    edition: Text = needed("what is printed on it, such as `Rev. 02-2020`")
    cite: Citations
    confidence: Confidence


class DeclarationForm(Form):
    """A form on which doors are declared."""

    form: Text = needed("its name, as paths have it, such as `HS-7`")
    title: Text = needed("short words for people")
    file: Text = needed("the CSV file of its fields, relative to this one")
    editions: list[EditionForm] = needed("its editions, oldest first", min_length=1)


class ScenarioForm(Form):
    """The head of a scenario: a hypothetical reform, laid over the law when asked for."""

    id: Id = needed("its name, which is also that of its file, such as `kei-class`")
    title: Text = needed("what is supposed, as it would stand after `supposing`")
    law: Text = needed("what of it is law today")
    proposal: Text = needed("what of it somebody has proposed, and where")
    invention: Text = needed("what of it is made up here")


class RuleFile(Form):
    """One file of rules."""

    title: Text = needed("what the file is about")
    scenario: ScenarioForm | None = optional("the head of a scenario")
    agency: Text | None = optional("the agency of its paths and gates")
    conclusions: dict[Name, ConclusionForm] = optional("what its rules conclude", {})
    exactly_one: list[Name] = optional("conclusions of which exactly one holds", [], min_length=2)
    rules: list[RuleForm] = optional("definitions of conclusions", [])
    paths: list[PathForm] = optional("doors that an agency offers", [])
    gates: list[GateForm] = optional("what only bars", [])
    remarks: list[RemarkForm] = optional("words added to a verdict", [])
    tables: list[TableForm] = optional("rules written as rows", [])
    forms: list[DeclarationForm] = optional("forms on which doors are declared", [])


class AgencyForm(Form):
    """An agency whose doors stand in the rulebook."""

    name: Text = needed("its name for people")
    covered_from: Day | None = optional("the first day its rules cover")


class RulebookFile(Form):
    """`rulebook.yaml`: what the rulebook says of itself."""

    version: Text = needed("the version of the rulebook")
    agencies: dict[Id, AgencyForm] = needed("the agencies by id")
    always: list[Text] = optional("sentences that every verdict carries", [])
    scope: Text | None = optional("a clause that limits every answer of yes")


def rule_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file, for editors."""
    text = json.dumps(RuleFile.model_json_schema())
    schema: dict[str, Any] = json.loads(text, object_hook=_for_editors)
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "keiimport rule file"
    conditions = Path(__file__).with_name("condition.schema.json").read_text(encoding="utf-8")
    schema.setdefault("$defs", {}).update(json.loads(conditions))
    return schema


def _for_editors(part: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema without its title, and with what conditions are."""
    kept = {k: v for k, v in part.items() if k != "title" or isinstance(v, dict)}
    if kept.pop(_CONDITION_MARK, False):
        kept["$ref"] = "#/$defs/Condition"
    return kept
