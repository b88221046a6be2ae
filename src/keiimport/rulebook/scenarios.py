# SPDX-License-Identifier: Apache-2.0
"""Hypothetical reforms: what a scenario says of itself, and what it stands in for.

A scenario is a file of rules in `scenarios/` with a head. Its rules lay themselves over
those of the law as any rule does, with `overrides`; its paths, gates and remarks may
name others of their kind, in whose place they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar, cast

from keiimport.rulebook.files import SCENARIOS
from keiimport.rulebook.grammar import RuleFile
from keiimport.rulebook.model import Gate, Path, Remark, Scenario
from keiimport.rulebook.problems import Problems, likely
from keiimport.rulebook.yaml import ListNode, MapNode

Kind = Literal["paths", "gates", "remarks"]
P = TypeVar("P", Path, Gate, Remark)


@dataclass(frozen=True, slots=True)
class RuleSource:
    """A file of rules, checked for its shape."""

    form: RuleFile
    node: MapNode

    @property
    def file(self) -> str:
        """Its name, relative to the folder of rules."""
        return self.node.place.file

    @property
    def is_hypothetical(self) -> bool:
        """Whether it belongs to a scenario."""
        return self.file.startswith(f"{SCENARIOS}/")

    def each(self, key: str) -> Iterator[tuple[Any, MapNode]]:
        """The forms of the list under `key`, each with its node."""
        nodes = self.node.get(key)
        items = nodes.items if isinstance(nodes, ListNode) else ()
        return zip(getattr(self.form, key), cast(tuple[MapNode, ...], items), strict=True)


def scenarios_of(sources: Sequence[RuleSource], problems: Problems) -> tuple[Scenario, ...]:
    """What each scenario says of itself, in the order of the files.

    A file `scenarios/<id>.yaml` must have the head of that id, and no other file may have one.
    """
    found = []
    for source in sources:
        form, node = source.form.scenario, source.node
        _, _, stem = source.file.removesuffix(".yaml").partition("/")
        heads = source.is_hypothetical and "/" not in stem
        if form is None:
            if heads:
                problems.add(
                    "the scenario does not say what it is",
                    node.place,
                    "`scenario` with `id`, `title`, `law`, `proposal` and `invention`",
                )
        elif not heads:
            problems.add(
                "only a scenario has a head",
                node.keys["scenario"],
                f"it in a file `{SCENARIOS}/{form.id}.yaml`",
            )
        elif form.id != stem:
            at = cast(MapNode, node.entries["scenario"]).entries["id"].place
            problems.add(f"the scenario `{form.id}` stands in `{source.file}`", at, f"`{stem}`")
        else:
            found.append(Scenario(**form.model_dump(), place=node.keys["scenario"]))
    return tuple(found)


def standing(
    kind: Kind,
    sources: Sequence[RuleSource],
    read: Callable[[Any, MapNode, str | None], P],
    problems: Problems,
) -> tuple[P, ...]:
    """The paths, gates or remarks of every file, without those that a scenario stands in for.

    Args:
        kind: which of them.
        sources: the files, the scenarios after the law.
        read: makes one of its form, its node and the agency of its file.
        problems: takes what is wrong.

    Returns:
        They in their order; what took over an id stands where the other stood.
    """
    replaced = _overridden(sources, kind, problems)
    found: list[P] = []
    gone: dict[str, int] = {}
    for source in sources:
        for form, node in source.each(kind):
            part = read(form, node, source.form.agency)
            if replaced.get(part.id, source.file) != source.file:
                gone[part.id] = len(found)
            elif part.id in gone:
                found[gone.pop(part.id)] = part
                continue
            found.append(part)
    return tuple(part for place, part in enumerate(found) if place not in gone.values())


def _overridden(sources: Sequence[RuleSource], kind: Kind, problems: Problems) -> dict[str, str]:
    """The paths, gates or remarks that scenarios stand in for, each with the scenario's file."""
    singular = kind.removesuffix("s")
    law = [source for source in sources if not source.is_hypothetical]
    known = {form.id for source in law for form, _ in source.each(kind)}
    found: dict[str, str] = {}
    for source in sources:
        for form, node in source.each(kind):
            for id in form.overrides:
                place = node.entries["overrides"].place
                if not source.is_hypothetical:
                    said = f"the {singular} `{form.id}` is law, and stands in for no other"
                    problems.add(said, place, "`overrides` in a scenario only")
                elif id not in known:
                    said = f"`{form.id}` stands in for the {singular} `{id}`, which is none"
                    problems.add(said, place, likely(id, known, f"the id of a {singular}"))
                elif id in found:
                    problems.add(
                        f"`{form.id}` and another {singular} of `{found[id]}` stand in for `{id}`",
                        place,
                        "one of them: these scenarios do not go together",
                    )
                else:
                    found[id] = source.file
    return found
