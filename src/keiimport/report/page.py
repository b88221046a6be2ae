# SPDX-License-Identifier: Apache-2.0
"""The frame of a page: its head, its style, its list of contents. It needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from keiimport.report.markup import Markup, tag

_STYLE: Final = Markup("""
:root { color-scheme: light; --ink: #1b1b1b; --soft: #4d4d4d; --line: #bfbfbf; --link: #0b4a8f;
  --yes: #14532d; --no: #8a1c0f; --wait: #6b4e00; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 52rem; background: #fff;
  color: var(--ink); font: 1.0625rem/1.55 Georgia, "Times New Roman", "Noto Serif", serif; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { font-size: 1.9rem; margin: 0 0 .5rem; }
h2 { font-size: 1.3rem; margin: 2.25rem 0 .6rem; padding-top: .6rem;
  border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 1.4rem 0 .4rem; }
p { margin: .5rem 0; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
.kicker, nav, dt, th, .note, .cite, footer, .mark, svg text, caption {
  font-family: "Helvetica Neue", Arial, "Noto Sans", sans-serif; }
.kicker { margin: 0 0 .25rem; color: var(--soft); font-size: .9rem; }
.answer { font-size: 1.15rem; }
.note, .cite { color: var(--soft); font-size: .875rem; }
nav ul { list-style: none; margin: 1rem 0 0; padding: 0; display: flex; flex-wrap: wrap;
  gap: .25rem 1.1rem; font-size: .9rem; }
nav li { margin: 0; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1rem; margin: 1rem 0; }
dt { color: var(--soft); font-size: .9rem; padding-top: .1rem; }
dd { margin: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
caption { text-align: left; font-weight: bold; font-size: .95rem; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .4rem .7rem .4rem 0;
  border-bottom: 1px solid var(--line); }
thead th { font-size: .85rem; color: var(--soft); }
tbody th { font-size: .95rem; white-space: nowrap; }
td p:first-child { margin-top: 0; }
ol, ul { padding-left: 1.5rem; }
li { margin: .45rem 0; }
.mark { font-weight: bold; }
.yes { color: var(--yes); } .no { color: var(--no); } .wait { color: var(--wait); }
.banner { border: 2px solid currentColor; padding: .5rem .8rem; }
.proof, .proof ul { list-style: none; }
.proof { padding-left: 0; }
.proof ul { border-left: 1px solid var(--line); padding-left: 1.1rem; margin-left: .45rem; }
figure { margin: 0; }
svg { width: 100%; height: auto; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .8rem;
  color: var(--soft); font-size: .85rem; overflow-wrap: anywhere; }
@media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .4rem; }
  tbody th { white-space: normal; } }
@media print { @page { margin: 18mm; } body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav, .skip { display: none; } a { color: inherit; text-decoration: none; }
  tr, li, figure { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
  thead { display: table-header-group; } }
""")


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page.

    Attributes:
        name: its name in addresses, a word.
        title: its heading.
        body: what stands under it.
    """

    name: str
    title: str
    body: Markup


def page(title: str, head: Markup, sections: Sequence[Section], foot: Markup) -> str:
    """A whole page.

    Args:
        title: what the window and the tab are called.
        head: what stands above the sections, with the one heading of the first level.
        sections: the sections, each of which gets a heading of the second level.
        foot: what stands below them.
    """
    contents = tag(
        "nav",
        tag("ul", [tag("li", tag("a", part.title, href=f"#{part.name}")) for part in sections]),
        aria_label="Contents",
    )
    body = [
        tag("section", tag("h2", part.title, id=f"{part.name}-title"), part.body,
            id=part.name, aria_labelledby=f"{part.name}-title")
        for part in sections
    ]  # fmt: skip
    document = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name_="viewport", content="width=device-width, initial-scale=1"),
            tag("title", title),
            tag("style", _STYLE),
        ),
        "\n",
        tag(
            "body",
            tag("a", "Skip to the answer", class_="skip", href="#answer"),
            "\n",
            tag("main", tag("header", head, contents if sections else None, id="answer"), body),
            "\n",
            tag("footer", foot),
        ),
        lang="en",
    )
    return f"<!DOCTYPE html>\n{document}"
