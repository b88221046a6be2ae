# SPDX-License-Identifier: Apache-2.0
"""Coverage of the rules by scenarios: which were seen to hold, to fail, or neither."""
