# SPDX-License-Identifier: Apache-2.0
"""What is laid over the law: the user's own rules, and hypothetical reforms.

What has the id (or, of conclusions, the name) of something that is shipped stands in its place;
everything else is added. Facts and presumptions keep what is not said of them again.

A scenario is a file of rules in `scenarios/` with a head.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from keiimport.rulebook.files import OVERLAY, SCENARIOS
from keiimport.rulebook.grammar import RuleFile
from keiimport.rulebook.model import Scenario
from keiimport.rulebook.problems import Problems
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml

PARTS = dict.fromkeys(("rules", "paths", "gates", "remarks", "tables"), "id") | {"forms": "form"}
"""The lists of a rule file whose entries have names of their own, and the key of the name."""


def law_first(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of the law by name, then those of scenarios, then overlays as they were given."""
    overlays = [name for name in files if name.startswith(OVERLAY)]
    shipped = sorted(files.keys() - set(overlays), key=lambda name: (is_scenario(name), name))
    return {name: files[name] for name in (*shipped, *overlays)}


def is_scenario(name: str) -> bool:
    """Whether a file of rules belongs to a scenario."""
    return name.startswith(f"{SCENARIOS}/")


def under(name: str) -> str:
    """The name of the file that an overlay's file is about; that of any other file itself."""
    return name.partition("/")[2] if name.startswith(OVERLAY) else name


def lay_over(nodes: dict[str, Yaml], problems: Problems) -> None:
    """Let scenarios and overlays replace what they have a version of in `nodes`, law first."""
    for name in [name for name in nodes if name.startswith(OVERLAY) or is_scenario(name)]:
        over, shipped = nodes[name], under(name)
        if "/" not in shipped and shipped in nodes:
            nodes[shipped] = joined(nodes[shipped], nodes.pop(name))
        elif isinstance(over, MapNode):
            for other in list(nodes)[: list(nodes).index(name)]:
                if isinstance(base := nodes[other], MapNode):
                    nodes[other], over = _exchanged(base, over, problems)
            nodes[name] = over


def joined(base: Yaml, over: Yaml) -> Yaml:
    """`base` with the keys and entries of `over` added or replaced."""
    if isinstance(base, MapNode) and isinstance(over, MapNode):
        entries = dict(base.entries)
        for key, value in over.entries.items():
            entries[key] = joined(entries[key], value) if key in entries else value
        return replace(base, entries=entries, keys={**base.keys, **over.keys})
    if isinstance(base, ListNode) and isinstance(over, ListNode) and (own := _by_id(over)):
        kept = [joined(item, own.get(_id(item), item)) for item in base.items]
        used = own.keys() & _by_id(base).keys()  # missing and repeated ids are found later
        more = (item for item in over.items if _id(item) not in used or own[_id(item)] is not item)
        return replace(base, items=(*kept, *more))
    return over


def _exchanged(base: MapNode, over: MapNode, problems: Problems) -> tuple[MapNode, MapNode]:
    """`base` with what `over` has another version of, and the rest of `over`."""
    mine, own = dict(base.entries), dict(over.entries)
    for part, key in PARTS.items():
        held, new = mine.get(part), own.get(part)
        if not isinstance(held, ListNode) or not isinstance(new, ListNode):
            continue
        known, said = _by_id(held, key), _by_id(new, key)
        instead = {id: item for id, item in said.items() if id in known}
        for id, item in instead.items():
            if is_scenario(over.place.file) and is_scenario(known[id].place.file):
                problems.note("two_scenarios", item.place, id=id, other=known[id].place)
        kept = tuple(instead.get(_id(item, key), item) for item in held.items)
        rest = tuple(item for item in new.items if instead.get(_id(item, key)) is not item)
        mine[part], own[part] = replace(held, items=kept), replace(new, items=rest)
    held, new = mine.get("conclusions"), own.get("conclusions")
    if isinstance(held, MapNode) and isinstance(new, MapNode):
        left = {name: node for name, node in held.entries.items() if name not in new.entries}
        mine["conclusions"] = replace(held, entries=left)
    return replace(base, entries=mine), replace(over, entries=own)


def _id(item: Yaml, key: str = "id") -> str:
    found = item.get(key) if isinstance(item, MapNode) else None
    return found.text if isinstance(found, ScalarNode) else ""


def _by_id(found: ListNode, key: str = "id") -> dict[str, Yaml]:
    every = reversed(found.items)  # the first of an id counts
    return {id: item for item in every if (id := _id(item, key))}


def scenarios_of(sources: Sequence[RuleFile], problems: Problems) -> tuple[Scenario, ...]:
    """The scenarios, read from the heads that only `scenarios/<id>.yaml` has."""
    found = []
    for source in sources:
        form, node = source.scenario, source.node
        _, _, stem = node.place.file.removesuffix(".yaml").partition("/")
        heads = is_scenario(node.place.file) and "/" not in stem
        if form is None:
            if heads:
                problems.note("headless", node.place)
        elif not heads:
            problems.note("head", node.keys["scenario"], folder=SCENARIOS, id=form.id)
        elif form.id != stem:
            file = node.place.file
            problems.note("scenario_elsewhere", form.at("id"), id=form.id, file=file, stem=stem)
        else:
            found.append(Scenario(**form.model_dump(), place=node.keys["scenario"]))
    return tuple(found)
