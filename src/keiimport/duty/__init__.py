# SPDX-License-Identifier: Apache-2.0
"""What Customs collects: a plan of lines for one heading, the money of it, what may be.

A `Plan` says which lines of the tariff are paid and at which rates; it does not know the
value. `money` turns a plan, a value and shares into cents. `cases` finds every plan that is
possible for what is known, and `account` writes it all down for the verdict.
"""
