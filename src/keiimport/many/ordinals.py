# SPDX-License-Identifier: Apache-2.0
"""Days of Python and days of Polars."""

UNIX = 719163
"""The ordinal of 1970-01-01, from which Polars counts days."""
