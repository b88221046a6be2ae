# SPDX-License-Identifier: Apache-2.0
"""How fast one evaluation is, measured side by side with others in one run."""
