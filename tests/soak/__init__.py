# SPDX-License-Identifier: Apache-2.0
"""Random inputs by the million, with what must hold of each."""
