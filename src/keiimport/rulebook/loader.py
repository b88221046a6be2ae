# SPDX-License-Identifier: Apache-2.0
"""From a folder of rule files to a `Rulebook`, or to everything that is wrong with it.

Four stages, each of which must be clean before the next begins, so that one mistake is
told once: the YAML, the shape of each file, the names and conditions, the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from keiimport.errors import Place
from keiimport.facts.vocabulary import FactType
from keiimport.rulebook.checks import check
from keiimport.rulebook.conditions import ConditionReader
from keiimport.rulebook.facts import FactsFile, vocabulary_of
from keiimport.rulebook.files import (
    RULEBOOK,
    digests,
    fingerprint,
    read_folder,
    read_overlays,
    rules_folder,
)
from keiimport.rulebook.grammar import Form, RulebookFile, RuleFile
from keiimport.rulebook.layers import is_hypothetical, law_first, lay_over, scenarios_of, standing
from keiimport.rulebook.listings import declaration, listed_rows
from keiimport.rulebook.model import Agency, Conclusion, Rule, Rulebook, Standard
from keiimport.rulebook.parts import PartReader
from keiimport.rulebook.presumptions import PresumptionsFile, presumptions_of
from keiimport.rulebook.problems import Problems, no_such
from keiimport.rulebook.sentences import WordsFile, sentences
from keiimport.rulebook.shapes import check_form
from keiimport.rulebook.tables import (
    Table,
    conclusions_of,
    read_table,
    readable,
    rules_of,
    standard_fact,
    standards_of,
)
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml, read_yaml

FACTS, PRESUMPTIONS, WORDS = "facts.yaml", "presumptions.yaml", "words.yaml"

F = TypeVar("F", bound=Form)


def load(
    folder: Path | str | None = None,
    scenarios: Iterable[str] = (),
    overlays: Iterable[Path | str] = (),
) -> Rulebook:
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
    folder = rules_folder() if folder is None else Path(folder)
    laid = tuple(str(path) for path in overlays)
    files = read_folder(folder, scenarios=scenarios)
    files |= read_overlays(laid, tuple(files))
    return load_files(files, folder=str(folder), overlays=laid)


def load_files(
    files: Mapping[str, bytes],
    *,
    types: Mapping[str, FactType] | None = None,
    folder: str = "",
    overlays: Sequence[str] = (),
) -> Rulebook:
    """Read a rulebook from the bytes of its files."""
    if types is None:
        from keiimport.facts.case import fact_types

        types = fact_types()
    book = _Loader(law_first(files), types).rulebook(folder)
    return replace(book, overlays=tuple(overlays))


@dataclass(slots=True)
class _Loader:
    files: dict[str, bytes]
    types: Mapping[str, FactType]
    problems: Problems = field(default_factory=Problems)
    sources: list[RuleFile] = field(default_factory=list)
    tables: dict[str, Table] = field(default_factory=dict)
    conclusions: dict[str, Conclusion] = field(default_factory=dict)

    def rulebook(self, folder: str) -> Rulebook:
        nodes = self.parsed()
        self.problems.raise_all()
        lay_over(nodes)
        about = self.shaped(nodes, RULEBOOK, RulebookFile)
        facts = self.shaped(nodes, FACTS, FactsFile)
        presumed = self.shaped(nodes, PRESUMPTIONS, PresumptionsFile)
        words = self.shaped(nodes, WORDS, WordsFile)
        for node in nodes.values():
            form = check_form(RuleFile, node, self.problems)
            if form is not None:
                self.sources.append(form)
        self.problems.raise_all()
        assert about and facts and presumed and words
        self.sources.sort(key=is_hypothetical)  # the law comes first

        scenarios = scenarios_of(self.sources, self.problems)
        standards = self.read_tables()
        standard_facts = [standard_fact(standard) for standard in standards]
        vocabulary = vocabulary_of(
            facts, self.types, standard_facts, sentences(words), self.problems
        )
        self.declare()
        self.problems.raise_all()

        reader = ConditionReader(vocabulary, self.conclusions, self.tables, self.problems)
        parts = PartReader(reader, about.agencies)
        for source in self.sources:
            parts.check_agency(source)
        doors = {path.id: path.form for source in self.sources for path in source.paths}
        book = Rulebook(
            version=about.version,
            hash=fingerprint(self.files),
            vocabulary=vocabulary,
            presumptions=presumptions_of(presumed, facts, reader),
            agencies=tuple(
                Agency(id, form.name, form.covered_from) for id, form in about.agencies.items()
            ),
            conclusions=self.conclusions,
            rules=tuple(rule for source in self.sources for rule in self.rules(source, parts)),
            paths=standing("paths", self.sources, parts.path, self.problems),
            gates=standing("gates", self.sources, parts.gate, self.problems),
            remarks=standing("remarks", self.sources, parts.remark, self.problems),
            standards=tuple(standards),
            **listed_rows(self.tables.values(), self.types, self.conclusions, doors, self.problems),
            declarations=tuple(
                declaration(form, self.files, vocabulary, doors, self.problems)
                for source in self.sources
                for form in source.forms
            ),
            exactly_one=self.groups(),
            always=tuple(about.always),
            scope=about.scope or "",
            scenarios=scenarios,
            files=digests(self.files),
            folder=folder,
        )
        self.problems.raise_all()
        self.problems.errors.extend(check(book))
        self.problems.raise_all()
        return book

    def parsed(self) -> dict[str, Yaml]:
        nodes: dict[str, Yaml] = {}
        for name, data in self.files.items():
            if not name.endswith(".yaml"):
                continue
            with self.problems.noting():
                nodes[name] = read_yaml(data, name)
        return nodes

    def shaped(self, nodes: dict[str, Yaml], name: str, form: type[F]) -> F | None:
        node = nodes.pop(name, None)
        if node is None:
            self.problems.add(f"there is no file `{name}`", None, "it at the top of the folder")
            return None
        return check_form(form, node, self.problems)

    def read_tables(self) -> list[Standard]:
        standards: dict[str, Standard] = {}
        for source in self.sources:
            for form in source.tables:
                if form.id in self.tables:
                    self.problems.add(
                        f"there is another table `{form.id}`", form.at("id"), "a new id"
                    )
                    continue
                table = read_table(form, self.files, self.problems)
                if table is None:
                    continue
                self.tables[form.id] = table
                for standard in standards_of(table, self.problems):
                    if standard.number in standards:
                        self.problems.add(
                            f"standard {standard.number} is listed by another table too",
                            form.node.place,
                        )
                    standards[standard.number] = standard
        return list(standards.values())

    def declare(self) -> None:
        for source in self.sources:
            declared = source.node.get("conclusions")
            for name, form in source.conclusions.items():
                place = cast(MapNode, declared).keys[name]
                if form.gap is not None and form.when_no_rule is not None:
                    said = f"`{name}` has a gap, yet is not unknown without a rule"
                    self.problems.add(said, place, "`when_no_rule: unknown`")
                gap = form.gap and re.sub(r"\{([^{}]*)\}", partial(self.rows, place), form.gap)
                more = form.model_dump() | {"title": form.title or readable(name), "gap": gap}
                self.declare_one(Conclusion(name, place=place, **more))
        for table in self.tables.values():
            if table.form.partial is not None and table.form.when_no_rule is not None:
                said = f"the table `{table.form.id}` is partial, yet not unknown without a row"
                expected = "`when_no_rule: unknown`"
                self.problems.add(said, table.form.at("partial"), expected)
            for conclusion in conclusions_of(table):
                known = self.conclusions.get(conclusion.name)
                if "when_no_rule" not in table.form.node.entries:
                    if known is None:
                        said = f"`{conclusion.name}` is not declared"
                        expected = "`when_no_rule` in this table, or the name under `conclusions`"
                        self.problems.add(said, conclusion.place, expected)
                elif known is None:
                    self.declare_one(conclusion)
                else:
                    self.agree(table, known, conclusion)

    def rows(self, place: Place, named: re.Match[str]) -> str:
        """How many rows the table named in braces has, for words about what is partial."""
        table = self.tables.get(named[1])
        if table is None:
            otherwise = "the id of a table"
            self.problems.add(no_such("table", named[1], place, self.tables, otherwise))
        return named[0] if table is None else str(len(table.rows))

    def declare_one(self, conclusion: Conclusion) -> None:
        known = self.conclusions.get(conclusion.name)
        if known is not None:
            said = f"`{conclusion.name}` is defined twice"
            self.problems.add(said, conclusion.place, f"it once, as in {known.place}")
        elif conclusion.name in self.types:
            self.problems.add(
                f"`{conclusion.name}` is the name of a fact", conclusion.place, "another name"
            )
        else:
            self.conclusions[conclusion.name] = conclusion

    def agree(self, table: Table, known: Conclusion, found: Conclusion) -> None:
        """A table may add to what is declared elsewhere, but not change its meaning."""
        if (known.when_no_rule, known.gap) != (found.when_no_rule, found.gap):
            self.problems.add(
                f"the table `{table.form.id}` and {known.place} disagree about "
                f"`{known.name}` where no rule is in force",
                table.form.at("when_no_rule"),
                "the same `when_no_rule`, and the same name of what is partial",
            )

    def groups(self) -> tuple[tuple[str, ...], ...]:
        found: list[tuple[str, ...]] = []
        seen: dict[str, Place] = {}
        for source in self.sources:
            listed = source.node.get("exactly_one")
            nodes = listed.items if isinstance(listed, ListNode) else ()
            if isinstance(listed, ListNode) and nodes and isinstance(nodes[0], ScalarNode):
                nodes = (listed,)
            for group, node in zip(source.exactly_one, nodes, strict=True):
                for name, at in zip(group, cast(ListNode, node).items, strict=True):
                    if name not in self.conclusions:
                        known, otherwise = self.conclusions, "the name of a conclusion"
                        self.problems.add(no_such("conclusion", name, at.place, known, otherwise))
                    if name in seen:
                        said = f"`{name}` stands twice under `exactly_one`"
                        self.problems.add(said, at.place, f"it once, as in {seen[name]}")
                    seen[name] = at.place
                found.append(tuple(group))
        return tuple(found)

    def rules(self, source: RuleFile, parts: PartReader) -> Iterator[Rule]:
        for form in source.rules:
            if (rule := parts.rule(form)) is not None:
                yield rule
        for table in source.tables:
            yield from rules_of(self.tables[table.id], parts.reader)
