# SPDX-License-Identifier: Apache-2.0
"""Deciding a case: the outcome of every path and of the whole, and the days on which it changes."""
