# SPDX-License-Identifier: Apache-2.0
"""From worlds to a decision: what each door and the whole come to, and on which days."""
