# SPDX-License-Identifier: Apache-2.0
"""`facts.yaml` and `words.yaml`: the facts in words, and the sentences around them.

Of each fact how it is told and asked for, and what of it is plausible; of each sentence that
joins facts, doors and law the places that it may have.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any, Final, cast

from pydantic import AfterValidator, BeforeValidator, Field, create_model

from keiimport.errors import RuleError
from keiimport.facts.data import rows
from keiimport.facts.fields import KINDS
from keiimport.facts.problems import shown, wrong
from keiimport.facts.texts import STATES
from keiimport.facts.vocabulary import Change, DependsOn, Fact, FactType, Opens, Unknown, Vocabulary
from keiimport.rulebook.conditions import day_in, figure_in
from keiimport.rulebook.grammar import Form, Text, form_error, needed, optional, rule_schema
from keiimport.rulebook.problems import Problems, likely, listed, no_such
from keiimport.rulebook.yaml import BRACED, MapNode, ScalarNode, Yaml

_BY_DATES = {"calendar_year": "calendar_year_of", "earliest": "at_most_before"}
PRESUMABLE = {"floor": "", **_BY_DATES, "any": ""}
"""What may be presumed of a fact: a limit from below alone; that it is the calendar year of a date;
of a date its first day alone, by another date; any value. With the only key that may say it."""

ONLY = "only"
"""The value of a fact that may be presumed stands under this key, or a list of its words."""


def _presumable(value: object) -> object:
    is_only = isinstance(value, dict) and list(value) == [ONLY]
    if is_only or value is False or (isinstance(value, str) and value in PRESUMABLE):
        return value
    words = ", ".join(f"`{word}`" for word in PRESUMABLE)
    raise form_error(f"{shown(value)} cannot stand", f"`false`, {words} or `{{{ONLY}: a value}}`")


Presumable = Annotated[Any, BeforeValidator(_presumable)]


class UnlessForm(Form):
    """A value of a fact that would make a refusal or a wait better."""

    value: Any = needed("the value")
    words: Text = needed('what follows "unless" in an answer')


class FactForm(Form):
    """The words of one fact."""

    title: Text = needed("short words for the fact")
    type: Text | None = optional("how it is told, such as `bool` or `weight`")
    one_of: list[Text] = optional("the words of which it is one", [])
    some_of: list[Text] = optional("the words of which it is a list", [])
    columns: list[Text] = optional("headings of columns that tell it, with a unit if need be", [])
    perhaps_columns: list[Text] = optional("headings that may tell it, not read by themselves", [])
    question: Text = needed("one plain question that asks for it")
    where: Text = needed("where a person finds the answer")
    answer: str = optional("what may be answered, where the choices are too many to list", "")
    unknown: Unknown = optional("what not being told means", "askable")
    change: Change = optional("whether a person can change it", "no")
    becomes: list[Any] = optional("what a person can make of it; default: anything", [])
    follows: list[Text] = optional("facts asked first, without which this one is not asked", [])
    depends_on: DependsOn | None = optional("who can supply it")
    opens: Opens | None = optional("the direction that could open a door")
    todo: str = optional("for an action, what to do", "")
    order: int = optional("for an action, its place among the things to do", 0)
    cost: str = optional("for an action, what it typically costs", "")
    least: Any = optional("the least figure or the first day that is plausible")
    most: Any = optional("the greatest figure or the last day that is plausible")
    presumable: Presumable = optional("what of it may be presumed", False)
    finished_as: dict[Text, list[Text]] = optional(
        "what else a vehicle of a word may be finished as, without contradicting the catalogue", {}
    )
    loosely: list[Text] = optional(
        "words that people confuse: where another of them is told, the catalogue is believed", []
    )
    choices: dict[Text, Text] = optional("words for choices that are no words as they are", {})
    unless: list[UnlessForm] = optional(
        "values of it, if untold, that an answer tries; none that one would have to falsify", []
    )


class FactsFile(Form):
    """`facts.yaml`: the words of every fact."""

    title: Text | None = None
    facts: dict[Text, FactForm] = needed("the facts by name")


# --- `words.yaml` ---

SENTENCES: Final[Mapping[str, Mapping[str, str]]] = {
    group: {row["name"]: row["places"] for row in each}
    for group, each in groupby(rows(__file__, "sentences.csv"), itemgetter("group"))
}
"""Every sentence by its group and its name, with the places that it may have."""


def _checked(places: str) -> AfterValidator:
    known = places.split()
    expected = ", ".join(f"`{{{place}}}`" for place in known) or "no braces"

    def check(sentence: str) -> str:
        for name in BRACED.findall(sentence):
            if name not in known:
                raise form_error(f"{{{name}}} has no place in this sentence", expected)
        if set("{}") & set(BRACED.sub("", sentence)):
            raise form_error("a brace in this sentence has no other one", expected)
        return sentence

    return AfterValidator(check)


def _group(name: str, sentences: Mapping[str, str]) -> Any:
    fields: dict[str, Any] = {}
    for key, places in sentences.items():
        about = Field(description=f"a sentence; places: {places or 'none'}")
        fields[key] = (Annotated[Text, _checked(places)], about)
    model = create_model(f"{name.capitalize()}Words", __base__=Form, **fields)
    return model, Field(description=f"the sentences about `{name}`")


_GROUPS: Final[dict[str, Any]] = {name: _group(name, each) for name, each in SENTENCES.items()}
WordsFile = create_model("WordsFile", __base__=Form, title=(Text | None, None), **_GROUPS)
"""`words.yaml`: the sentences that join facts, doors and law."""


def rules_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a rule file, with that of `words.yaml` among its parts."""
    schema, words = rule_schema(), WordsFile.model_json_schema()
    schema["$defs"] |= {**words.pop("$defs"), "WordsFile": words}
    return schema


