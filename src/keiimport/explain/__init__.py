# SPDX-License-Identifier: Apache-2.0
"""Explaining a decision: proofs, reasons, questions, counterfactuals, remedies and the timeline."""
