# SPDX-License-Identifier: Apache-2.0
"""Rules of one's own, laid over those that are shipped.

What has the id (or, of conclusions, the name) of something that is shipped stands in its place;
everything else is added. Facts and presumptions keep what is not said of them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from keiimport.rulebook.files import OVERLAY
from keiimport.rulebook.yaml import ListNode, MapNode, ScalarNode, Yaml

PARTS: Final = {
    "rules": "id",
    "paths": "id",
    "gates": "id",
    "remarks": "id",
    "tables": "id",
    "forms": "form",
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
