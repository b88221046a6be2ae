# SPDX-License-Identifier: Apache-2.0
"""The facts of one case: told, taken from the catalogue, or presumed."""
