# SPDX-License-Identifier: Apache-2.0
"""Questions in the words people use, and the answers to them."""
