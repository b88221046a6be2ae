# SPDX-License-Identifier: Apache-2.0
"""A verdict, or the proof of one path, as a page that reads and prints like a short opinion.

The templates lie in `templates/`: `page.html` is the frame of every page, `parts.html` has the
macros for an answer, its sections, its timeline and a proof, which other pages use too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from keiimport.report import proof
from keiimport.report.picture import picture
from keiimport.report.sections import sections
from keiimport.report.view import view
from keiimport.report.words import TRUTHS, Json, clean, cleaned, day_words, rules_used

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_JAPANESE: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]+")


def render(verdict: Json, timeline: Json | None = None, *, full: bool = False) -> str:
    """Write a verdict, and its timeline, as one page that needs nothing besides itself.

    Keys of the JSON form that are missing or empty are passed over. In full it has the doors
    that are closed, every reason, the facts and the safety standards too.
    """
    return _written("verdict.html", **shown(verdict, timeline, full=full))


def shown(
    verdict: Json, timeline: Json | None = None, *, full: bool = False, unread: Sequence[str] = ()
) -> dict[str, Any]:
    """What a page shows of a verdict: as `render` takes it, and the words not understood."""
    return {
        "view": view(verdict, unread),
        "sections": sections(verdict, full=full),
        "timeline": picture(timeline) if timeline else None,
        "full": full,
        "foot": made_by(verdict),
    }


def render_answer(verdict: Json) -> str:
    """Write the short answer as a piece of a page, such as a notebook shows."""
    return _written("answer.html", view=view(verdict))


def render_why(why: Json) -> str:
    """Write the proof of a path as one page that needs nothing besides itself."""
    found = proof.lines(why.get("proof") or {}, whole=True)
    return _written("why.html", why=proof.said(why), proof=found, marks=TRUTHS, foot=made_by(why))


def made_by(verdict: Json) -> str:
    """The days that an answer holds for and the rules that it was made by, in a sentence."""
    verdict = cleaned(verdict)
    entry, law = day_words(verdict["entry_date"]), day_words(verdict["law_as_of"])
    return f"Entry on {entry}, law of {law}, rulebook {rules_used(verdict)}."


def _written(name: str, **told: Any) -> str:
    return environment().get_template(name).render(told)


@cache
def environment(*packages: str) -> Environment:
    """The templates, first those of other packages; what fills them is cleaned and escaped."""
    # only pages need it, and it takes as long to import as an answer
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    loaders = [PackageLoader(package) for package in (*packages, "keiimport.report")]
    made = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=lambda name: str(name).endswith((".html", ".css")),
        undefined=StrictUndefined,
        # a text is cleaned; markup is made of such already
        finalize=lambda value: clean(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    made.filters["said"] = _said
    return made


def _said(value: object) -> Markup:
    """A text as markup; Japanese words are marked as such, for voices and fonts.

    No line begins with a percent sign.
    """
    from markupsafe import Markup, escape

    safe = str(escape(clean(value))).replace(" %", "\N{NO-BREAK SPACE}%")
    return Markup(_JAPANESE.sub(lambda found: f'<span lang="ja">{found[0]}</span>', safe))
