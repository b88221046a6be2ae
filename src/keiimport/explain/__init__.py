# SPDX-License-Identifier: Apache-2.0
"""From truths to an answer: outcomes, reasons, questions."""
