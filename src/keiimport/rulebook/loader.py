# SPDX-License-Identifier: Apache-2.0
"""From a folder of rule files to a `Rulebook`, or to everything that is wrong with it.

Four stages, each of which must be clean before the next begins, so that one mistake is
told once: the YAML, the shape of each file, the names and conditions, the whole.
"""

from __future__ import annotations

import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar, cast

from keiimport.errors import Place, RuleError
from keiimport.facts.case import fact_types
from keiimport.facts.problems import wrong
from keiimport.facts.vocabulary import FactType
from keiimport.rulebook import files, grammar, model, tables
from keiimport.rulebook.arguments import checked
from keiimport.rulebook.checks import check
from keiimport.rulebook.conditions import ConditionReader
from keiimport.rulebook.layers import law_first, lay_over, scenarios_of, under
from keiimport.rulebook.listings import declaration, listed_rows
from keiimport.rulebook.presumptions import PresumptionsFile, presumptions_of
from keiimport.rulebook.problems import Problems, likely
from keiimport.rulebook.shapes import check_form
from keiimport.rulebook.vocabulary import FactsFile, WordsFile, check_names, vocabulary_of
from keiimport.rulebook.yaml import BRACED, MapNode, ScalarNode, Yaml, read_yaml

FACTS, PRESUMPTIONS, WORDS = "facts.yaml", "presumptions.yaml", "words.yaml"

F = TypeVar("F", bound=grammar.Form)
E = TypeVar("E", model.Rule, model.Path, model.Gate, model.Remark)


@checked
def load(
    folder: pathlib.Path | str | None = None,
    scenarios: Iterable[str] = (),
    overlays: Iterable[pathlib.Path | str] = (),
) -> model.Rulebook:
    """Read the rulebook of a folder.

    Args:
        folder: where the rule files are; the rules that come with this package if None.
        scenarios: names of hypothetical reforms to lay over it, from its `scenarios`.
        overlays: folders or files of one's own to lay over it.

    Raises:
        RuleErrors: naming everything that is wrong, with file, line and column.
        RuleError: when the folder cannot be read.
        InputError: when there is no such scenario or overlay.
    """
    folder = files.rules_folder() if folder is None else pathlib.Path(folder)
    laid = tuple(map(str, overlays))
    return load_files(files.read_rules(folder, scenarios, laid), folder=str(folder), overlays=laid)


def load_files(
    files: Mapping[str, bytes],
    *,
    types: Mapping[str, FactType] | None = None,
    folder: str = "",
    overlays: Sequence[str] = (),
) -> model.Rulebook:
    """Read a rulebook from the bytes of its files."""
    known = fact_types() if types is None else types
    return _Loader(law_first(files), known).rulebook(folder, tuple(overlays))


