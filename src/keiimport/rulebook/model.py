# SPDX-License-Identifier: Apache-2.0
"""The law after reading: plain frozen objects with nothing left to parse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, get_args

from keiimport.errors import Place
from keiimport.facts.comparisons import AtLeast, AtMost, Comparison
from keiimport.facts.sources import Presumption
from keiimport.facts.vocabulary import Vocabulary

Confidence = Literal["verified", "secondary", "unverified"]
CONFIDENCES: tuple[Confidence, ...] = get_args(Confidence)
Clock = Literal["law", "manufactured", "entered", "arrived"]
Explain = Literal["always", "when_true", "when_used"]
Stay = Literal["permanent", "temporary", "transit"]
ConditionOp = Literal["all", "any", "not", "fact", "conclusion", "true", "unknown"]
"""`fact` tests one, `conclusion` asks another; `unknown` is law not encoded, and never settles."""

LAW_DAY = "law.day"  # the pseudo-fact that holds the day whose law is asked for
LAW_DAYS: Mapping[str, str] = {
    LAW_DAY: "entry.date",
    "law.entered": "entry.entered",
    "law.arrived": "entry.arrived",
}
"""Pseudo-facts with the days whose law is asked for; each follows a day unless one is given."""

CLOCK_FACTS: Mapping[Clock, str] = {
    "law": LAW_DAY,
    "manufactured": "vehicle.manufactured",
    "entered": "law.entered",
    "arrived": "law.arrived",
}
"""The fact each clock reads."""


class Condition(NamedTuple):
    """A condition, or a part of one."""

    op: ConditionOp
    parts: tuple[Condition, ...] = ()
    comparison: Comparison | None = None
    conclusion: str | None = None
    because: str | None = None
    otherwise: str | None = None
    place: Place | None = None
    number: int = 0  # unique within the rulebook

    def walk(self) -> Iterator[Condition]:
        """This condition and every part of it, outermost first."""
        yield self
        for part in self.parts:
            yield from part.walk()


CONDITIONS = (
    "when", "applies", "unless", "open_when", "claimed_when", "claimed_unless", "barred_when",
    "raised_when",
)  # fmt: skip
"""What a rule, a path, a gate or a remark may ask, in the order in which it is shown."""


class Window(NamedTuple):
    """The days on which a rule is in force, both ends included (date ordinals)."""

    clock: Clock
    start: int | None
    end: int | None

    @property
    def tests(self) -> list[Comparison]:
        """The tests on the day of its clock."""
        fact, (_, start, end) = CLOCK_FACTS[self.clock], self
        least = [] if start is None else [AtLeast(fact, start, start)]
        return [*least, *([] if end is None else [AtMost(fact, end, end)])]

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it begins."""
        return self.start is not None and self.end is not None and self.start > self.end

    def covers(self, day: date) -> bool:
        """Whether a day is one of them."""
        started = self.start is None or self.start <= day.toordinal()
        return started and (self.end is None or day.toordinal() <= self.end)


def gaps_between(clock: Clock, windows: Sequence[Window]) -> list[Window]:
    """The windows on `clock` that none of the disjoint `windows` covers."""
    gaps: list[Window] = []
    free_from: int | None = 0  # the first day after those gone through; None: there is none
    for window in sorted(windows, key=lambda window: window.start or 0):
        if free_from is not None and window.start is not None and window.start > free_from:
            gaps.append(Window(clock, free_from or None, window.start - 1))
        free_from = None if window.end is None or free_from is None else window.end + 1
    return gaps if free_from is None else [*gaps, Window(clock, free_from, None)]


class Conclusion(NamedTuple):
    """Something that rules conclude."""

    name: str
    when_no_rule: bool | None  # None is unknown
    title: str
    gap: str | None = None  # the partial table behind an unknown `when_no_rule`
    explain: Explain = "when_used"
    place: Place | None = None
    unless: str | None = None  # of a gap, what follows "unless" in an answer
    headline: bool = False  # whether the answer says why, where it holds


class OneWay(NamedTuple):
    """The reason why a rule, a path, a gate or a remark can be shown one way only."""

    only: bool | None  # besides unknown; None: it is never settled
    reason: str


class Rule(NamedTuple):
    """A definition of one conclusion, live within its window where it applies."""

    id: str
    concludes: str
    when: Condition
    cite: tuple[str, ...]
    confidence: Confidence
    adds: bool = False  # an alternative (`adds_to`) instead of the definition
    window: Window | None = None
    applies: Condition | None = None
    unless: Condition | None = None
    overrides: tuple[str, ...] = ()
    selector: tuple[str, ...] = ()  # the exclusive classes that a row of a table is for
    because: str | None = None
    otherwise: str | None = None
    title: str = ""
    place: Place | None = None
    one_way: OneWay | None = None


class Paper(NamedTuple):
    """Something to file or to bring."""

    name: str
    when: Condition | None = None
    cite: tuple[str, ...] = ()


