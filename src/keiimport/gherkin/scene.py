# SPDX-License-Identifier: Apache-2.0
"""One running scenario: the case so far, and the verdict once it is needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

import pytest
import yaml

from keiimport.engine import engine_of
from keiimport.errors import InputError, KeiimportError, nearest, reason
from keiimport.facts.case import flat
from keiimport.facts.data import rows
from keiimport.facts.headings import fact_named
from keiimport.facts.models import SECTIONS
from keiimport.gherkin.plugin import CURRENT_STEP
from keiimport.verdict_types import plain

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Step

    from keiimport import Verdict


class StepPlace(NamedTuple):
    """The place of a step: its file, its line from 1, and its text with the keyword."""

    file: Path
    line: int
    text: str

    @classmethod
    def of(cls, feature: Feature, step: Step) -> StepPlace:
        """The place of a step of pytest-bdd."""
        words = f"{step.type.capitalize()} {step.name}"
        return cls(Path(feature.filename), step.line_number, words)

    def at(self, root: Path) -> str:
        """File and line, the file relative to `root` if it is below it."""
        file = self.file.relative_to(root) if self.file.is_relative_to(root) else self.file
        return f"{file}:{self.line}"


@dataclass(slots=True)
class Scene:
    """The case of one scenario, and its verdict."""

    stash: Any  # of the pytest item, which has the running step
    root: Path  # paths in failures are relative to it
    case: dict[str, Any] | str | bytes = field(default_factory=dict)  # JSON until a fact is added
    as_of: str | None = None  # the day whose law is applied; None: the day of entry
    strict: bool = False
    scenarios: list[str] = field(default_factory=list)
    overlays: tuple[Path, ...] = ()  # rules of the project
    _found: Verdict | None = None
    _error: InputError | None = None

    def tell(self, name: str, text: str) -> None:
        """Set one fact, by its dotted name or the last word of it."""
        self.tell_all({name: text})

    def tell_all(self, told: Mapping[str, str], part: str = "") -> None:
        """Set facts by their names, within a section of the case if `part` is given."""
        facts: dict[str, Any] = {}
        for name, text in told.items():
            plain = text.strip()
            try:
                value = json.loads(plain) if plain[:1] in ("[", "{") else plain or None
            except ValueError as error:
                self.fail(f"`{text}` is not the JSON it looks like: {error}")
            facts[self.fact(name, part)] = value
        self.put(facts)

    def fact(self, name: str, part: str = "", *, told: bool = True) -> str:
        """The dotted name of a fact; if `told`, a dotted one is left for the case to check."""
        try:
            whole = f"{part}.{name}" if part else name
            return whole if told and whole.split(".")[0] in SECTIONS else fact_named(whole)
        except InputError as error:
            self.fail(error.sentence())

    def use(self, case: str | bytes) -> None:
        """Take a whole case, as JSON."""
        self._found = self._error = None
        self.case = case

    def read(self, place: Path) -> None:
        """Take the case in a file."""
        try:
            self.use(place.read_bytes())
        except OSError as error:
            self.fail(f"`{place.name}` cannot be read: {reason(error)}")

    def example(self, name: str) -> None:
        """Take `examples/<name>.json` from the nearest folder above the feature file."""
        here = self.place.file.parent
        tried = []
        for folder in (here, *here.parents):
            examples = folder / "examples"
            if (examples / f"{name}.json").is_file():
                self.read(examples / f"{name}.json")
                return
            tried += [known.stem for known in examples.glob("*.json")]
            if folder == self.root:
                break
        said = f"no folder `examples` at or above the feature holds `{name}.json`"
        self.fail(said + meant(name, tried))

    def evaluate(self) -> None:
        """Evaluate the case, once; an error in it is kept for a step that expects one."""
        if self._found is not None or self._error is not None:
            return
        try:
            engine = engine_of("", "kernel", tuple(sorted(self.scenarios)), self.overlays)
            self._found = engine.evaluate(self.case, as_of=self.as_of, strict=self.strict)
        except InputError as error:
            self._error = error
        except KeiimportError as error:
            self.fail(str(error))

    def said(self, key: str) -> Any:
        """One key of the verdict in its JSON form, without making the others."""
        return plain(getattr(self.found, key))

    @property
    def found(self) -> Verdict:
        """The verdict itself; the step fails when the case has an error."""
        self.evaluate()
        if self._error is not None:
            self.fail(f"the case cannot be evaluated: {self._error.sentence()}")
        assert self._found is not None
        return self._found

    @property
    def error(self) -> InputError:
        """The error in the case; the step fails when there is none."""
        self.evaluate()
        if self._error is None:
            self.fail("expected an error in the case, and it was evaluated")
        return self._error

    def truth(self, conclusion: str) -> str:
        """The truth of a conclusion: true, false or unknown."""
        try:
            found = self.found.truth(conclusion)
        except InputError as error:
            self.fail(error.sentence())
        return json.dumps(found).replace("null", "unknown")

    def why(self, path: str) -> dict[str, Any]:
        """One path with its proof; the step fails if there is no such path."""
        try:
            return self.found.why(path)
        except InputError as error:
            self.fail(error.sentence())

    def expect(self, what: str, expected: object, found: object) -> None:
        """Fail unless the text of `found` is that of `expected`; dates are ISO text."""
        if str(expected) != str(found):
            self.fail(f"expected {what} to be `{expected}`, found `{found}`")

    def fail(self, why: str) -> NoReturn:
        """Fail the scenario, showing the step, what is wrong, and the verdict with its reasons."""
        __tracebackhide__ = True
        text = f"{self.place.at(self.root)}: {self.place.text}\n{why}"
        if self._found is not None:
            text += f"\n\n{account(self._found.to_dict())}"
        raise pytest.fail.Exception(text, pytrace=False) from None

    @property
    def place(self) -> StepPlace:
        """The place of the running step."""
        return StepPlace.of(*self.stash[CURRENT_STEP])

    def put(self, facts: Mapping[str, object]) -> None:
        """Set facts by their dotted names, as in JSON; null removes one."""
        told: Any = self.case
        if not isinstance(told, dict):
            try:
                told = json.loads(told)
            except ValueError as error:
                self.fail(f"facts can only be added to a case that is JSON: {error}")
            if not isinstance(told, dict):
                self.fail("facts can only be added to a case that is one JSON object")
        self._found = self._error = None
        self.case = {**flat(told), **facts}


def meant(name: str, known: Iterable[str]) -> str:
    """A hint at the known name that was probably meant, if any."""
    near = nearest(name, known)
    return f"; did you mean `{near}`?" if near else ""


# figures of the duty: the keys of each, and of its lowest and highest
FIGURES = {m["measure"]: (m["exact"], m["low"], m["high"]) for m in rows(__file__, "figures.csv")}


def figure(duty: Mapping[str, Any] | None, measure: str) -> str:
    """A figure of the duty as a feature writes it: `25 %`, or `2.5 % to 15 %`."""
    if duty is None:
        return "not estimated"
    figure, low, high = (duty[key] for key in FIGURES[measure])
    if figure is not None:
        return str(figure)
    return "not known" if low is None and high is None else f"{low} to {high or 'more'}"


_SHOWN = (
    *("outcome", "strict_outcome", "certainty", "depends_on", "answer", "earliest"),
    *("earliest_possible", "entry_date", "law_as_of", "classification", "warnings"),
)


def account(verdict: Mapping[str, Any]) -> str:
    """A verdict as text for a scenario that fails."""
    told = {key: verdict[key] for key in _SHOWN}
    if state := verdict["state"]:
        told["state"] = f"{state['name']} {state['outcome']}: {state['because']}"
    told["assumes"] = {each["id"]: each["because"] for each in verdict["assumptions"]}
    told["asks for"] = [each["fact"] for each in verdict["missing"]]
    told["paths"] = {f"{p['id']} {p['outcome']}": p["because"] for p in verdict["paths"]}
    told["reasons"] = dict(reason_line(each).split(": ", 1) for each in verdict["reasoning"])
    text: str = yaml.safe_dump(told, width=88, sort_keys=False, allow_unicode=True)
    return text.rstrip()


def reason_line(reason: Mapping[str, Any]) -> str:
    """One reason of the chain on one line."""
    cited = f" [{'; '.join(reason['cite'])}]" if reason["cite"] else ""
    said = f"{reason['concludes']} is {reason['truth']}: {reason['because']}"
    return f"{reason['step']}. {said}{cited}"
