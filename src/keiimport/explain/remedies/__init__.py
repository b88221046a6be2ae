# SPDX-License-Identifier: Apache-2.0
"""What if: the smallest sets of changes that open a door, each tried out."""
