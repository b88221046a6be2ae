# SPDX-License-Identifier: Apache-2.0
"""The Python interface: an engine is a rulebook ready to evaluate cases."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path as Folder
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from keiimport.decide.rule_index import ENTRY_DAY, RuleIndex
from keiimport.errors import need
from keiimport.explain.counterfactuals import case_facts
from keiimport.facts.case import Case, StatedValue
from keiimport.facts.catalogue import Catalogue
from keiimport.facts.complete import CompletedCase, Completer
from keiimport.facts.contradictions import check_plausible
from keiimport.facts.problems import bad_input
from keiimport.facts.texts import state_asked
from keiimport.logic.bundle import bundle_of, keep
from keiimport.logic.engines import EngineName, make_judge
from keiimport.memory import Memory
from keiimport.rulebook.arguments import checked, day_of
from keiimport.rulebook.files import read_data, read_tables
from keiimport.rulebook.model import Rulebook
from keiimport.states import STATE
from keiimport.tables import MOST_ANSWERS  # with which a fork is seen from now on
from keiimport.verdict import Verdict

if TYPE_CHECKING:
    from keiimport.session import EngineName as SessionEngine
    from keiimport.session import Session
    from keiimport.tables.table import Table

Told = Mapping[str, StatedValue]  # what a case says, by the names of facts

EVERY_STATE = "all"  # asks for the map of the states
MOST_TABLES = 4  # sets of options of `evaluate_many` for which answers are kept


class TableQuestion(TypedDict, total=False):
    """What may be asked of every row of a table.

    Attributes:
        outputs: the columns of the answer, in order (`answer_columns` has them); all but
            `reasons` when left out. Asking for less takes less time.
        reasons: whether to add the chain of reasons, as JSON.
        as_of: the day whose law to use, instead of that of the entry day.
        strict: presume nothing.
        today: the day to use where a row names no day of entry; default: today.
        state: a name or two letters, to ask that state instead of `entry.state`.
    """

    outputs: Sequence[str] | None
    reasons: bool
    as_of: date | str | None
    strict: bool
    today: date | str | None
    state: str | None


class Engine:
    """Evaluates cases under one rulebook.

    Any number of threads may use one engine at once, and get the answers that one thread gets:
    what an engine remembers changes no answer, only how long it takes. A `Session` belongs to
    one thread at a time.

    Args:
        rulebook: a rulebook, a folder of rules, or None for the rules that are shipped.
        engine: `kernel`, or the second opinion that its answers are held against:
                `naive`, `rete`, or `both` (`rete`).
        scenarios: names of hypothetical reforms to lay over a folder of rules.
        overlays: folders or files of one's own to lay over a folder of rules; every verdict
            names them.

    Raises:
        RuleError: the rules cannot be read.
        InputError: there is no such engine, scenario or overlay here.

    Example:
        >>> import keiimport
        >>> engine = keiimport.Engine()
        >>> sakura = {"vehicle.make": "Nissan", "vehicle.model": "Sakura"}
        >>> sakura |= {"vehicle.manufactured": "2022-06", "entry.date": "2026-11-21"}
        >>> engine.evaluate(sakura).outcome, engine.evaluate(sakura, strict=True).outcome
        ('not_yet', 'undetermined')
    """

    @checked
    def __init__(
        self,
        rulebook: Rulebook | Folder | str | None = None,
        engine: EngineName = "kernel",
        scenarios: Iterable[str] = (),
        overlays: Iterable[Folder | str] = (),
    ) -> None:
        self._bundle = bundle_of(rulebook, scenarios, overlays)
        self.index = RuleIndex(self._bundle)
        self.name: EngineName = engine
        self._judge = make_judge(engine, self._bundle, self.index.roots)
        self._tables: Memory[Hashable, Table] = Memory(MOST_TABLES)

    @property
    def rulebook(self) -> Rulebook:
        """The rules this engine answers by."""
        return self._bundle.rulebook

    @cached_property
    def catalogue(self) -> Catalogue:
        """The vehicles known by make, model and chassis code."""
        if self._bundle.catalogue is None:
            folder, overlays = self.rulebook.folder, self.rulebook.overlays
            self._bundle.catalogue = Catalogue.read(
                read_tables(folder, "vehicles", overlays),
                names=read_data(folder, "model-names.csv", overlays),
                exhaust=read_data(folder, "exhaust-prefixes.csv", overlays),
                machines=read_data(folder, "machines.csv", overlays),
            )
        return self._bundle.catalogue

    @checked
    def evaluate(
        self,
        case: object,
        *,
        as_of: date | str | None = None,
        strict: bool = False,
        today: date | str | None = None,
        state: str | None = None,
    ) -> Verdict:
        """Evaluate one case, as `keiimport.evaluate` does, under the rules of this engine.

        The arguments and the errors are the same; `today` is the day to use where the case names no
        day of entry (default: that of the call).
        """
        told = Case.parse(case).told()
        law, day = day_of(as_of, "as_of"), day_of(today, "today") or date.today()
        return self._verdict(told, law, strict, day, state)

    def _verdict(
        self, told: Told, as_of: date | None, strict: bool, today: date, state: str | None
    ) -> Verdict:
        asked = {} if state in (None, EVERY_STATE) else {STATE: state_asked(state)}
        told = {**told, **asked}
        check_plausible(told, self.rulebook.vocabulary.limited)

        def fill(more: Told) -> CompletedCase:
            completed = self.completer.completed({**told, **more}, today)
            return completed.strictly() if strict else completed

        completed = fill({})
        day = completed.known[ENTRY_DAY].bounds.low
        if as_of is not None:
            day = as_of.toordinal()
        assert day is not None
        facts = case_facts(completed, day, as_of is not None, strict=strict)
        book, every_state = self.rulebook, state == EVERY_STATE
        laws = (book.folder, self.name, tuple(e.id for e in book.scenarios), book.overlays)
        again = (_again, (laws, book.hash, told, as_of, strict, today, state))
        return Verdict(
            self.index, self._judge, self.name, completed, facts, fill, every_state, again
        )

    def evaluate_many(self, rows: object, **asked: Unpack[TableQuestion]) -> Any:
        """Evaluate every row of a table, as `keiimport.evaluate_many` does, under these rules.

        The arguments, the result and the errors are the same. Rows that nothing tells apart are
        answered once, and the answers are remembered for the next table with the same options.

        The columns of a frame may also be structs named `vehicle`, `importer` and `entry`; for a
        lazy frame the result is lazy. A figure, or a word on what the vehicle looks like, that
        cannot be read costs no row: it is set aside with a warning.
        """
        return self.table(**asked).answers(rows)

    @checked
    def table(
        self,
        *,
        outputs: Sequence[str] | None = None,
        reasons: bool = False,
        as_of: date | str | None = None,
        strict: bool = False,
        today: date | str | None = None,
        state: str | None = None,
    ) -> Table:
        """The table that answers `evaluate_many` with some options; it remembers its answers."""
        law, day = day_of(as_of, "as_of"), day_of(today, "today") or date.today()
        if state is not None and state != EVERY_STATE:
            state_asked(state)
        name = (None if outputs is None else tuple(outputs), reasons, law, strict, day, state)
        kept = [each.kept for each in [*self._tables.values()]]  # others may add one
        if sum(kept) > MOST_ANSWERS:
            self._tables.clear()

        def answer(told: Told) -> Verdict:
            return self._verdict(told, law, strict, day, state)

        def make() -> Table:
            need("batch", "tables", "polars")
            from keiimport.tables.table import Table

            return Table(self.index, answer, outputs, reasons, strict)

        return self._tables.recall(name, make)

    def answer_columns(self) -> tuple[str, ...]:
        """The columns that `evaluate_many` can give, in order, but for `error`."""
        from keiimport.tables.columns import output_columns

        return tuple(output_columns(self.index))

    def session(
        self,
        *,
        as_of: date | str | None = None,
        engine: SessionEngine | None = None,
        follow: Iterable[str] | None = None,
        **given: object,
    ) -> Session:
        """A conversation under these rules: tell one fact, see what follows.

        Args:
            as_of: the day whose law to use, instead of that of the entry day.
            engine: `rete` or `kernel`; whichever this Python can run when left out.
            follow: the conclusions, and the paths by their ids, to follow; default: all.
            given: what is told from the start, by section: `vehicle={"make": "Suzuki"}`.

        Raises:
            InputError: what is given cannot be understood.
        """
        from keiimport.session import Session

        return Session(self._bundle, as_of=as_of, engine=engine, follow=follow, **given)

    def keep(self) -> None:
        """Keep the compiled rules for the next start of this library."""
        keep(self._bundle)

    def forget(self) -> None:
        """Forget what was worked out for earlier cases, which changes no answer but costs time."""
        self.index.forget()
        self._tables.clear()

    @cached_property
    def completer(self) -> Completer:
        """Completes cases from the catalogue and the presumptions."""
        book = self.rulebook
        standards = [standard.number for standard in book.standards]
        return Completer(book.vocabulary, self.catalogue, book.presumptions, standards)


@checked
@lru_cache(maxsize=4)
def engine_of(
    folder: str,
    engine: EngineName,
    scenarios: Iterable[str] = (),
    overlays: Iterable[Folder | str] = (),
) -> Engine:
    """An engine for a folder of rules (empty: those shipped), cached for the last few."""
    return Engine(folder or None, engine, scenarios, overlays)


def _again(laws: Any, hash: str, told: Told, *asked: Any) -> Verdict:
    """Evaluate a verdict of another process again, under the same rules only."""
    engine = engine_of(*laws)
    if engine.rulebook.hash != hash:
        raise bad_input("other_rules", got=engine.rulebook.hash, folder=laws[0])
    as_of, strict, today, state = asked
    return engine._verdict(told, as_of, strict, today, state)
