# SPDX-License-Identifier: Apache-2.0
"""`python -m keiimport.gherkin` lists every step with its meaning."""

import sys

from keiimport.gherkin.steps import KNOWN

if __name__ == "__main__":
    for known in KNOWN:
        sys.stdout.write(f"{known.kind.capitalize()} {known.words}\n    {known.meaning}\n")
