# SPDX-License-Identifier: Apache-2.0
"""Why nothing helps: facts that shut a door, whatever else is changed."""

from __future__ import annotations

from functools import partial

from keiimport.explain.remedies.model import Block, Way
from keiimport.explain.remedies.setting import Setting
from keiimport.explain.remedies.sieve import Sieve
from keiimport.explain.words import listed, title
from keiimport.facts.vocabulary import Vocabulary


def blocked(setting: Setting, sieve: Sieve, id: str, outcome: str) -> Way:
    """Why nothing helps: facts that shut the door, whatever the others are.

    Facts are let go one after the other, those of which least is sure first; what
    remains is needed, every single one.
    """
    facts = [
        name
        for name in setting.known
        if name in sieve.reads and name not in sieve.candidates and name not in setting.loose
    ]
    facts.sort(key=partial(_weight, setting), reverse=True)
    everything = frozenset(facts)
    alone = (frozenset({name}) for name in facts)
    kept = next((one for one in alone if sieve.shut(sieve.candidates | (everything - one))), None)
    if kept is None:
        free = sieve.candidates
        for name in reversed(facts):
            if sieve.shut(free | {name}):
                free |= {name}
        kept = everything - free
    vocabulary = setting.index.rulebook.vocabulary
    blocks = tuple(
        Block(name, title(name, vocabulary), _in_words(setting.known[name].text, name, vocabulary))
        for name in sorted(kept, key=setting.place_of)
    )
    say = vocabulary.say
    words = listed(say("remedy.block", title=each.title, value=each.value) for each in blocks)
    because = say("remedy.blocked" if words else "remedy.blocked_alone", facts=words)
    return Way(id, outcome, "nothing", (), blocks, (), because)


def _in_words(text: str, name: str, vocabulary: Vocabulary) -> str:
    """A value as people write it: a choice in its words."""
    fact = vocabulary.get(name)
    return text if fact is None or fact.type.kind != "choice" else fact.word(text)


def _weight(setting: Setting, name: str) -> tuple[int, int]:
    """How much a fact is worth as a reason: what was told most, what is presumed least."""
    sources = ("presumed", "today", "catalogue")
    source = setting.known[name].source
    return (
        sources.index(source) if source in sources else len(sources),
        -setting.levers.order.get(name, 0),
    )
