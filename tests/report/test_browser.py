# SPDX-License-Identifier: Apache-2.0
"""The pages as a browser shows them: laid out, drawn and printed by Chromium."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

import keiimport
from keiimport.report import html

ROOT = Path(__file__).parents[2]
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium is installed here (apt-get install chromium)"
)


@pytest.fixture(scope="module", params=["sakura-2022", "kei-truck-h13", "why"])
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page in a file."""
    name = "sakura-2022" if request.param == "why" else request.param
    verdict = keiimport.evaluate((ROOT / f"examples/{name}.json").read_bytes(), state="GA")
    if request.param == "why":
        text = html.render_why(verdict.why("nhtsa.box_1"))
    else:
        text = verdict.to_html()
    place = tmp_path_factory.mktemp("page") / "page.html"
    place.write_text(text, encoding="utf-8")
    return place


def chromium(file: Path, *options: str) -> bytes:
    """What Chromium prints when it opens a page."""
    assert BROWSER is not None
    profile = f"--user-data-dir={file.parent / 'profile'}"
    called = [BROWSER, *QUIET, profile, *options, file.as_uri()]
    return subprocess.run(called, capture_output=True, timeout=120, check=True).stdout


def test_it_is_taken_as_it_was_written(file: Path) -> None:
    """The browser repairs nothing: as many elements of each kind as were written."""
    shown = chromium(file, "--dump-dom").decode()
    written = file.read_text(encoding="utf-8")
    for tag in ("h1", "h2", "table", "tr", "li", "section", "svg", "a"):
        opening = re.compile(rf"<{tag}[ >]")
        assert len(opening.findall(shown)) == len(opening.findall(written)), tag
    assert "<title>" in shown


def test_it_is_drawn(file: Path) -> None:
    """A screenshot of the size asked for that is not blank."""
    picture = file.parent / "page.png"
    chromium(file, "--window-size=900,1200", f"--screenshot={picture}")
    found = picture.read_bytes()
    assert struct.unpack(">II", found[16:24]) == (900, 1200)
    assert len(found) > 20_000


def test_it_is_printed(file: Path) -> None:
    """A PDF of a few pages, not of hundreds."""
    printed = file.parent / "page.pdf"
    chromium(file, "--no-pdf-header-footer", f"--print-to-pdf={printed}")
    found = printed.read_bytes()
    assert found.startswith(b"%PDF")
    assert 1 <= len(re.findall(rb"/Type\s*/Page\b(?!s)", found)) <= 30
