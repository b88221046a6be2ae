# SPDX-License-Identifier: Apache-2.0
"""For each rule, path, gate and remark: which truths the scenarios show.

What counts is the truth of its own definition in a verdict that a scenario asked for: on the
day of entry, as things stand and with everything done that can be done, on the day on which
the whole opens, and on days that the scenario names. A definition is shown only where it is
live, a path only where it is claimed for a purpose of its own; an alternative (`adds_to`, the
rows of most tables) does not hold where it is not live. A remark holds where it speaks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final, Literal, get_args

from keiimport.coverage.atoms import Atoms, Definition
from keiimport.coverage.recording import Asked
from keiimport.decide.worlds import CaseFacts
from keiimport.engine import Engine
from keiimport.errors import KeiimportError
from keiimport.facts.comparisons import Truth
from keiimport.facts.vocabulary import Vocabulary
from keiimport.logic.program import Compiled
from keiimport.rulebook.describe import part_words, summary
from keiimport.rulebook.model import Entry, Gate, OneWay, Path, Remark, Rule, entries
from keiimport.rulebook.ways import standing_one_way
from keiimport.verdict import Verdict

Way = Literal["true", "false", "unknown", "not_live"]
_WAYS: Final[Mapping[Truth, Way]] = {True: "true", False: "false", None: "unknown"}
SETTLED: Final[Mapping[bool, Way]] = {True: "true", False: "false"}


@dataclass(slots=True)
class Shown:
    """How one way of a rule was shown.

    Attributes:
        scenarios: how many scenarios and cases show it.
        tagged: how many of them carry the id of the rule, or of its table, as a tag.
        by: where the first of those stands, else the first of all.
    """

    scenarios: int = 0
    tagged: int = 0
    by: str | None = None

    def add(self, place: str, tagged: bool) -> None:
        """Count one more scenario."""
        if self.by is None or (tagged and not self.tagged):
            self.by = place
        self.scenarios += 1
        self.tagged += tagged


@dataclass(slots=True)
class Row:
    """One rule, path, gate or remark, and what was shown of it."""

    entry: Entry
    ways: dict[Way, Shown] = field(default_factory=dict)
    atoms: Definition | None = None

    @property
    def one_way(self) -> OneWay | None:
        """Why only one way can be shown, where that is so."""
        return standing_one_way(self.entry)

    @property
    def lacks(self) -> list[Way]:
        """The ways that should be shown and are not."""
        only = self.one_way
        wanted = SETTLED if only is None else [only.only]
        return [SETTLED[truth] for truth in wanted if truth is not None and not self.shows(truth)]

    @property
    def contradicted(self) -> str | None:
        """Where a way was shown of which the rule says that it cannot be."""
        only = self.one_way
        if only is None:
            return None
        others = [truth for truth in SETTLED if truth is not only.only and self.shows(truth)]
        return self.ways[SETTLED[others[0]]].by if others else None

    def shows(self, truth: bool) -> bool:
        """Whether some scenario shows it to be `truth`."""
        return SETTLED[truth] in self.ways

    def to_dict(self, vocabulary: Vocabulary) -> dict[str, Any]:
        """This as JSON."""
        found, only = summary(self.entry), self.one_way
        return {
            "id": found["id"],
            "kind": found["kind"],
            "place": found["place"],
            "shown": {way: asdict(self.ways[way]) for way in get_args(Way) if way in self.ways},
            "lacks": self.lacks,
            "one_way": None if only is None else {"only": _WAYS[only.only], "reason": only.reason},
            "contradicted_by": self.contradicted,
        } | ({} if self.atoms is None else {"atoms": _atoms(self.atoms, vocabulary)})


def _atoms(definition: Definition, vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """Each single test of a rule that can decide, and where it is seen to."""
    return [
        {
            "test": part_words(atom.condition, vocabulary),
            "place": str(atom.condition.place) if atom.condition.place else None,
            "decides_by": {SETTLED[truth]: atom.shown.get(truth) for truth in SETTLED},
        }
        for atom in definition.atoms
        if atom.no_pair_because is None
    ]


class Coverage:
    """Asks the cases of scenarios, and keeps what they show.

    Args:
        engine: the rules.
        under: beginnings of the names of rule files; only what stands in these counts.
        tagged: whether only scenarios count that carry the id of the rule or its table.
        atoms: whether to look at every single test too.
    """

    def __init__(
        self,
        engine: Engine,
        under: Iterable[str] = (),
        *,
        tagged: bool = False,
        atoms: bool = False,
    ) -> None:
        self._engine = engine
        self._only_tagged = tagged
        within = tuple(under)
        self.rows = [
            Row(entry)
            for entry in entries(engine.rulebook)
            if not within or (entry.place is not None and entry.place.file.startswith(within))
        ]
        self.atoms: Atoms | None = None
        if atoms:
            self.atoms = Atoms(engine.index, (row.entry for row in self.rows))
            for row, definition in zip(self.rows, self.atoms.definitions, strict=True):
                row.atoms = definition
        self.cases: list[tuple[str, CaseFacts]] = []
        self._tagged: dict[tuple[str, ...], frozenset[str]] = {}
        self.recorded = 0
        self.hypothetical = 0
        self.not_evaluated: list[str] = []

    def ask(self, asked: Asked) -> None:
        """Count what one case shows; a hypothetical reform shows nothing of the law."""
        if asked.scenarios:
            self.hypothetical += 1
            return
        try:
            verdict = self._engine.evaluate(asked.case, as_of=asked.as_of, strict=asked.strict)
            looks = list(self._looks(verdict, asked.days))
        except KeiimportError:
            self.not_evaluated.append(asked.place)
            return
        self.recorded += 1
        if self.atoms is not None:
            self.cases.append((asked.place, verdict.case))
        tagged = self._tags(asked.tags)
        speaking = {remark.id for remark in verdict._explained.speaking}
        for row in self.rows:
            entry = row.entry
            if self._only_tagged and entry.id not in tagged:
                continue
            if isinstance(entry, Remark):
                found: set[Way] = {SETTLED[entry.id in speaking]}
            else:
                found = {look(entry) for look in looks}
            for way in found:
                row.ways.setdefault(way, Shown()).add(asked.place, entry.id in tagged)

    @property
    def gaps(self) -> list[Row]:
        """What lacks a way, or was shown a way that it says it cannot go."""
        return [row for row in self.rows if row.lacks or row.contradicted]

    def to_dict(self) -> dict[str, Any]:
        """The whole report as JSON."""
        if self.atoms is not None:
            self.atoms.see(self.cases)
        vocabulary = self._engine.rulebook.vocabulary

        def ids(wanted: Callable[[Row], bool]) -> list[str]:
            return [row.entry.id for row in self.rows if wanted(row)]

        return {
            "ok": not self.gaps,
            "cases": self.recorded,
            "hypothetical": self.hypothetical,
            "not_evaluated": self.not_evaluated,
            "rules": len(self.rows),
            "both_ways": len(ids(lambda row: row.shows(True) and row.shows(False))),
            "one_way": ids(lambda row: row.one_way is not None),
            "never_true": ids(lambda row: "true" in row.lacks),
            "never_false": ids(lambda row: "false" in row.lacks),
            "never_live": ids(lambda row: row.ways.keys() == {"not_live"}),
            "never_tagged": ids(lambda row: not any(s.tagged for s in row.ways.values())),
            "contradicted": ids(lambda row: row.contradicted is not None),
            "rows": [row.to_dict(vocabulary) for row in self.rows],
        }

    def _looks(self, verdict: Verdict, days: Iterable[str]) -> Iterator[_Look]:
        """What the verdict found on each of its days."""
        compiled = self._engine.index.bundle.compiled
        yield _Look(compiled, verdict.truths_on(done=False))
        yield _Look(compiled, verdict.truths_on())
        others = {*map(date.fromisoformat, days), verdict.earliest} - {None, verdict.entry_date}
        for day in others:
            yield _Look(compiled, verdict.truths_on(day))

    def _tags(self, tags: tuple[str, ...]) -> frozenset[str]:
        """The ids that `tags` name, or begin."""
        known = self._tagged.get(tags)
        if known is None:
            stems = tuple(f"{tag}." for tag in tags if "." in tag)
            ids = (row.entry.id for row in self.rows)
            named = {id for id in ids if id in tags or (stems and id.startswith(stems))}
            known = self._tagged[tags] = frozenset(named)
        return known


@dataclass(frozen=True, slots=True)
class _Look:
    """The truths of one case on one day, read for rules, paths and gates."""

    compiled: Compiled
    truths: Mapping[int, Truth]

    def __call__(self, entry: Rule | Path | Gate) -> Way:
        match entry:
            case Rule():
                return self._rule(entry)
            case Path():
                return self._path(entry)
            case Gate():
                return _WAYS[self._named(f"barred:{entry.id}")]

    def _named(self, name: str) -> Truth:
        return self.truths[self.compiled.program.names[name]]

    def _rule(self, rule: Rule) -> Way:
        live = self.truths[self.compiled.lives[rule.id]]
        if live is False:
            return "false" if rule.adds else "not_live"
        value = self.truths[self.compiled.values[rule.id]]
        if rule.selector and value is not False:
            classes = {self._named(name) for name in rule.selector}
            if True not in classes:
                value = None if None in classes else False
        if live is None and not (rule.adds and value is False):
            return "unknown"
        return _WAYS[value]

    def _path(self, path: Path) -> Way:
        claimed = self._named(f"claim:{path.id}")
        # what is claimed until somebody waives it is claimed while nobody says so
        suits = [claimed is not False if path.claimed_unless is not None else claimed]
        if path.purposes:
            suits.append(self._named(f"purpose:{path.id}"))
        if False in suits:
            return "not_live"
        opened = self.truths[self.compiled.conditions[path.open_when.number]]
        return "unknown" if None in suits else _WAYS[opened]
