# SPDX-License-Identifier: Apache-2.0
"""Whole tables: columns in, each different row decided once, columns out. Needs Polars."""
