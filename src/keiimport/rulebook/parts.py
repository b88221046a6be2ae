# SPDX-License-Identifier: Apache-2.0
"""Rules, paths, gates and remarks: from checked forms and their nodes to the model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar, cast

from keiimport.facts.bounds import shown
from keiimport.rulebook.conditions import ConditionReader
from keiimport.rulebook.grammar import (
    Form,
    GateForm,
    PaperForm,
    PathForm,
    RemarkForm,
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
    """Turns checked forms and their nodes into the objects of the model."""

    reader: ConditionReader
    agencies: Collection[str]

    def part(self, kind: type[E], form: Form, node: MapNode, **more: object) -> E:
        """What a form says, as the object of the model whose names it shares, and `more`."""
        values = {"place": node.place, **more}
        for each in fields(kind):
            if each.name in type(form).model_fields and each.name not in values:
                values[each.name] = self.value(each.name, getattr(form, each.name), node)
        return kind(**cast(Any, values))

    def value(self, key: str, said: Any, node: MapNode) -> object:
        """What the model has of one key of a form."""
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

    def rule(self, form: RuleForm, node: MapNode) -> Rule | None:
        """One rule, or None when it concludes nothing."""
        problems, known = self.reader.problems, self.reader.conclusions
        concludes = form.concludes or form.adds_to
        if concludes is None or (form.concludes and form.adds_to):
            said = f"the rule `{form.id}` must say once what it concludes"
            problems.add(said, node.place, "one of `concludes` and `adds_to`")
            return None
        if concludes not in known:
            place = node.entries["concludes" if form.concludes else "adds_to"].place
            otherwise = "one declared under `conclusions`"
            problems.add(no_such("conclusion", concludes, place, known, otherwise))
        window = None
        if (days := form.in_force) is not None:
            window = Window(days.clock, days.from_, days.until)
            if days.from_ and days.until and days.from_ > days.until:
                said = f"the window of `{form.id}` ends before it begins"
                problems.add(said, node.entries["in_force"].place, "`from` before `until`")
        return self.part(
            Rule,
            form,
            node,
            concludes=concludes,
            adds=form.adds_to is not None,
            window=window,
            title=form.title or "",
        )

    def path(self, form: PathForm, node: MapNode, agency: str | None) -> Path:
        """One path; `agency` is that of its file."""
        problems = self.reader.problems
        if form.box is not None and form.code is not None:
            at = node.entries["code"].place
            problems.add(f"`{form.id}` has a box and a code", at, "one of them")
        purpose = self.reader.type_of("entry.purpose")
        choices = purpose.choices if purpose else ()
        for value in form.purposes:
            if value not in choices:
                at = node.entries["purposes"].place
                expected = likely(value, choices, listed(choices))
                problems.add(f"{shown(value)} is no purpose", at, expected)
        if "claimed_when" in node.entries and "claimed_unless" in node.entries:
            said = f"the path `{form.id}` says both what claims and what waives it"
            problems.add(said, node.keys["claimed_unless"], "`claimed_when` or `claimed_unless`")
        return self.part(Path, form, node, agency=self.agency(form.agency, agency, node))

    def gate(self, form: GateForm, node: MapNode, agency: str | None) -> Gate:
        """One gate; `agency` is that of its file."""
        return self.part(Gate, form, node, agency=self.agency(form.agency, agency, node))

    def remark(self, form: RemarkForm, node: MapNode, agency: str | None = None) -> Remark:
        """One remark, which has no agency."""
        return self.part(Remark, form, node, truths=frozenset(form.on))

    def papers(self, forms: Sequence[str | PaperForm], node: Yaml | None) -> tuple[Paper, ...]:
        """The papers or restrictions of a path."""
        found = []
        for form, item in zip(forms, node.items if isinstance(node, ListNode) else (), strict=True):
            if isinstance(form, str):
                found.append(Paper(self.reader.words(item) or ""))
            elif form.each is not None:
                found += self.papers_of(form, form.each, cast(MapNode, item))
            else:
                at = cast(MapNode, item)
                name = self.reader.words(at.entries["name"]) or ""
                found.append(Paper(name, self.optional(at, "when"), tuple(form.cite)))
        return tuple(found)

    def papers_of(self, form: PaperForm, table: str, node: MapNode) -> list[Paper]:
        """One paper or restriction for each row of a table, needed while the row holds."""
        place, tables = node.entries["each"].place, self.reader.tables
        if table not in tables:
            self.reader.problems.add(no_such("table", table, place, tables, "the id of a table"))
            return []
        found = []
        for text, conclusion, cite in tables[table].lines(form.name):
            name = self.reader.words(ScalarNode(node.entries["name"].place, text, quoted=True))
            holds = self.reader.named(conclusion, place)
            when = self.optional(node, "when")
            if when is not None:
                holds = self.reader.joined("all", [when, holds], place)
            found.append(Paper(name or "", holds, (*form.cite, *cite)))
        return found

    def agency(self, own: str | None, of_file: str | None, node: MapNode) -> str:
        """The agency of a path or gate: its own, checked, or that of its file."""
        if own is not None:
            self.check_agency(node)
        elif of_file is None:
            self.reader.problems.add(
                "the agency is missing", node.place, "`agency` here or in the file"
            )
        return own or of_file or ""

    def check_agency(self, node: MapNode) -> None:
        """Note an agency that there is none of, where a file, a path or a gate names one."""
        at = node.get("agency")
        if isinstance(at, ScalarNode) and at.text not in self.agencies:
            said = f"there is no agency {shown(at.text)} in `rulebook.yaml`"
            expected = likely(at.text, self.agencies, listed(self.agencies))
            self.reader.problems.add(said, at.place, expected)
