# SPDX-License-Identifier: Apache-2.0
"""Rules, paths, gates and remarks: from checked forms and their nodes to the model."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import cast

from keiimport.facts.bounds import shown
from keiimport.rulebook.conditions import ConditionReader
from keiimport.rulebook.grammar import (
    GateForm,
    OneWayForm,
    PaperForm,
    PathForm,
    RemarkForm,
    RuleForm,
)
from keiimport.rulebook.model import Condition, Gate, OneWay, Paper, Path, Remark, Rule, Window
from keiimport.rulebook.problems import likely, listed
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml


@dataclass(slots=True)
class PartReader:
    """Turns checked forms and their nodes into the objects of the model."""

    reader: ConditionReader
    agencies: Collection[str]

    def rule(self, form: RuleForm, node: MapNode) -> Rule | None:
        """One rule, or None when it concludes nothing."""
        place = node.place
        concludes = form.concludes or form.adds_to
        if concludes is None or (form.concludes and form.adds_to):
            self.reader.problems.add(
                f"the rule `{form.id}` must say once what it concludes",
                place,
                "one of `concludes` and `adds_to`",
            )
            return None
        if concludes not in self.reader.conclusions:
            key = "concludes" if form.concludes else "adds_to"
            self.reader.problems.add(
                f"there is no conclusion {shown(concludes)}",
                node.entries[key].place,
                likely(concludes, self.reader.conclusions, "one declared under `conclusions`"),
            )
        window = None
        if form.in_force is not None:
            start, end = form.in_force.from_, form.in_force.until
            window = Window(
                form.in_force.clock,
                None if start is None else start.toordinal(),
                None if end is None else end.toordinal(),
            )
            if start and end and start > end:
                self.reader.problems.add(
                    f"the window of `{form.id}` ends before it begins",
                    node.entries["in_force"].place,
                    "`from` before `until`",
                )
        when = self.reader.read(node.entries["when"])
        return Rule(
            id=form.id,
            concludes=concludes,
            when=when,
            cite=tuple(form.cite),
            confidence=form.confidence,
            adds=form.adds_to is not None,
            window=window,
            applies=self.optional(node, "applies"),
            unless=self.optional(node, "unless"),
            overrides=tuple(form.overrides),
            because=self.reader.words(node.get("because")),
            otherwise=self.reader.words(node.get("otherwise")),
            title=form.title or "",
            place=place,
            one_way=one_way(form.one_way),
        )

    def optional(self, node: MapNode, key: str) -> Condition | None:
        """A condition that need not be there; a list of exceptions means any of them."""
        found = node.get(key)
        return (
            None if found is None else self.reader.read(found, "any" if key == "unless" else "all")
        )

    def path(self, form: PathForm, node: MapNode, agency: str | None) -> Path:
        """One path; `agency` is that of its file."""
        if form.box is not None and form.code is not None:
            self.reader.problems.add(
                f"`{form.id}` has a box and a code", node.entries["code"].place, "one of them"
            )
        purpose = self.reader.type_of("entry.purpose")
        for value in form.purposes:
            if purpose is None or value not in purpose.choices:
                choices = purpose.choices if purpose else ()
                self.reader.problems.add(
                    f"{shown(value)} is no purpose",
                    node.entries["purposes"].place,
                    likely(value, choices, listed(choices)),
                )
        if "claimed_when" in node.entries and "claimed_unless" in node.entries:
            self.reader.problems.add(
                f"the path `{form.id}` says both what claims and what waives it",
                node.keys["claimed_unless"],
                "`claimed_when` or `claimed_unless`",
            )
        return Path(
            id=form.id,
            agency=self.agency(form.agency, agency, node),
            title=form.title,
            form=form.form,
            box=form.box,
            code=form.code,
            stay=form.stay,
            open_when=self.reader.read(node.entries["open_when"]),
            cite=tuple(form.cite),
            confidence=form.confidence,
            purposes=tuple(form.purposes),
            claimed_when=self.optional(node, "claimed_when"),
            claimed_unless=self.optional(node, "claimed_unless"),
            theoretical=form.theoretical,
            because=self.reader.words(node.get("because")),
            otherwise=self.reader.words(node.get("otherwise")),
            papers=self.papers(form.papers, node.get("papers")),
            restrictions=self.papers(form.restrictions, node.get("restrictions")),
            prefer=form.prefer,
            place=node.place,
            one_way=one_way(form.one_way),
            opening=form.opening,
        )

    def papers(self, forms: Sequence[str | PaperForm], node: Yaml | None) -> tuple[Paper, ...]:
        """The papers or restrictions of a path."""
        if node is None:
            return ()
        found = []
        for form, item in zip(forms, cast(ListNode, node).items, strict=True):
            if isinstance(form, str):
                found.append(Paper(self.reader.words(item) or ""))
            else:
                at = cast(MapNode, item)
                if form.each is not None:
                    found += self.papers_of(form, form.each, at)
                    continue
                name = self.reader.words(at.entries["name"]) or ""
                found.append(Paper(name, self.optional(at, "when"), tuple(form.cite)))
        return tuple(found)

    def papers_of(self, form: PaperForm, table: str, node: MapNode) -> list[Paper]:
        """One paper or restriction for each row of a table, needed while the row holds."""
        place = node.entries["each"].place
        if table not in self.reader.tables:
            self.reader.problems.add(
                f"there is no table {shown(table)}",
                place,
                likely(table, self.reader.tables, "the id of a table"),
            )
            return []
        found = []
        for text, conclusion, cite in self.reader.tables[table].lines(form.name):
            name = self.reader.words(ScalarNode(node.entries["name"].place, text, quoted=True))
            holds = self.reader.named(conclusion, place)
            when = self.optional(node, "when")
            if when is not None:
                holds = self.reader.joined("all", [when, holds], place)
            found.append(Paper(name or "", holds, (*form.cite, *cite)))
        return found

    def gate(self, form: GateForm, node: MapNode, agency: str | None) -> Gate:
        """One gate; `agency` is that of its file."""
        return Gate(
            id=form.id,
            agency=self.agency(form.agency, agency, node),
            title=form.title,
            barred_when=self.reader.read(node.entries["barred_when"]),
            cite=tuple(form.cite),
            confidence=form.confidence,
            because=self.reader.words(node.get("because")),
            otherwise=self.reader.words(node.get("otherwise")),
            raised_when=self.optional(node, "raised_when"),
            place=node.place,
            one_way=one_way(form.one_way),
            unsaid=form.unsaid,
        )

    def remark(self, form: RemarkForm, node: MapNode) -> Remark:
        """One remark."""
        return Remark(
            id=form.id,
            when=self.reader.read(node.entries["when"]),
            truths=frozenset(form.on),
            say=self.reader.words(node.entries["say"]) or "",
            cite=tuple(form.cite),
            paths=tuple(form.paths),
            place=node.place,
            one_way=one_way(form.one_way),
        )

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
            self.reader.problems.add(
                f"there is no agency {shown(at.text)} in `rulebook.yaml`",
                at.place,
                likely(at.text, self.agencies, listed(self.agencies)),
            )


def one_way(form: OneWayForm | None) -> OneWay | None:
    """Why something can be shown one way only, where its file says so."""
    return None if form is None else OneWay(form.only, form.reason)
