# SPDX-License-Identifier: Apache-2.0
"""Pages for people and an HTTP API for programs, from one process on one machine."""