class Path(NamedTuple):
    """A door that an agency offers."""

    id: str
    agency: str
    title: str
    form: str
    box: str | None
    code: str | None
    stay: Stay
    open_when: Condition
    cite: tuple[str, ...]
    confidence: Confidence
    purposes: tuple[str, ...] = ()
    claimed_when: Condition | None = None  # nobody claims what is not said to be so
    claimed_unless: Condition | None = None  # it is claimed until that is said to be so
    theoretical: bool = False
    because: str | None = None
    otherwise: str | None = None
    papers: tuple[Paper, ...] = ()
    restrictions: tuple[Paper, ...] = ()
    prefer: int = 100
    place: Place | None = None
    one_way: OneWay | None = None
    opening: str | None = None  # what happens on that day, such as `it turns 25`
    term: str | None = None  # how long it may stay, such as `for at most one year`


class Gate(NamedTuple):
    """Something that only bars."""

    id: str
    agency: str
    title: str
    barred_when: Condition
    cite: tuple[str, ...]
    confidence: Confidence
    because: str | None = None
    otherwise: str | None = None
    raised_when: Condition | None = None  # until somebody does, it is unclear and does not count
    place: Place | None = None
    one_way: OneWay | None = None
    unsaid: str | None = None  # words for when nobody has said whether it is so


class Remark(NamedTuple):
    """Words added to a verdict where a condition has one of the given truths."""

    id: str
    when: Condition
    truths: frozenset[bool | None]
    say: str
    cite: tuple[str, ...]
    paths: tuple[str, ...] = ()  # it is made only when one of these is chosen or open
    place: Place | None = None
    one_way: OneWay | None = None


Entry = Rule | Path | Gate | Remark  # what stands under an id of its own


def conditions_of(entry: Entry) -> list[Condition]:
    """The conditions of an entry, in the order in which they are shown, papers last."""
    papers = (*getattr(entry, "papers", ()), *getattr(entry, "restrictions", ()))
    asked = [getattr(entry, name, None) for name in CONDITIONS]
    return [each for each in (*asked, *(paper.when for paper in papers)) if each is not None]


def parts_of(entry: Entry) -> Iterator[Condition]:
    """The conditions of an entry, and every part of them."""
    for condition in conditions_of(entry):
        yield from condition.walk()


def needed_by(entry: Entry) -> list[str]:
    """The conclusions that an entry asks for."""
    asked = [part.conclusion for part in parts_of(entry) if part.conclusion is not None]
    return [*entry.selector, *asked] if isinstance(entry, Rule) else asked


class Standard(NamedTuple):
    """A safety standard that a table of standards may make binding."""

    number: str
    title: str
    binds: str
    met: str


class Edition(NamedTuple):
    """An edition of a form, with the first and the last day on which it is filed (ordinals)."""

    name: str
    start: int | None
    end: int | None
    cite: tuple[str, ...]
    confidence: Confidence


DOOR = "{door}"
"""Stands in the value of a field for the box or the code of the door that was chosen."""


class FormField(NamedTuple):
    """A field of a form on which doors are declared."""

    name: str
    label: str
    facts: tuple[str, ...]  # the first that is known belongs there
    value: str  # belongs there in every case
    paths: tuple[str, ...]  # empty: every door on that form
    note: str
    cite: str
    confidence: Confidence


class Declaration(NamedTuple):
    """A form on which doors are declared, by the name that paths give it."""

    form: str
    title: str
    editions: tuple[Edition, ...]
    fields: tuple[FormField, ...]


class Scenario(NamedTuple):
    """A hypothetical reform that was laid over the law."""

    id: str
    title: str  # as it stands after "supposing"
    law: str
    proposal: str
    invention: str
    place: Place | None = None


class Agency(NamedTuple):
    """An agency whose doors stand in the rulebook."""

    id: str
    name: str
    covered_from: int | None


# --- rows that are more than rules: states, lines of the tariff, fees ---

StateOutcome = Literal["allowed", "restricted", "banned", "unclear"]
YesNo = Literal["yes", "no", "unclear", ""]

ANY_STATE = "any"  # in a table of states, marks a row that every state shares
STATE_PREFIX = "state."  # starts conclusions that only states' answers use
ALTERNATIVE_RANK = 90
"""From this rank on a row is never a state's answer, only another way beside it."""


class StateRow(NamedTuple):
    """The answer of a state for one kind of vehicle: a row of a table of states."""

    rule: str  # says whether the row holds; it has the law, the window and the words
    concludes: str
    state: str  # two capital letters, or `ANY_STATE`
    kind: str  # such as `kei`
    rank: int  # of a state's rows that hold, the lowest is the answer
    outcome: StateOutcome
    titled: YesNo  # which is not the same as being driven
    interstates: YesNo
    posted_up_to: int | None  # of the roads it may use, in micrometres per hour as every speed
    last_checked: int  # date ordinal
    conditions: tuple[str, ...]  # one plain sentence each
    sources: tuple[str, ...]  # what each says and where
    texts: Mapping[str, str]  # the other columns of words, by their names
    place: Place
    claimed: bool = False  # it counts only where it is known to hold

    @property
    def is_alternative(self) -> bool:
        """Whether it is only another way beside the state's answer."""
        return self.rank >= ALTERNATIVE_RANK


