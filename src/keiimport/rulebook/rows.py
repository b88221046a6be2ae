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
    """What a state says of one kind of vehicle: a row of a table of states.

    Attributes:
        rule: the rule that says whether the row holds; it has the law and the words.
        state: two capital letters, or `ANY_STATE`.
        kind: the kind of vehicle it is about, such as `kei`.
        rank: of the rows of a state that hold, that with the lowest rank is the answer.
        outcome: what the state says.
        titled: whether it can be titled, which is not the same as being driven.
        interstates: whether it may use them; empty where nothing is known.
        posted_up_to: the highest posted speed of the roads it may use, in micrometres
            per hour as every speed, or None.
        last_checked: the day on which the row was last compared with its sources (date
            ordinal).
        conditions: further conditions, one plain sentence each.
        sources: what each source says and where, side by side.
        texts: the other columns of words, by their names.
    """

    rule: str
    concludes: str
    state: str
    kind: str
    rank: int
    outcome: StateOutcome
    titled: YesNo
    interstates: YesNo
    posted_up_to: int | None
    last_checked: int
    conditions: tuple[str, ...]
    sources: tuple[str, ...]
    texts: Mapping[str, str]
    place: Place

    @property
    def is_alternative(self) -> bool:
        """Whether it is only another way beside the state's answer."""
        return self.rank >= ALTERNATIVE_RANK


DUTY_PREFIX = "duty."
"""Begins the conclusions that nothing but the duty asks for."""

TariffKind = Literal["base", "add", "floor", "instead"]

ANY_HEADING = "*"
"""Ends the heading of a line that every heading beginning so shares."""

MILLION = 1_000_000
"""Rates and shares of the value count its millionths."""

WHOLE_VALUE = "value"
"""What a rate is of, where it is not of a share of the value."""


class Portion(NamedTuple):
    """The part of the value that a rate is of.

    Attributes:
        fact: the fact that says how large a share is, or None for the whole value.
        rest: whether it is what that share leaves.
    """

    fact: str | None = None
    rest: bool = False


class TariffRow(NamedTuple):
    """A line of a tariff table: what is paid where its conclusion holds.

    Attributes:
        rule: the rule that says whether it holds; it has the law, the window, the words.
        layer: the law it belongs to, by which lines leave each other out.
        kind: `base` is the column 1 duty; `add` adds to it; `floor` fills it up to its
            rate, the largest floor alone; `instead` stands in place of every other line.
        headings: the conclusions about classification that it concerns.
        number: the heading as the tariff prints it.
        rate: the millionths that are paid, or None where something is, but not known how much.
        of: the part of the value that the rate is of.
        suppressed_by: layers under which it is not paid.
        contested_by: layers under which it is disputed whether it is paid; the figure has it.
        refundable: how it can be had back, or empty.
        claimed: whether it must be claimed, so that nobody who says nothing has it.
        path: the door that it comes with, or None: it counts only where that door is claimed
            and open.
    """

    rule: str
    concludes: str
    layer: str
    kind: TariffKind
    headings: tuple[str, ...]
    number: str
    rate: int | None
    of: Portion
    suppressed_by: frozenset[str]
    contested_by: frozenset[str]
    refundable: str
    claimed: bool
    note: str
    place: Place
    path: str | None = None


class FeeRow(NamedTuple):
    """A fee that comes with an entry.

    Attributes:
        rule: the rule that says whether it holds; it has the law, the window, the words.
        fee: the fee it is a figure of; of the rows of a fee the first that fits counts.
        rate: millionths of the value, or None for a fee that does not depend on it.
        fixed: cents, or None.
        minimum, maximum: cents, or None.
        value_up_to: the highest value it is for (cents), or None.
        suppressed_by: layers of the tariff under which it is not paid.
        claimed: whether it must be claimed, so that nobody who says nothing has it.
        path: the door that it comes with, or None: it counts only where that door is claimed,
            and for certain only where it is open.
        security: whether it is no cost but a security, which comes back.
    """

    rule: str
    concludes: str
    fee: str
    rate: int | None
    fixed: int | None
    minimum: int | None
    maximum: int | None
    value_up_to: int | None
    suppressed_by: frozenset[str]
    place: Place
    claimed: bool = False
    path: str | None = None
    security: bool = False


class Cover(NamedTuple):
    """The days that the tables of the tariff, or of fees, speak of.

    Attributes:
        first: the first day (date ordinal), or None.
        last: the last day, or None.
    """

    first: int | None = None
    last: int | None = None


NO_COVER = Cover()
