# SPDX-License-Identifier: Apache-2.0
"""What is known of one case.

Telling: `case` and `models` (what can be told), `fields` (how a field is read), `texts`,
`states`, `standards`, `dates`, `eras`, `units`, `dimensions` (the forms it may take),
`reading` (JSON text and dotted keys), `case_errors` (what is wrong, in plain words),
`writing` (what was told, written back), `fact_types` (the shape of every fact).

The catalogue: `catalogue` (which vehicle it may be), `candidates` and `names` (by code and
by name), `catalogue_rows` and `catalogue_table` (reading it), `identity` (what one number
says), `exhaust` (the prefix of a type code).

Filling in: `complete` (everything known of a case), `completion` (the case meanwhile),
`vehicle_numbers`, `build_date`, `contradictions`, `presumptions`, `sources`
(where a fact comes from).

Shared: `bounds` (what is not known exactly), `comparisons` (tests on facts),
`vocabulary` (the words of facts), `wording` (parts of messages).
"""
