# SPDX-License-Identifier: Apache-2.0
"""Ten short answers as a reader of a change can judge them: `python -m tests.answers`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import keiimport

GOLDEN: Final = Path(__file__).parent / "check" / "answers.txt"
ROOT: Final = Path(__file__).parents[1]
SHOWN: Final = (ROOT / "README.md", ROOT / "docs" / "car" / "answer.md")
"""The documents that begin with an answer."""
DAY: Final = "2026-11-21"

DEMO: Final = ("2022 Nissan Sakura with a block", "1998 Suzuki Carry to Texas", "2003 Suzuki Jimny")
"""What `make demo` asks."""

QUESTIONS: Final = (
    *DEMO,
    "can I import a 1999 Honda Akty to Texas for $5000?",
    "スズキ キャリイ 平成10年5月 カリフォルニア",
    "November 2001 Nissan X-Trail",
    "2023 Daihatsu Hijet off-road",
    "1998 Subaru Impreza engine swapped",
    "1988 Peugeot 205 GTI registered in France blorb",
    "1990 Honda Super Cub motorcycle 49cc by ship",
)


def answers() -> str:
    """The questions and their answers."""
    return "\n".join(
        f"? {question}\n{keiimport.check(question, date=DAY).to_text()}\n" for question in QUESTIONS
    )


def readme(text: str) -> str:
    """A document with the answer as it is today under its first question."""
    shown = re.compile(r"(\$ keiimport check (.*?) --date (\S+)\n).*?(```)", re.DOTALL)
    found = shown.search(text)
    assert found is not None
    said = keiimport.check(found[2], date=found[3]).to_text()
    return f"{text[: found.end(1)]}{said}\n{text[found.start(4) :]}"


if __name__ == "__main__":
    GOLDEN.write_text(answers(), encoding="utf-8")
    for page in SHOWN:
        page.write_text(readme(page.read_text(encoding="utf-8")), encoding="utf-8")
