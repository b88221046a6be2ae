# SPDX-License-Identifier: Apache-2.0
"""Whole tables: rows that no rule tells apart are answered once, and the answers joined back.

`Engine.evaluate_many` is the face of it; its docstring names every column in and out.
"""