@dataclass(slots=True)
class _Loader:
    files: dict[str, bytes]
    types: Mapping[str, FactType]
    problems: Problems = field(default_factory=Problems)
    sources: list[grammar.RuleFile] = field(default_factory=list)
    table_of: dict[str, tables.Table] = field(default_factory=dict)
    conclusions: dict[str, model.Conclusion] = field(default_factory=dict)
    agencies: Mapping[str, grammar.AgencyForm] = field(default_factory=dict)
    reader: ConditionReader = field(init=False)

    def rulebook(self, folder: str, overlays: tuple[str, ...]) -> model.Rulebook:
        nodes: dict[str, Yaml] = {}
        for name, data in self.files.items():
            if name.endswith(".yaml"):
                with self.problems.noting():
                    nodes[name] = read_yaml(data, name)
        self.problems.raise_all()
        lay_over(nodes, self.problems)
        check_names(nodes.get(FACTS), self.types, self.problems)
        about = self.shaped(nodes, files.RULEBOOK, grammar.RulebookFile)
        facts = self.shaped(nodes, FACTS, FactsFile)
        presumed = self.shaped(nodes, PRESUMPTIONS, PresumptionsFile)
        words = self.shaped(nodes, WORDS, WordsFile)
        forms = [check_form(grammar.RuleFile, node, self.problems) for node in nodes.values()]
        self.problems.raise_all()
        assert about and facts and presumed and words
        self.sources = [form for form in forms if form is not None]
        self.agencies = about.agencies

        scenarios = scenarios_of(self.sources, self.problems)
        for _, form in self.each("tables"):
            if form.id in self.table_of:
                self.problems.note("table_again", form.at("id"), id=form.id)
            elif (table := tables.read_table(form, self.files, self.problems)) is not None:
                self.table_of[form.id] = table
        standards = tables.standards_of(self.table_of.values(), self.problems)
        more = map(tables.standard_fact, standards)
        vocabulary = vocabulary_of(facts, words, self.types, more, self.problems)
        self.declare()
        self.problems.raise_all()

        keys = {id: table.keys() for id, table in self.table_of.items()}
        self.reader = ConditionReader(vocabulary, self.conclusions, keys, self.problems)
        for source in self.sources:
            self.check_agency(source)
        for _, form in self.each("tables"):
            tables.check_tests(form, self.reader)
        self.problems.raise_all()
        doors = {path.id: path.form for _, path in self.each("paths")}
        read = self.table_of.values()
        listed = listed_rows(read, self.types, self.conclusions, doors, self.problems)
        declared = sorted({form.form for _, form in self.each("forms")})
        known = (self.files, vocabulary, doors, declared, self.problems)
        remarks = ((form, frozenset(form.on)) for _, form in self.each("remarks"))
        book = model.Rulebook(
            version=about.version,
            hash=files.fingerprint(self.files),
            vocabulary=vocabulary,
            presumptions=presumptions_of(presumed, facts, self.reader),
            agencies=tuple(model.Agency(n, **a.model_dump()) for n, a in about.agencies.items()),
            conclusions=self.conclusions,
            rules=tuple(rule for source in self.sources for rule in self.rules(source)),
            paths=tuple(self.path(form, s) for s, form in self.each("paths")),
            gates=tuple(self.door(model.Gate, form, s) for s, form in self.each("gates")),
            remarks=tuple(self.part(model.Remark, form, truths=on) for form, on in remarks),
            standards=standards,
            **listed,
            declarations=tuple(declaration(form, *known) for _, form in self.each("forms")),
            exactly_one=tuple(tuple(s.exactly_one) for s in self.sources if s.exactly_one),
            always=tuple(about.always),
            scope=about.scope or "",
            scenarios=scenarios,
            files=tuple(sorted(self.files)),
            folder=folder,
            overlays=overlays,
        )
        self.check_groups()
        self.problems.raise_all()
        self.problems.extend(check(book))
        self.problems.extend(self.unread())
        self.problems.raise_all()
        return book

    def unread(self) -> Iterator[RuleError]:
        """Tables that nothing reads, such as one with a misspelt name."""
        naming = [form for part in ("tables", "forms") for _, form in self.each(part)]
        read = {under(tables.beside(form.node.entries["file"])) for form in naming}
        for name in self.files:
            place = under(name)
            data = files.CATALOGUE if name.startswith(files.OVERLAY) else f"{files.DATA}/"
            if name.endswith(".csv") and place not in read and not place.startswith(data):
                near = likely(place, [*sorted(read), *files.CATALOGUE])
                yield wrong("unread_table", Place(name, 1, 1), near)

    def shaped(self, nodes: dict[str, Yaml], name: str, form: type[F]) -> F | None:
        node = nodes.pop(name, None)
        if node is None:
            self.problems.note("no_such_file", None, name=name)
            return None
        return check_form(form, node, self.problems)

    def each(self, part: str) -> Iterator[tuple[grammar.RuleFile, Any]]:
        return ((source, form) for source in self.sources for form in getattr(source, part))

    # --- declarations ---

    def table(self, id: str, place: Place) -> tables.Table | None:
        self.problems.check_known("table", id, place, self.table_of, "the id of a table")
        return self.table_of.get(id)

    def declare(self) -> None:
        for source in self.sources:
            for name, form in source.conclusions.items():
                place = cast(MapNode, source.node.entries["conclusions"]).keys[name]
                if form.gap is not None and form.when_no_rule is not None:
                    self.problems.note("gap_known", place, name=name)
                title = form.title or tables.readable(name)
                gap = form.gap and BRACED.sub(partial(self.rows, place), form.gap)
                whole = form.model_dump() | {"title": title, "gap": gap}
                self.declare_one(model.Conclusion(name, place=place, **whole))
        for table in self.table_of.values():
            declares = "when_no_rule" in table.form.node.entries
            for found in tables.conclusions_of(table):
                known = self.conclusions.get(found.name)
                if known is None and declares:
                    self.declare_one(found)
                elif known is None:
                    self.problems.note("undeclared", found.place, name=found.name)
                elif declares and known.when_no_rule != found.when_no_rule:
                    words = {"table": table.form.id, "place": known.place, "name": known.name}
                    self.problems.note("no_rule_otherwise", table.form.at("when_no_rule"), **words)

    def rows(self, place: Place, named: re.Match[str]) -> str:
        """The number of rows of the table in braces, for words about a partial table."""
        table = self.table(named[1], place)
        return named[0] if table is None else str(len(table.rows))

    def declare_one(self, conclusion: model.Conclusion) -> None:
        name, place = conclusion.name, conclusion.place
        known = self.conclusions.get(name)
        if known is not None:
            self.problems.note("defined_twice", place, name=name, first=known.place)
        elif name in self.types:
            self.problems.note("name_of_fact", place, name=name)
        else:
            self.conclusions[name] = conclusion

    def check_groups(self) -> None:
        """Note names under `exactly_one` that are not conclusions or are repeated."""
        seen: dict[str, Place] = {}
        for source in self.sources:
            for name, node in zip(source.exactly_one, source.items("exactly_one"), strict=True):
                place, expected = node.place, "the name of a conclusion"
                self.problems.check_known("conclusion", name, place, self.conclusions, expected)
                if name in seen:
                    self.problems.note("twice_exclusive", place, name=name, first=seen[name])
                seen[name] = place

    # --- rules, paths, gates and remarks ---

    def rules(self, source: grammar.RuleFile) -> Iterator[model.Rule]:
        yield from filter(None, map(self.rule, source.rules))
        for table in (self.table_of[form.id] for form in source.tables):
            yield from filter(None, (tables.rule_of(table, row, self.reader) for row in table.rows))

    def rule(self, form: grammar.RuleForm) -> model.Rule | None:
        concludes = form.concludes or form.adds_to
        if concludes is None or (form.concludes and form.adds_to):
            self.problems.note("concludes_once", form.node.place, id=form.id)
            return None
        place = form.at("concludes" if form.concludes else "adds_to")
        expected = "one declared under `conclusions`"
        self.problems.check_known("conclusion", concludes, place, self.conclusions, expected)
        days = form.in_force
        window = None if days is None else model.Window(days.clock, days.from_, days.until)
        if window is not None and window.is_backwards:
            self.problems.note("backwards", form.at("in_force"), id=form.id)
        more = {"concludes": concludes, "adds": form.adds_to is not None, "window": window}
        return self.part(model.Rule, form, title=form.title or "", **more)

    def path(self, form: grammar.PathForm, source: grammar.RuleFile) -> model.Path:
        if form.box is not None and form.code is not None:
            self.problems.note("box_and_code", form.at("code"), id=form.id)
        purpose = self.reader.type_of("entry.purpose")
        choices = purpose.choices if purpose else ()
        for value in form.purposes:
            self.problems.check_known("purpose", value, form.at("purposes"), choices)
        return self.door(model.Path, form, source)

    def part(self, kind: type[E], form: grammar.Form, **more: object) -> E:
        """A form as the model object with the same field names, and `more`."""
        values = {"place": form.node.place, **more}
        for name in kind._fields:
            if name in type(form).model_fields and name not in values:
                values[name] = self.value(name, form)
        return kind(**cast(Any, values))

    def value(self, key: str, form: grammar.Form) -> object:
        said, node = getattr(form, key), form.node
        if key in model.CONDITIONS:
            return self.optional(node, key)
        match key:
            case "because" | "otherwise" | "say":
                return self.reader.words(node.get(key))
            case "papers" | "restrictions":
                return tuple(self.papers(form, key))
            case "one_way":
                return said and model.OneWay(said.only, said.reason)
        return tuple(said) if isinstance(said, list) else said

    def optional(self, node: MapNode, key: str) -> model.Condition | None:
        """A condition, if given; a list of exceptions means any of them."""
        if (found := node.get(key)) is None:
            return None
        return self.reader.read(found, "any" if key == "unless" else "all")

    def papers(self, path: grammar.Form, key: str) -> Iterator[model.Paper]:
        """The papers or restrictions of a path; `each` makes one per row of a table that holds."""
        for form, item in zip(getattr(path, key), path.items(key), strict=True):
            if isinstance(form, str):
                yield model.Paper(self.reader.words(item) or "")
                continue
            rows: Sequence[tables.Row | None] = [None]
            table, place = None, form.node.place
            if form.each is not None:
                place = form.at("each")
                table = self.table(form.each, place)
                rows = table.rows if table else []
            for row in rows:
                text, cite, needed = form.name, form.cite, []
                if (when := self.optional(form.node, "when")) is not None:
                    needed.append(when)
                if table and row:
                    text, cite = table.filled_in(row, text), [*cite, *table.cited(row)]
                    needed.append(self.reader.named(row.concludes, place))
                name = self.reader.words(ScalarNode(form.at("name"), text, quoted=True))
                holds = self.reader.joined("all", needed, place) if needed else None
                yield model.Paper(name or "", holds, tuple(cite))

    def door(self, kind: type[E], form: grammar.DoorForm, source: grammar.RuleFile) -> E:
        self.check_agency(form)
        agency = form.agency or source.agency or ""
        if not agency:
            self.problems.note("no_agency", form.node.place)
        return self.part(kind, form, agency=agency)

    def check_agency(self, form: grammar.DoorForm | grammar.RuleFile) -> None:
        """Note an unknown agency named by a file, a path or a gate."""
        if form.agency is not None:
            self.problems.check_known("agency", form.agency, form.at("agency"), self.agencies)
