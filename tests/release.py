# SPDX-License-Identifier: Apache-2.0
"""What `make release` built, and how to upload it: `python -m tests.release dist`."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import keiimport

CHANGELOG = Path(__file__).parents[1] / "CHANGELOG.md"


def open_points(version: str, names: list[str], changelog: str) -> list[str]:
    """What is still to be done before this may be uploaded, a sentence each."""
    points = [f"{name} is not version {version}" for name in names if f"-{version}" not in name]
    heading = next(
        (line for line in changelog.splitlines() if line.startswith(f"## [{version}]")), ""
    )
    if not heading:
        points.append(f"CHANGELOG.md has no section for {version}")
    elif "not yet released" in heading:
        points.append(f"CHANGELOG.md says that {version} is not yet released: write the day there")
    return points


def main(folder: Path) -> None:
    """Print each file with its size and SHA-256, and the commands that publish it."""
    version = keiimport.__version__
    files = sorted(folder.iterdir())
    for file in files:
        data = file.read_bytes()
        print(f"{file}  {len(data):,} bytes  sha256 {hashlib.sha256(data).hexdigest()}")
    for point in open_points(version, [file.name for file in files], CHANGELOG.read_text("utf-8")):
        print(f"before that: {point}")
    print("nothing was uploaded; to do it:")
    print(f"  git tag -s v{version} -m 'keiimport {version}' && git push origin v{version}")
    print(f"  twine upload {' '.join(map(str, files))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