# the columns of figures, and their dimension
FIGURES = dict.fromkeys(("fixed", "minimum", "maximum", "value_up_to"), "money")
FIGURES["posted_up_to"] = "speed"
DUTY_PREFIX = "duty."  # starts conclusions that only the duty uses
TariffKind = Literal["base", "add", "floor", "instead"]
"""`base` is the column 1 duty; `add` adds to it; `floor` fills it up to its rate, the largest floor
alone; `instead` stands in place of every other line."""

ANY_HEADING = "*"  # ends a heading that stands for all that begin so
MILLION = 1_000_000  # rates and shares of the value count its millionths
WHOLE_VALUE = "value"  # the whole value, as what a rate is of


class Portion(NamedTuple):
    """The part of the value that a rate is of."""

    fact: str | None = None  # the size of the share; None: the whole value
    rest: bool = False  # whether it is what that share leaves


class TariffRow(NamedTuple):
    """A line of a tariff table: what is paid where its conclusion holds."""

    rule: str
    concludes: str
    layer: str  # the law it belongs to, by which lines leave each other out
    kind: TariffKind
    headings: tuple[str, ...]  # conclusions about classification
    number: str  # the heading as the tariff prints it
    rate: int | None  # millionths; None: something is paid, nobody knows how much
    of: Portion
    suppressed_by: frozenset[str]  # layers under which it is not paid
    contested_by: frozenset[str]  # layers under which that is disputed; the figure has it
    refundable: str  # how it can be had back, or empty
    claimed: bool  # who says nothing does not have it
    note: str
    place: Place
    path: str | None = None  # the door it comes with: it counts where that is claimed and open


class FeeRow(NamedTuple):
    """A fee that comes with an entry."""

    rule: str
    concludes: str
    fee: str  # of the rows of one the first that fits counts
    rate: int | None  # millionths of the value
    fixed: int | None  # cents
    minimum: int | None  # cents
    maximum: int | None  # cents
    value_up_to: int | None  # cents
    suppressed_by: frozenset[str]  # layers of the tariff under which it is not paid
    place: Place
    claimed: bool = False  # who says nothing does not have it
    path: str | None = None  # counts where that door is claimed; for certain where it is open
    security: bool = False  # no cost: it comes back


class Cover(NamedTuple):
    """The days that the tables of the tariff, or of fees, speak of."""

    first: int | None = None  # date ordinal
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules read from a folder, every version of them.

    Example:
        >>> import keiimport
        >>> law = keiimport.load_rulebook()
        >>> [path.title for path in law.paths if path.id == "nhtsa.box_1"]
        ['at least 25 years old']
    """

    version: str  # as it says itself
    hash: str  # SHA-256 of every file it was read from
    vocabulary: Vocabulary
    presumptions: tuple[Presumption, ...]
    agencies: tuple[Agency, ...]
    conclusions: Mapping[str, Conclusion]
    rules: tuple[Rule, ...]
    paths: tuple[Path, ...]
    gates: tuple[Gate, ...] = ()
    remarks: tuple[Remark, ...] = ()
    standards: tuple[Standard, ...] = ()
    states: tuple[StateRow, ...] = ()
    tariff: tuple[TariffRow, ...] = ()
    tariff_cover: Cover = field(default_factory=Cover)
    fees: tuple[FeeRow, ...] = ()
    fees_cover: Cover = field(default_factory=Cover)
    declarations: tuple[Declaration, ...] = ()
    exactly_one: tuple[tuple[str, ...], ...] = ()
    always: tuple[str, ...] = ()  # sentences that every verdict carries
    scope: str = ""  # a clause that limits every answer of yes, or empty
    scenarios: tuple[Scenario, ...] = ()  # hypothetical reforms laid over the law, none of them law
    files: tuple[str, ...] = ()
    folder: str = ""
    overlays: tuple[str, ...] = ()  # the user's folders and files laid over the shipped rules


def entries(rulebook: Rulebook) -> list[Entry]:
    """Everything in `rulebook` that has an id of its own, in the order of its files."""
    return [*rulebook.rules, *rulebook.paths, *rulebook.gates, *rulebook.remarks]


def rules_by_conclusion(rulebook: Rulebook) -> dict[str, list[Rule]]:
    """The rules for each conclusion, in the order of the files."""
    found: dict[str, list[Rule]] = {name: [] for name in rulebook.conclusions}
    for rule in rulebook.rules:
        found.setdefault(rule.concludes, []).append(rule)
    return found
