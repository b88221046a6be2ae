# SPDX-License-Identifier: Apache-2.0
"""Every step of the features: how to set up a case, and what to expect of its verdict.

There are at most thirty, all general: a step names a fact, a path, a class or a rule, never one
vehicle. `Then` steps evaluate the case themselves; `When it is evaluated` is for the reader.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, ParamSpec

import pytest
from pytest_bdd import parsers, step

from keiimport.facts.data import pattern_texts, rows
from keiimport.facts.models import SECTIONS
from keiimport.gherkin.plugin import own_rules
from keiimport.gherkin.scene import FIGURES, Scene, figure, meant, reason_line

Kind = Literal["given", "when", "then"]
P = ParamSpec("P")

_PARTS = pattern_texts(__file__)  # what the open parts of a choice of words are


def _one_of(*words: str) -> Callable[[str], str]:
    """The type of a placeholder that stands for one of `words`, in which `_PARTS` may be open."""

    def found(text: str) -> str:
        return " ".join(text.split())

    patterns = (re.sub(r"\{(\w+)\}", lambda part: _PARTS[part[1]], each) for each in words)
    vars(found)["pattern"] = "|".join(patterns)  # where the parse library looks for it
    vars(found)["shown"] = f"({'|'.join(words)})" if len(words) > 1 else words[0]
    return found


# how a few facts are told in a sentence about the vehicle
_TELLINGS = {row["words"]: row["fact"] for row in rows(__file__, "tellings.csv")}

# what each type of placeholder may be
_WORDS: dict[str, list[str]] = {"Telling": [*_TELLINGS], "Part": [*SECTIONS]}
for _row in rows(__file__, "words.csv"):
    _WORDS.setdefault(_row["type"], []).append(_row["words"])
_WORDS["Measure"] += FIGURES
_TYPES = {name: _one_of(*words) for name, words in _WORDS.items()}


class KnownStep(NamedTuple):
    """A step that features may use."""

    kind: Kind
    words: str  # placeholders stand in braces, a choice of words in brackets
    meaning: str
    parser: parsers.parse  # finds the values of its placeholders
    function: Callable[..., None]  # what it does to a scene


KNOWN: list[KnownStep] = []


def _step(kind: Kind, pattern: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    def keep(function: Callable[P, None]) -> Callable[P, None]:
        words = re.sub(r"\{\w+:([A-Z]\w+)\}", lambda of: vars(_TYPES[of[1]])["shown"], pattern)
        words = re.sub(r"\{(\w+)(:\w)?\}", r"{\1}", words)
        reads = parsers.parse(pattern, extra_types=_TYPES)
        KNOWN.append(KnownStep(kind, words, str(function.__doc__), reads, function))
        return step(reads, kind, stacklevel=2)(function)

    return keep


@pytest.fixture
def keiimport_scene(request: pytest.FixtureRequest) -> Scene:
    """The case that this scenario tells, and what was found about it."""
    config = request.config
    return Scene(request.node.stash, config.rootpath, overlays=own_rules(config))


# --- telling the case ---


@_step("given", "a case:")
def a_case(keiimport_scene: Scene, docstring: str) -> None:
    """Tell a whole case as JSON, between triple quotes."""
    keiimport_scene.use(docstring)


@_step("given", "the {part:Part}:")
def the_part(keiimport_scene: Scene, part: str, datatable: list[list[str]]) -> None:
    """Tell facts of the vehicle, the importer or the entry, one in each row of a table."""
    for row in datatable:
        if len(row) != 2:
            keiimport_scene.fail(f"expected two cells, the fact and its value, found {row}")
    told = dict(datatable)
    if len(told) < len(datatable):
        twice = next(name for name in told if [row[0] for row in datatable].count(name) > 1)
        keiimport_scene.fail(f"the table tells `{twice}` twice")
    keiimport_scene.tell_all(told, part)


@_step("given", "the {source:Source}")
def the_case_of(keiimport_scene: Scene, source: str) -> None:
    """Take `examples/<name>.json` from the nearest folder above, or the case in a file beside."""
    if source.startswith("case in "):
        keiimport_scene.read(keiimport_scene.place.file.parent / source.removeprefix("case in "))
    else:
        name = source.removeprefix("example ").removesuffix(" of the examples")
        keiimport_scene.example("-".join(name.split()))


@_step("given", "{fact:Fact} is {value}")
def fact_is(keiimport_scene: Scene, fact: str, value: str) -> None:
    """Tell one fact, by its dotted name or its last word."""
    keiimport_scene.tell(fact, value)


@_step("given", "nobody says {fact:S}")
def nobody_says(keiimport_scene: Scene, fact: str) -> None:
    """Take a fact back that the example tells."""
    keiimport_scene.put({keiimport_scene.fact(fact): None})


@_step("given", "it {telling:Telling} {value}")
def it_is_told(keiimport_scene: Scene, telling: str, value: str) -> None:
    """Tell a day, a place, the price or the type of entry, in the words that people use."""
    keiimport_scene.tell(_TELLINGS[telling], value)


@_step("given", "the law of {day_or_scenario:S}")
def the_law_of(keiimport_scene: Scene, day_or_scenario: str) -> None:
    """Apply the law of that day, whenever the vehicle enters, or suppose that scenario."""
    if day_or_scenario[:1].isdigit():
        keiimport_scene.as_of = day_or_scenario
    else:
        keiimport_scene.scenarios.append(day_or_scenario)


@_step("given", "nothing is presumed")
def nothing_is_presumed(keiimport_scene: Scene) -> None:
    """Evaluate strictly: no presumption fills a fact."""
    keiimport_scene.strict = True


@_step("when", "it is evaluated")
def it_is_evaluated(keiimport_scene: Scene) -> None:
    """Evaluate the case; every `Then` does so too."""
    keiimport_scene.evaluate()


# --- the answer ---


@_step("then", "the {measure:Measure} is {word}")
def the_measure_is(keiimport_scene: Scene, measure: str, word: str) -> None:
    """Expect the outcome, the certainty, what the state says, or a figure of the duty."""
    if measure in FIGURES:
        found: object = figure(keiimport_scene.said("duty"), measure)
    elif measure == "state":
        found = (keiimport_scene.said("state") or {"outcome": "not asked"})["outcome"]
    else:
        found = keiimport_scene.said(measure.replace(" ", "_"))
    keiimport_scene.expect(f"the {measure}", word, found)


@_step("then", "it depends on {who}")
def it_depends_on(keiimport_scene: Scene, who: str) -> None:
    """Expect who must act: the importer, the agency, or nobody."""
    found = keiimport_scene.said("depends_on") or "nobody"
    keiimport_scene.expect("it to depend on", who.removeprefix("the "), found)


@_step("then", "the {day:Day} is {date:S}")
def the_day_is(keiimport_scene: Scene, day: str, date: str) -> None:
    """Expect the first day on which it is certainly, or possibly, admissible."""
    found = keiimport_scene.said(day.removesuffix(" day").replace(" ", "_"))
    keiimport_scene.expect(f"the {day}", date, found or "never")


@_step("then", "there is no {day:Day}")
def there_is_no_day(keiimport_scene: Scene, day: str) -> None:
    """Expect that no such day is known."""
    the_day_is(keiimport_scene, day, "never")


@_step("then", '{speaker:Speaker} says "{text}"')
def says(keiimport_scene: Scene, speaker: str, text: str) -> None:
    """Expect words in the answer, in a proof, or in any (or none) of what the word names."""
    spoken = list(_spoken(keiimport_scene, speaker))
    said = any(text.casefold() in words.casefold() for words in spoken)
    if said is speaker.startswith("no "):
        listed = "".join(f"\n  {words}" for words in spoken)
        keiimport_scene.fail(f"expected {speaker} to say `{text}`; said is:{listed}")


@_step("then", 'a reason cites "{citation}"')
def a_reason_cites(keiimport_scene: Scene, citation: str) -> None:
    """Expect a citation, or the beginning or a part of one, among the reasons."""
    said = keiimport_scene.said
    holders = [*said("reasoning"), *said("paths"), *said("gates"), said("state") or {}]
    for key in ("lines", "fees", "securities"):
        holders += (said("duty") or {}).get(key, ())
    cited = dict.fromkeys(each for holder in holders for each in holder.get("cite", ()))
    if not any(citation.casefold() in each.casefold() for each in cited):
        listed = "; ".join(cited) or "none"
        keiimport_scene.fail(f"expected a reason to cite `{citation}`; cited are: {listed}")


@_step("then", "it {assumes:Assumes} {presumption:S}")
def it_assumes(keiimport_scene: Scene, assumes: str, presumption: str) -> None:
    """Expect a presumption, by its id, among those without which the verdict falls, or not."""
    known = [each.id for each in keiimport_scene.found._index.rulebook.presumptions]
    if presumption not in known:
        keiimport_scene.fail(f"nothing presumes `{presumption}`{meant(presumption, known)}")
    found = [each["id"] for each in keiimport_scene.said("assumptions")]
    if (presumption in found) is not (assumes == "assumes"):
        keiimport_scene.fail(f"it assumes: {', '.join(found) or 'nothing'}")


@_step("then", "it {asks:Asks} {fact:S}")
def it_asks_for(keiimport_scene: Scene, asks: str, fact: str) -> None:
    """Expect a fact among those that the verdict asks for, or not."""
    name = keiimport_scene.fact(fact, told=False)
    found = [each["fact"] for each in keiimport_scene.said("missing")]
    if (name in found) is not (asks == "asks for"):
        keiimport_scene.fail(f"it asks for: {', '.join(found) or 'nothing'}")


# --- paths and gates ---


@_step("then", "{door:Door} is {outcome:w}")
def door_is(keiimport_scene: Scene, door: str, outcome: str) -> None:
    """Expect the outcome of one path, or whether a gate is clear, barred or unclear."""
    keiimport_scene.expect(door, outcome, path_of(keiimport_scene, door)["outcome"])


@_step("then", '{path:Path} is {outcome:w} because "{text}"')
def path_is_because(keiimport_scene: Scene, path: str, outcome: str, text: str) -> None:
    """Expect the outcome of one path, and words in what is said about it."""
    found = path_of(keiimport_scene, path)
    keiimport_scene.expect(path, outcome, found["outcome"])
    if text.casefold() not in found["because"].casefold():
        keiimport_scene.fail(f"{path} is {outcome} because: {found['because']}")


@_step("then", "{path:Path} opens on {date:S}")
def path_opens_on(keiimport_scene: Scene, path: str, date: str) -> None:
    """Expect the first day on which one path is certainly open."""
    found = path_of(keiimport_scene, path)["opens_on"]
    keiimport_scene.expect(f"{path} to open on", date, found or "never")


@_step("then", "the chosen {agency:w} path is {path}")
def the_chosen_path_is(keiimport_scene: Scene, agency: str, path: str) -> None:
    """Expect which path of an agency is chosen; `none` when every one is closed."""
    chosen = keiimport_scene.said("chosen")
    if agency not in chosen:
        keiimport_scene.fail(f"no agency is called `{agency}`; expected {', '.join(chosen)}")
    id = str(path_of(keiimport_scene, path)["id"]) if " " in path else path
    keiimport_scene.expect(f"the chosen {agency} path", id, chosen[agency] or "none")


# --- what was concluded on the way ---


@_step("then", "the classes are {classes}")
def the_classes_are(keiimport_scene: Scene, classes: str) -> None:
    """Expect exactly these classes, in any order, with commas between them."""
    expected = sorted(name.strip() for name in classes.split(","))
    found = sorted(keiimport_scene.said("classification")) or ["none"]
    keiimport_scene.expect("the classes", ", ".join(expected), ", ".join(found))


@_step("then", "class {name:S} {holds:Holds}")
def class_holds(keiimport_scene: Scene, name: str, holds: str) -> None:
    """Expect whether the vehicle is of a class."""
    truth = {"holds": "true", "does not hold": "false", "is unknown": "unknown"}[holds]
    found = keiimport_scene.truth(f"class.{name.removeprefix('class.')}")
    keiimport_scene.expect(f"class {name}", truth, found)


@_step("then", "conclusion {name:S} is {truth:Truth}")
def conclusion_is(keiimport_scene: Scene, name: str, truth: str) -> None:
    """Expect the truth of any conclusion of the rules."""
    keiimport_scene.expect(f"conclusion {name}", truth, keiimport_scene.truth(name))


@_step("then", "standard {number:S} {binds:Binds}")
def standard_binds(keiimport_scene: Scene, number: str, binds: str) -> None:
    """Expect whether a safety standard binds this vehicle."""
    found = entry(keiimport_scene, "standards", "standard", number)
    words = {True: "binds", False: "does not bind", None: "may bind"}
    keiimport_scene.expect(f"standard {number}", binds, words[found["binds"]])


@_step("then", "fact {name:S} is {value} from {source:w}")
def fact_is_from(keiimport_scene: Scene, name: str, value: str, source: str) -> None:
    """Expect the value that a fact was given in the end, and where it came from."""
    found = entry(keiimport_scene, "facts", "name", keiimport_scene.fact(name))
    keiimport_scene.expect(f"fact {name}", value, words_of(found["value"]))
    keiimport_scene.expect(f"the source of {name}", source, found["source"])


@_step("then", 'it is an error saying "{text}" at "{place}"')
def it_is_an_error(keiimport_scene: Scene, text: str, place: str) -> None:
    """Expect that the case cannot be understood, where, and why."""
    error = keiimport_scene.error
    keiimport_scene.expect("the place of the error", place, error.at or "the whole case")
    if text.casefold() not in error.sentence().casefold():
        keiimport_scene.fail(f"the error is: {error.sentence()}")


# --- what comes after a "no": when it ends, and what would end it ---


@_step("then", "from {date:S} {track:Track} is {outcome:w}")
def from_day_it_is(keiimport_scene: Scene, date: str, track: str, outcome: str) -> None:
    """Expect an outcome, of the whole, an agency or a path, for an entry on that day."""
    scene = keiimport_scene
    timeline = scene.found.timeline().to_dict()
    said, periods = track, timeline["periods"]
    if track != "the outcome":
        listed = "agencies" if track.startswith("agency ") else "paths"
        said = track.split()[1] if listed == "agencies" else path_of(scene, track)["id"]
        periods = entry(scene, listed, "id", said, timeline[listed])["periods"]
    before = [period for period in periods if period["from"] <= date]
    if not before:
        scene.fail(f"{date} is before the day of entry, {periods[0]['from']}")
    scene.expect(f"{said} on {date}", outcome, before[-1]["outcome"])


@_step("then", 'what changes on {date:S} is "{text}"')
def what_changes_on(keiimport_scene: Scene, date: str, text: str) -> None:
    """Expect that a clock turns on that day, and words in what it is."""
    changes = keiimport_scene.found.timeline().to_dict()["changes"]
    said = [by["because"] for change in changes if change["day"] == date for by in change["by"]]
    if not any(text.casefold() in words.casefold() for words in said):
        days = ", ".join(dict.fromkeys(change["day"] for change in changes)) or "none"
        keiimport_scene.fail(f"on {date} it is: {'; '.join(said) or 'nothing'}; days: {days}")


@_step("then", "{aim:Aim} with {changes}")
def it_would_open_with(keiimport_scene: Scene, aim: str, changes: str) -> None:
    """Expect one of the sets of changes, `fact = value and ...`, or `nothing`."""
    scene, path = keiimport_scene, aim.removesuffix(" would open")
    remedies = scene.found.remedies().to_dict()
    way = remedies["whole"]
    if path != aim:
        ways = {way["id"]: way for way in remedies["paths"]}
        found = path_of(scene, path)
        if found["id"] not in ways:
            scene.fail(f"{path} needs no changes: it is {found['outcome']}")
        way = ways[found["id"]]
    if changes == "nothing":
        scene.expect(f"{way['id']} to open with", "nothing", way["kind"])
        return
    sets = [
        {c["fact"]: [words_of(v) for v in (c["to"], *c["or"])] for c in r["changes"]}
        for r in way["remedies"]
    ]
    wanted = dict(part.split(" = ", 1) for part in changes.split(" and "))
    for each in sets:
        if each.keys() == wanted.keys() and all(wanted[n] in each[n] for n in wanted):
            return
    scene.fail(f"expected {changes} for {way['id']}; offered: {sets or way['because']}")


# --- looking into a verdict ---

_NEAREST_TO_OPEN = ("open", "needs_action", "needs_facts", "not_yet", "closed")


def path_of(scene: Scene, words: str) -> Mapping[str, Any]:
    """The path or gate called `path nhtsa.box_2a`, `HS-7 box 2A`, `EPA code E`, `the door "..."`.

    Several paths may be declared by one box or code. It is as open as the one that is most open,
    and those open to no private person count only where there is no other.
    """
    if words.startswith("the door "):
        return entry(scene, "paths", "title", words.split('"')[1])
    form, _, name = words.rpartition(" ")
    if form in ("path", "gate"):
        return entry(scene, f"{form}s", "id", name)
    is_box = form.startswith("HS-7")
    key, belongs = ("box", {"form": "HS-7"}) if is_box else ("code", {"agency": "epa"})
    paths = [path for path in scene.said("paths") if belongs.items() <= path.items()]
    declared = [path for path in paths if path[key] == name]
    if not declared:
        known = ", ".join(sorted({str(path[key]) for path in paths if path[key]}))
        scene.fail(f"no path is declared by {words}; expected {key} {known}")
    rank = _NEAREST_TO_OPEN.index
    return min(declared, key=lambda p: (p["theoretical"], rank(p["outcome"]), p["opens_on"] or "~"))


def entry(scene: Scene, listed: str, key: str, name: str, every: Any = None) -> Mapping[str, Any]:
    """The entry of a list that is called `name`, of the verdict or of `every`."""
    every = scene.said(listed) if every is None else every
    entries: dict[str, Mapping[str, Any]] = {str(each[key]): each for each in every}
    if name not in entries:
        scene.fail(f"`{name}` is not among the {listed}: {', '.join(entries) or 'there are none'}")
    return entries[name]


def _spoken(scene: Scene, speaker: str) -> Iterator[str]:
    match speaker.split()[-1]:
        case "answer" | "state" | "duty" as key:
            yield from _all_words(scene.said(key))
        case "reason":
            yield from map(reason_line, scene.said("reasoning"))
            for listed in ("paths", "gates", "standards"):
                yield from (each["because"] for each in scene.said(listed))
        case "warning" | "action" as key:
            yield from map(words_of, scene.said(f"{key}s"))
        case "paper" | "restriction" as key:
            yield from (each for path in scene.said("paths") for each in path[f"{key}s"])
        case "question":
            missing = scene.said("missing")
            asked = missing[:1] if speaker == "the first question" else missing
            yield from (f"{each['question']} {each['where']}" for each in asked)
        case path:  # the proof of it
            yield from _all_words(scene.why(path)["proof"])


def _all_words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _all_words(each)


def words_of(value: object) -> str:
    """A JSON value as a feature file writes it."""
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        return ", ".join(map(words_of, value)) or "none"
    return json.dumps(value, ensure_ascii=False)
