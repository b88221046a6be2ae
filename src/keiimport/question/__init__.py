# SPDX-License-Identifier: Apache-2.0
"""Questions in everyday words, and their answers."""