# --- both together ---


def vocabulary_of(
    form: FactsFile,
    words: Form,
    types: Mapping[str, FactType],
    standard_facts: Iterable[Fact],
    problems: Problems,
) -> Vocabulary:
    """Join the shapes of the facts with their words, by name, and take the sentences."""
    entries = cast(MapNode, form.node.entries["facts"])
    found: dict[str, Fact] = {}
    for name, fact in form.facts.items():
        type = types[name]
        for mistake, expected in _mistakes(type, fact, types):
            problems.append(RuleError(mistake, entries.keys[name], expected))
        own = {"type", "least", "most", "finished_as", "loosely", "choices", "unless"}
        said = {key: getattr(fact, key) for key in Fact._fields if key not in own}
        same: Any = {key: tuple(v) if isinstance(v, list) else v for key, v in said.items()}
        finished = ((word, other) for word, others in fact.finished_as.items() for other in others)
        unless = ((each.value, each.words) for each in fact.unless)
        found[name] = Fact(
            type=type,
            **same,
            **_limits(type, fact.node, problems),
            finished_as=frozenset(finished),
            loosely=frozenset(fact.loosely),
            choices=tuple((STATES if fact.type == "state" else fact.choices).items()),
            unless=tuple((frozenset(v) if isinstance(v, list) else v, said) for v, said in unless),
        )
    for name in types:
        if name not in form.facts:
            problems.note("wordless_fact", entries.place, name=name)
    for standard in standard_facts:
        found.setdefault(standard.name, standard)
    groups = {group: getattr(words, group).model_dump() for group in SENTENCES}
    named = {f"{group}.{name}": said[name] for group, said in groups.items() for name in said}
    return Vocabulary(found, named)


def check_names(node: Yaml | None, types: Mapping[str, FactType], problems: Problems) -> None:
    """Note unknown facts, before their words are checked."""
    facts = node.get("facts") if isinstance(node, MapNode) else None
    if not isinstance(facts, MapNode):
        return
    for name, at in facts.keys.items():
        if name not in types:
            missing = [known for known in types if known not in facts.keys]
            near = likely(name, types, "a fact that a case can have")
            problems.append(no_such("fact", name, at, missing, near))


def _mistakes(type: FactType, words: FactForm, types: Container[str]) -> Iterator[tuple[str, str]]:
    """Mismatches between the words of a fact and its type, each with what was expected."""
    name, kind = f"`{type.name}`", type.kind
    told = words.one_of or words.some_of
    # how a fact is told must be how cases are read
    other = words.type is not None and KINDS.get(words.type) != (kind, type.dimension)
    if other or (told and type.choices != tuple(told)):
        generated = f"a {kind}, as when cases were last generated"
        yield f"{name} is told in other words by a case", listed(type.choices, 30) or generated
    if words.unknown == "action":
        if kind != "bool":
            yield f"{name} cannot be an action", "a fact that is true or false"
        if not words.todo:
            yield f"the action {name} does not say what to do", "`todo`"
        if words.depends_on is None:
            yield f"the action {name} does not say who does it", "`depends_on`"
        if words.presumable is not False:
            yield f"the action {name} is undone until it is told", "no `presumable`"
    for missing in (each for each in words.follows if each not in types):
        yield f"{name} follows {shown(missing)}, which is no fact", "a fact that a case can have"
    if words.becomes and (kind not in ("bool", "choice") or words.change == "no"):
        expected = "a choice, or a fact that is true or false, with `change`"
        yield f"{name} cannot become anything", expected
    allowed: Sequence[bool | str] = (True, False) if kind == "bool" else type.choices
    values = [*words.becomes, *words.loosely, *words.choices]
    for each in words.unless:
        values += each.value if kind == "choices" and isinstance(each.value, list) else [each.value]
    for value in values:
        if isinstance(value, bool) is not (kind == "bool") or value not in allowed:
            expected = likely(str(value), map(str, allowed), "a value that it can have")
            yield f"{name} cannot be {shown(value)}", expected


def _limits(type: FactType, words: MapNode, problems: Problems) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with problems.noting():
        for key in ("least", "most"):
            if (node := words.get(key)) is None:
                continue
            if type.kind not in ("number", "date"):
                raise wrong("no_limits", node.place, name=type.name)
            if not isinstance(node, ScalarNode):
                raise wrong("no_limit", node.place, name=type.name)
            dimension = type.dimension
            found[key] = day_in(node) if dimension is None else figure_in(node, dimension)
        if len(found) == 2 and found["least"] > found["most"]:
            raise wrong("nothing_plausible", words.place, name=type.name)
    return found
