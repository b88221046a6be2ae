# SPDX-License-Identifier: Apache-2.0
"""What is laid over the law: rules of one's own, and hypothetical reforms.

Of an overlay, what has the id (or, of conclusions, the name) of something that is shipped stands
in its place; everything else is added. Facts and presumptions keep what is not said of them again.

A scenario is a file of rules in `scenarios/` with a head. Its rules lay themselves over those of
the law as any rule does, with `overrides`; its paths, gates and remarks may name others of their
kind, in whose place they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, Literal, TypeVar

from keiimport.rulebook.files import OVERLAY, SCENARIOS
from keiimport.rulebook.grammar import RuleFile
from keiimport.rulebook.model import Gate, Path, Remark, Scenario
from keiimport.rulebook.problems import Problems, likely
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml

PARTS: Final = dict.fromkeys(("rules", "paths", "gates", "remarks", "tables"), "id") | {
    "forms": "form"
}
"""The lists of a rule file whose entries have names of their own, and the key of the name."""


def law_first(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the law by name, then those of each overlay, in the order they were given."""
    overlaid = {name: data for name, data in files.items() if name.startswith(OVERLAY)}
    return {name: files[name] for name in sorted(files.keys() - overlaid.keys())} | overlaid


def under(name: str) -> str:
    """The name of the file that an overlay's file is about; that of any other file itself."""
    return name.partition("/")[2] if name.startswith(OVERLAY) else name


def lay_over(nodes: dict[str, Yaml]) -> None:
    """Take out of `nodes`, files by name, whatever a later overlay has another version of."""
    for name in [name for name in nodes if name.startswith(OVERLAY)]:
        over, shipped = nodes[name], under(name)
        if "/" not in shipped and shipped in nodes:
            nodes[shipped] = joined(nodes[shipped], nodes.pop(name))
        elif isinstance(over, MapNode):
            for other in list(nodes):
                if other == name:
                    break
                nodes[other] = _without(nodes[other], over)


def joined(base: Yaml, over: Yaml) -> Yaml:
    """`base` with the keys and entries that `over` has, instead or besides."""
    if isinstance(base, MapNode) and isinstance(over, MapNode):
        entries = dict(base.entries)
        for key, value in over.entries.items():
            entries[key] = joined(entries[key], value) if key in entries else value
        return replace(base, entries=entries, keys={**base.keys, **over.keys})
    if isinstance(base, ListNode) and isinstance(over, ListNode):
        own = {_id(item): item for item in over.items if _id(item) is not None}
        if own:
            kept = tuple(
                joined(item, own.pop(_id(item))) if _id(item) in own else item
                for item in base.items
            )
            return replace(base, items=(*kept, *own.values()))
    return over


def _without(base: Yaml, over: MapNode) -> Yaml:
    if not isinstance(base, MapNode):
        return base
    entries = dict(base.entries)
    for key, named in PARTS.items():
        mine, own = entries.get(key), over.get(key)
        if isinstance(mine, ListNode) and isinstance(own, ListNode):
            ids = {_id(item, named) for item in own.items}
            kept_items = tuple(item for item in mine.items if _id(item, named) not in ids)
            entries[key] = replace(mine, items=kept_items)
    mine, own = entries.get("conclusions"), over.get("conclusions")
    if isinstance(mine, MapNode) and isinstance(own, MapNode):
        kept = {name: node for name, node in mine.entries.items() if name not in own.entries}
        entries["conclusions"] = replace(mine, entries=kept)
    return replace(base, entries=entries)


def _id(item: Yaml, key: str = "id") -> str | None:
    found = item.get(key) if isinstance(item, MapNode) else None
    return found.text if isinstance(found, ScalarNode) else None


Kind = Literal["paths", "gates", "remarks"]
P = TypeVar("P", Path, Gate, Remark)


def is_hypothetical(source: RuleFile) -> bool:
    """Whether a file of rules belongs to a scenario."""
    return source.node.place.file.startswith(f"{SCENARIOS}/")


def scenarios_of(sources: Sequence[RuleFile], problems: Problems) -> tuple[Scenario, ...]:
    """What each scenario says of itself, in the order of the files.

    A file `scenarios/<id>.yaml` must have the head of that id, and no other file may have one.
    """
    found = []
    for source in sources:
        form, node = source.scenario, source.node
        _, _, stem = node.place.file.removesuffix(".yaml").partition("/")
        heads = is_hypothetical(source) and "/" not in stem
        if form is None:
            if heads:
                said = "the scenario does not say what it is"
                expected = "`scenario` with `id`, `title`, `law`, `proposal` and `invention`"
                problems.add(said, node.place, expected)
        elif not heads:
            said = "only a scenario has a head"
            problems.add(said, node.keys["scenario"], f"it in a file `{SCENARIOS}/{form.id}.yaml`")
        elif form.id != stem:
            said = f"the scenario `{form.id}` stands in `{node.place.file}`"
            problems.add(said, form.at("id"), f"`{stem}`")
        else:
            found.append(Scenario(**form.model_dump(), place=node.keys["scenario"]))
    return tuple(found)


def standing(
    kind: Kind,
    sources: Sequence[RuleFile],
    read: Callable[[Any, str | None], P],
    problems: Problems,
) -> tuple[P, ...]:
    """The paths, gates or remarks of every file, without those that a scenario stands in for.

    What took over an id stands where the other stood. `read` makes one of its form and the
    agency of its file.
    """
    replaced = _overridden(sources, kind, problems)
    found: list[P] = []
    gone: dict[str, int] = {}
    for source in sources:
        file = source.node.place.file
        for form in getattr(source, kind):
            part = read(form, source.agency)
            if replaced.get(part.id, file) != file:
                gone[part.id] = len(found)
            elif part.id in gone:
                found[gone.pop(part.id)] = part
                continue
            found.append(part)
    return tuple(part for place, part in enumerate(found) if place not in gone.values())


def _overridden(sources: Sequence[RuleFile], kind: Kind, problems: Problems) -> dict[str, str]:
    singular = kind.removesuffix("s")
    law = [source for source in sources if not is_hypothetical(source)]
    known = {form.id for source in law for form in getattr(source, kind)}
    found: dict[str, str] = {}
    for source in sources:
        for form in getattr(source, kind):
            for id in form.overrides:
                place = form.at("overrides")
                if not is_hypothetical(source):
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
                    found[id] = source.node.place.file
    return found
