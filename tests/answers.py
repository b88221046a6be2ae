# SPDX-License-Identifier: Apache-2.0
"""Ten short answers as a reader of a change can judge them: `python -m tests.answers`."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import keiimport

GOLDEN: Final = Path(__file__).parent / "check" / "answers.txt"
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


if __name__ == "__main__":
    GOLDEN.write_text(answers(), encoding="utf-8")
