# SPDX-License-Identifier: Apache-2.0
"""HTML in which nothing that was not written as markup can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import Final

from keiimport.report.words import clean

_JAPANESE: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uff01-\uff60]+")
_EMPTY: Final = frozenset({"br", "meta", "link", "col", "rect", "line"})


class Markup(str):
    """Text that is markup already; every other text is escaped."""

    __slots__ = ()


Part = str | None | Iterable["Part"]


def tag(name: str, *parts: Part, **attributes: str | None) -> Markup:
    """An element.

    Args:
        name: its name.
        parts: what stands in it: markup, text (which is escaped), None, or several of these.
        attributes: its attributes; those that are None are left out, a final `_` is dropped
            and other `_` become `-`.
    """
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(clean(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Markup(f"<{name}{told}>" if name not in ("rect", "line") else f"<{name}{told}/>")
    return Markup(f"<{name}{told}>{text(parts)}</{name}>")


def text(part: Part) -> Markup:
    """Any part as markup; Japanese words are marked as such, for voices and fonts."""
    if part is None:
        return Markup("")
    if isinstance(part, Markup):
        return part
    if isinstance(part, str):
        safe = escape(clean(part))
        return Markup(_JAPANESE.sub(lambda found: f'<span lang="ja">{found[0]}</span>', safe))
    return Markup("".join(text(inner) for inner in part))
