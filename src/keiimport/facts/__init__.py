# SPDX-License-Identifier: Apache-2.0
"""What is known of one case: what was told, what the catalogue has, what is presumed."""
