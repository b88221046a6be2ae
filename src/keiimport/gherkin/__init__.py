# SPDX-License-Identifier: Apache-2.0
"""Gherkin features about vehicles, run by `pytest features/` with no step code of one's own."""
