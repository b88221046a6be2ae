# SPDX-License-Identifier: Apache-2.0
"""The rows of tables that are more than rules: what states say, lines of the tariff, fees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, NamedTuple

from keiimport.errors import Place

StateOutcome = Literal["allowed", "restricted", "banned", "unclear"]
YesNo = Literal["yes", "no", "unclear", ""]

ANY_STATE = "any"
"""Stands in a table of states for a row that every state shares."""

STATE_PREFIX = "state."
"""Begins the conclusions that nothing but the answer of a state asks for."""

ALTERNATIVE_RANK = 90
"""From this rank on a row is never a state's answer, only another way beside it."""


class StateRow(NamedTuple):
    """What a state says of one kind of vehicle: a row of a table of states."""

    rule: str  # says whether the row holds; it has the law, the window and the words
    concludes: str
    state: str  # two capital letters, or `ANY_STATE`
    kind: str  # such as `kei`
    rank: int  # of the rows of a state that hold, that with the lowest rank is the answer
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


FIGURES = dict.fromkeys(("fixed", "minimum", "maximum", "value_up_to"), "money")
FIGURES["posted_up_to"] = "speed"
"""The columns of figures, and their dimension."""

DUTY_PREFIX = "duty."
"""Begins the conclusions that nothing but the duty asks for."""

TariffKind = Literal["base", "add", "floor", "instead"]
"""`base` is the column 1 duty; `add` adds to it; `floor` fills it up to its rate, the largest floor
alone; `instead` stands in place of every other line."""

ANY_HEADING = "*"
"""Ends the heading of a line that every heading beginning so shares."""

MILLION = 1_000_000
"""Rates and shares of the value count its millionths."""

WHOLE_VALUE = "value"
"""What a rate is of, where it is not of a share of the value."""


class Portion(NamedTuple):
    """The part of the value that a rate is of."""

    fact: str | None = None  # says how large a share is; None: the whole value
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
