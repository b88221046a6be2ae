# SPDX-License-Identifier: Apache-2.0
"""What is known of one case.

Telling: `case`, `models` (its sections, written from `rules/facts.yaml`), `sections` and `fields`
(how they are read and written), `fact_types` (the shape of every fact), `texts`, `states`, `dates`,
`eras`, `units`, `dimensions`, `currencies` (the forms a value may take), `reading` (JSON text and
dotted keys), `writing` (what was told, written back), `headings` (the columns of a table).

The catalogue: `catalogue` (which vehicle it may be), `candidates` and `names` (by code and
by name), `catalogue_rows` and `catalogue_table` (reading it), `identity` (what one number
says), `exhaust` (the prefix of a type code).

Filling in: `complete` (everything known of a case), `completion` (the case meanwhile),
`vehicle_numbers`, `build_date`, `contradictions`, `presumptions`, `sources`
(where a fact comes from).

Shared: `bounds` (what is not known exactly), `comparisons` (tests on facts),
`vocabulary` (the words of facts), `wording` (parts of messages).
"""
