# SPDX-License-Identifier: Apache-2.0
"""Gherkin features about vehicles, run by `pytest features/` without any step code."""
