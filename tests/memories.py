# SPDX-License-Identifier: Apache-2.0
"""What outlives a case: found by walking through an engine and the modules, not by a list."""

from __future__ import annotations

import functools
import gc
import sys
from collections.abc import Iterator
from types import BuiltinFunctionType, CodeType, FunctionType, ModuleType
from typing import Any

from keiimport.explain.reads import ReadMemory
from keiimport.memory import Memory

Bounded = Memory[Any, Any] | ReadMemory[Any]


class Kept:
    """Everything that roots and the modules hold on to.

    Attributes:
        memories: what forgets when it is full.
        others: every other dict, list and set, by its number; it stays alive as long as this.
    """

    def __init__(self, *roots: object) -> None:
        self.memories: list[Bounded] = []
        self.others: dict[int, Any] = {}
        self._seen: set[int] = set()
        waiting = [*roots, *(vars(module) for module in _modules())]
        while waiting:
            each = waiting.pop()
            if id(each) in self._seen:
                continue
            self._seen.add(id(each))
            if isinstance(each, Memory | ReadMemory):
                self.memories.append(each)
                continue
            if type(each) in (dict, list, set):
                self.others[id(each)] = each
            waiting += _held_by(each)

    def sizes(self) -> dict[int, int]:
        """How much is in each that is no memory."""
        return {number: len(each) for number, each in self.others.items()}


def caches() -> Iterator[tuple[str, Any]]:
    """The functions that remember their answers, with their names."""
    gc.unfreeze()  # what was there before the tests is looked at too
    found = gc.get_objects()
    gc.freeze()
    for each in found:
        if isinstance(each, functools._lru_cache_wrapper):
            where = getattr(each, "__module__", None) or ""
            if where.split(".")[0] == "keiimport":
                yield f"{where}.{each.__qualname__}", each


def _modules() -> list[ModuleType]:
    return [module for name, module in [*sys.modules.items()] if name.split(".")[0] == "keiimport"]


def _held_by(each: object) -> list[Any]:
    """What something holds on to, but for the modules, and the classes of others."""
    if type(each).__name__ == "_abc_data":  # what Python keeps of classes
        return []
    if isinstance(each, ModuleType | CodeType | BuiltinFunctionType | functools._lru_cache_wrapper):
        return []
    if isinstance(each, FunctionType):
        return [each.__closure__, each.__defaults__, each.__kwdefaults__, vars(each)]
    if isinstance(each, type):
        return [*vars(each).values()] if each.__module__.split(".")[0] == "keiimport" else []
    return gc.get_referents(each)
