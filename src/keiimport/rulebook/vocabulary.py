# SPDX-License-Identifier: Apache-2.0
"""`facts.yaml` and `words.yaml`: the facts in words, and the sentences around them.

Of each fact how it is told and asked for, and what of it is plausible; of each sentence that
joins facts, doors and law the places that it may have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Annotated, Any, Final, cast

from pydantic import AfterValidator, Field, create_model

from keiimport.errors import RuleError
from keiimport.facts.bounds import shown
from keiimport.facts.data import rows
from keiimport.facts.fields import KINDS
from keiimport.facts.vocabulary import Fact, FactType, Vocabulary
from keiimport.rulebook.conditions import day_in, figure_in
from keiimport.rulebook.grammar import Form, Text, said
from keiimport.rulebook.problems import Problems, likely, listed, no_such, wrong
from keiimport.rulebook.yaml import BRACED, MapNode, ScalarNode

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
                raise said(f"{{{name}}} has no place in this sentence", expected)
        if set("{}") & set(BRACED.sub("", sentence)):
            raise said("a brace in this sentence has no other one", expected)
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


def words_schema() -> dict[str, Any]:
    """The JSON Schema of `words.yaml` and its parts, by their names."""
    schema = WordsFile.model_json_schema()
    return {**schema.pop("$defs"), "WordsFile": schema}


def sentences(form: Form) -> dict[str, str]:
    """Every sentence of `words.yaml` by the name of its group and its own."""
    said = {group: getattr(form, group).model_dump() for group in SENTENCES}
    return {f"{group}.{name}": each[name] for group, each in said.items() for name in each}


# --- both together ---


def vocabulary_of(
    form: Form,
    types: Mapping[str, FactType],
    standard_facts: Iterable[Fact],
    sentences: Mapping[str, str],
    problems: Problems,
) -> Vocabulary:
    """Join the shapes of the facts with their words, by name."""
    entries = cast(MapNode, form.node.entries["facts"])
    found: dict[str, Fact] = {}
    for name, words in form.facts.items():
        at = entries.keys[name]
        type = types.get(name)
        if type is None:
            missing = [known for known in types if known not in form.facts]
            problems.add(no_such("fact", name, at, missing, "a fact that a case can have"))
            continue
        for mistake, expected in _mistakes(type, words):
            problems.add(RuleError(mistake, at, expected))
        own = {"type", "least", "most", "finished_as", "loosely", "choices", "unless"}
        said = {key: getattr(words, key) for key in Fact._fields if key not in own}
        same: Any = {key: tuple(v) if isinstance(v, list) else v for key, v in said.items()}
        finished = ((word, other) for word, others in words.finished_as.items() for other in others)
        unless = ((each.value, each.words) for each in words.unless)
        found[name] = Fact(
            type=type,
            **same,
            **_limits(type, words.node, problems),
            finished_as=frozenset(finished),
            loosely=frozenset(words.loosely),
            choices=tuple(words.choices.items()),
            unless=tuple((frozenset(v) if isinstance(v, list) else v, said) for v, said in unless),
        )
    for name in types:
        if name not in form.facts:
            problems.add(wrong("wordless_fact", entries.place, name=name))
    for fact in standard_facts:
        found.setdefault(fact.name, fact)
    return Vocabulary(found, sentences)


def _mistakes(type: FactType, words: Form) -> Iterator[tuple[str, str]]:
    """What the words of a fact say that cannot be of its shape, and what was expected."""
    name, kind = f"`{type.name}`", type.kind
    told = words.one_of or words.some_of
    shape = KINDS.get(words.type or "")
    # what is written of how a fact is told must be what cases are read by
    other = words.type is not None and shape != (kind, type.dimension)
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
