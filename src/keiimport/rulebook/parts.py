# SPDX-License-Identifier: Apache-2.0
"""Rules, paths, gates and remarks: from checked forms to the model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from keiimport.facts.bounds import shown
from keiimport.rulebook.conditions import ConditionReader
from keiimport.rulebook.grammar import (
    Form,
    GateForm,
    PaperForm,
    PathForm,
    RemarkForm,
    RuleFile,
    RuleForm,
)
from keiimport.rulebook.model import (
    CONDITIONS,
    Condition,
    Gate,
    OneWay,
    Paper,
    Path,
    Remark,
    Rule,
    Window,
)
from keiimport.rulebook.problems import likely, listed, no_such
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml

E = TypeVar("E", Rule, Path, Gate, Remark)


@dataclass(slots=True)
class PartReader:
    """Turns checked forms into the objects of the model."""

    reader: ConditionReader
    agencies: Collection[str]

    def part(self, kind: type[E], form: Form, **more: object) -> E:
        """What a form says, as the object of the model whose names it shares, and `more`."""
        values = {"place": form.node.place, **more}
        for name in kind._fields:
            if name in type(form).model_fields and name not in values:
                values[name] = self.value(name, form)
        return kind(**cast(Any, values))

    def value(self, key: str, form: Form) -> object:
        """What the model has of one key of a form."""
        said, node = getattr(form, key), form.node
        if key in CONDITIONS:
            return self.optional(node, key)
        match key:
            case "because" | "otherwise" | "say":
                return self.reader.words(node.get(key))
            case "papers" | "restrictions":
                return self.papers(said, node.get(key))
            case "one_way":
                return said and OneWay(said.only, said.reason)
        return tuple(said) if isinstance(said, list) else said

    def optional(self, node: MapNode, key: str) -> Condition | None:
        """A condition that need not be there; a list of exceptions means any of them."""
        found = node.get(key)
        if found is None:
            return None
        return self.reader.read(found, "any" if key == "unless" else "all")

    def rule(self, form: RuleForm) -> Rule | None:
        """One rule, or None when it concludes nothing."""
        problems, known = self.reader.problems, self.reader.conclusions
        concludes = form.concludes or form.adds_to
        if concludes is None or (form.concludes and form.adds_to):
            said = f"the rule `{form.id}` must say once what it concludes"
            problems.add(said, form.node.place, "one of `concludes` and `adds_to`")
            return None
        if concludes not in known:
            place = form.at("concludes" if form.concludes else "adds_to")
            otherwise = "one declared under `conclusions`"
            problems.add(no_such("conclusion", concludes, place, known, otherwise))
        window = None
        if (days := form.in_force) is not None:
            window = Window(days.clock, days.from_, days.until)
            if days.from_ and days.until and days.from_ > days.until:
                said = f"the window of `{form.id}` ends before it begins"
                problems.add(said, form.at("in_force"), "`from` before `until`")
        adds, title = form.adds_to is not None, form.title or ""
        return self.part(Rule, form, concludes=concludes, adds=adds, window=window, title=title)

    def path(self, form: PathForm, agency: str | None) -> Path:
        """One path; `agency` is that of its file."""
        problems, entries = self.reader.problems, form.node.entries
        if form.box is not None and form.code is not None:
            problems.add(f"`{form.id}` has a box and a code", form.at("code"), "one of them")
        purpose = self.reader.type_of("entry.purpose")
        choices = purpose.choices if purpose else ()
        for value in form.purposes:
            if value not in choices:
                expected = likely(value, choices, listed(choices))
                problems.add(f"{shown(value)} is no purpose", form.at("purposes"), expected)
        if "claimed_when" in entries and "claimed_unless" in entries:
            said = f"the path `{form.id}` says both what claims and what waives it"
            at = form.node.keys["claimed_unless"]
            problems.add(said, at, "`claimed_when` or `claimed_unless`")
        return self.part(Path, form, agency=self.agency(form, agency))

    def gate(self, form: GateForm, agency: str | None) -> Gate:
        """One gate; `agency` is that of its file."""
        return self.part(Gate, form, agency=self.agency(form, agency))

    def remark(self, form: RemarkForm, agency: str | None = None) -> Remark:
        """One remark, which has no agency."""
        return self.part(Remark, form, truths=frozenset(form.on))

    def papers(self, forms: Sequence[str | PaperForm], node: Yaml | None) -> tuple[Paper, ...]:
        """The papers or restrictions of a path."""
        found = []
        for form, item in zip(forms, node.items if isinstance(node, ListNode) else (), strict=True):
            if isinstance(form, str):
                found.append(Paper(self.reader.words(item) or ""))
            elif form.each is not None:
                found += self.papers_of(form, form.each)
            else:
                name = self.reader.words(form.node.entries["name"]) or ""
                found.append(Paper(name, self.optional(form.node, "when"), tuple(form.cite)))
        return tuple(found)

    def papers_of(self, form: PaperForm, table: str) -> list[Paper]:
        """One paper or restriction for each row of a table, needed while the row holds."""
        place, tables = form.at("each"), self.reader.tables
        if table not in tables:
            self.reader.problems.add(no_such("table", table, place, tables, "the id of a table"))
            return []
        found = []
        for text, conclusion, cite in tables[table].lines(form.name):
            name = self.reader.words(ScalarNode(form.at("name"), text, quoted=True))
            holds = self.reader.named(conclusion, place)
            when = self.optional(form.node, "when")
            if when is not None:
                holds = self.reader.joined("all", [when, holds], place)
            found.append(Paper(name or "", holds, (*form.cite, *cite)))
        return found

    def agency(self, form: PathForm | GateForm, of_file: str | None) -> str:
        """The agency of a path or gate: its own, checked, or that of its file."""
        if form.agency is not None:
            self.check_agency(form)
        elif of_file is None:
            at = form.node.place
            self.reader.problems.add("the agency is missing", at, "`agency` here or in the file")
        return form.agency or of_file or ""

    def check_agency(self, form: PathForm | GateForm | RuleFile) -> None:
        """Note an agency that there is none of, where a file, a path or a gate names one."""
        if form.agency is not None and form.agency not in self.agencies:
            said = f"there is no agency {shown(form.agency)} in `rulebook.yaml`"
            expected = likely(form.agency, self.agencies, listed(self.agencies))
            self.reader.problems.add(said, form.at("agency"), expected)
