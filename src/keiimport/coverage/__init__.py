# SPDX-License-Identifier: Apache-2.0
"""What scenarios show of the rules: which was seen to hold, which to fail, and which neither."""
