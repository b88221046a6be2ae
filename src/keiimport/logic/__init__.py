# SPDX-License-Identifier: Apache-2.0
"""The Program that a rulebook comes down to, and the engines that run it."""
