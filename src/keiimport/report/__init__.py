# SPDX-License-Identifier: Apache-2.0
"""A verdict in a form for people, made from its JSON form alone."""
