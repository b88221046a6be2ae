# SPDX-License-Identifier: Apache-2.0
"""How the site is built: `make docs`. The reference is written from the definitions first."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "src")]

import reference_pages

import keiimport

reference_pages.main()

project = "keiimport"
author = "the keiimport maintainers"
release = version = keiimport.__version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4
exclude_patterns = ["conf.py", "reference_pages.py"]
html_theme = "furo"
html_title = f"keiimport {release}"
autodoc_typehints = "description"
autodoc_member_order = "bysource"
# a class that the table of contents lists once more under its short name is no mistake
suppress_warnings = ["ref.python", "autosectionlabel.*"]
