# SPDX-License-Identifier: Apache-2.0
"""When: the periods in which every answer stays the same, and what changes it."""
