# SPDX-License-Identifier: Apache-2.0
"""The law as read from rule files."""
