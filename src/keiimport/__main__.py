# SPDX-License-Identifier: Apache-2.0
"""`python -m keiimport` is the command line."""

from keiimport.cli import run

if __name__ == "__main__":
    run()
