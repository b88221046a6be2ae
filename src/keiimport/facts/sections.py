# SPDX-License-Identifier: Apache-2.0
"""The base of all sections of a case: facts that were told, read field by field."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform, overload

from keiimport.errors import InputError, nearest
from keiimport.facts.data import rows
from keiimport.facts.fields import Field, beside
from keiimport.facts.problems import bad_input, path_to, refused
from keiimport.facts.texts import LONGEST_TEXT

S = TypeVar("S", bound="Section")


class Part(Field[S, S | Mapping[str, object]]):
    """A field that is a section itself, and an empty one if nothing of it was told."""

    single = False

    def __init__(self, section: type[S]) -> None:
        self.section = section

    @overload
    def __get__(self, section: None, owner: type) -> Self: ...
    @overload
    def __get__(self, section: Any, owner: type) -> S: ...
    def __get__(self, section: Any, owner: type) -> Self | S:
        return self if section is None else section.given.get(self.name) or self.section()

    def read(self, value: object) -> S | None:
        """Read the section; None if nothing of it is told."""
        return found if (found := self.section.read(value)).given else None

    def written(self, told: S) -> object:
        """Write the section as an object."""
        return told.to_dict()


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Section:
    """A section of a case, or a part of one: immutable, with a fixed set of fields."""

    path: ClassVar[str]
    fields: ClassVar[Mapping[str, Field[Any, Any]]]
    every: ClassVar[dict[str, type[Section]]] = {}
    given: Mapping[str, Any]  # what was told, as read

    def __init_subclass__(cls, path: str = "") -> None:
        cls.path = path
        cls.fields = {n: f for n, f in vars(cls).items() if isinstance(f, Field)}
        for name, field in cls.fields.items():
            field.named(path, name, cls.__annotations__[name])
        Section.every[path] = cls

    def __init__(self, **told: Any) -> None:
        object.__setattr__(self, "given", self._read(told))

    @staticmethod
    def prepare(told: Mapping[str, Any], /) -> Mapping[str, Any]:
        """Convert what is told before its fields read it, where one depends on another."""
        return told

    @classmethod
    def read(cls, told: object) -> Self:
        """Read a section from a mapping, or return one that is read already."""
        if isinstance(told, cls):
            return told
        if not isinstance(told, Mapping):
            raise refused(told, "no_object", at=cls.path)
        section = cls.__new__(cls)
        object.__setattr__(section, "given", cls._read(told))
        return section

    @classmethod
    def _read(cls, told: Mapping[Any, Any]) -> Mapping[str, Any]:
        told = cls.prepare(told)
        for key in told:
            if key not in cls.fields:
                raise _unknown_key(key, told[key], cls)
        found, more = dict[str, Any](), dict[str, str]()
        for name, field in cls.fields.items():
            if (given := told.get(name)) is None:
                continue
            try:
                value = field.read(given)
            except InputError as error:
                raise error.within(field.fact) from None
            if value is not None:
                found[name] = value
                more |= beside(field.fact, given)
        for name in [n for n, f in cls.fields.items() if f.fact in more] if more else ():
            found.setdefault(name, cls.fields[name].read(more[cls.fields[name].fact]))
        return found

    def to_dict(self) -> dict[str, Any]:
        """Write what was told as plain JSON values that read back the same."""
        return {name: self.fields[name].written(told) for name, told in self.given.items()}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"`{name}` of a case cannot be changed")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.given == other.given

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        said = {name: getattr(value, "text", value) for name, value in self.given.items()}
        told = ", ".join(f"{name}={value!r}" for name, value in said.items())
        return f"{type(self).__name__}({told})"


def _unknown_key(key: object, value: object, section: type[Section]) -> InputError:
    at = path_to(section.path, key)
    if not isinstance(key, str):
        return bad_input("key_not_text", at=at, got=key, key=key)
    meant = {row["key"]: row["meant"].split() for row in rows(__file__, "keys.csv")}
    names = meant.get(key.casefold(), ())
    guess = "` or `".join(name.removeprefix(f"{section.path}.") for name in names)
    if not guess and len(key) <= LONGEST_TEXT:
        # perhaps the right name in the wrong section, or without one
        sections = Section.every.values()
        facts = {f.name: f.fact for each in sections for f in each.fields.values() if f.single}
        near = nearest(key.rsplit(".", 1)[-1], facts) or ""
        guess = nearest(key, section.fields) or nearest(key, facts.values()) or facts.get(near, "")
    return bad_input("unknown_key", at=at, got=value, near=guess, key=key)
