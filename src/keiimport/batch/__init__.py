# SPDX-License-Identifier: Apache-2.0
"""Files of any size: rows in, verdict columns out, in chunks that fit in memory."""
