# SPDX-License-Identifier: Apache-2.0
# `make demo` and `make test` need Python 3.11 or newer and make. Everything else is fetched into
# .venv by the first call. durable-rules, the second engine, is compiled there on Python 3.11 and
# 3.12: `make test` needs a C compiler and the Python headers for it, `make demo` does without.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet

ASK1     := 2022 Nissan Sakura with a block
ASK2     := 1998 Suzuki Carry to Texas
ASK3     := 2003 Suzuki Jimny
SCHEMAS  := case mapping rules verdict
CHECKED  := $(wildcard src tests benchmarks docs)
MINUTES  := 5
PYTEST   := $(BIN)/pytest -n 2 --dist worksteal
COVERED  := --under federal --fail --format text
# what is imported is compiled once and kept: many tests begin Python anew, and half of what is
# installed is never imported
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo test lint format types layers yaml unit coverage-of-rules \
  mutants soak check-generated bench bench-many release docs generate clean

help:  ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|' 2>/dev/null \
	  || sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1: \2/p' $(MAKEFILE_LIST)

# --- environments: each stamp is older than pyproject.toml only when it must be redone ---

$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "keiimport needs Python 3.11 or newer; try: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml
	@$(PIP) install --editable '.[gherkin,rete]' 2>$(VENV)/rete.log \
	  || { echo "durable-rules cannot be compiled here ($(VENV)/rete.log says why);" \
	      "the naive engine gives the second opinion in its place" >&2; \
	    $(PIP) install --editable '.[gherkin]'; }
	@touch $@

$(VENV)/.dev: $(VENV)/.created pyproject.toml
	$(PIP) install --no-compile --editable '.[all]' --group dev
	@touch $@ $(VENV)/.installed

$(VENV)/.bench: $(VENV)/.installed
	$(PIP) install --group bench
	@touch $@

# its pins are its own, and nothing of keiimport runs there
$(VENV)-openfisca/.installed:
	$(PYTHON) -m venv $(VENV)-openfisca
	$(VENV)-openfisca/bin/python -m pip --disable-pip-version-check --quiet install 'openfisca-core>=43'
	@touch $@

# --- what people come for ---

demo: $(VENV)/.installed  ## ask about a 2022 Sakura, a 1998 Carry and a 2003 Jimny
	@for question in '$(ASK1)' '$(ASK2)' '$(ASK3)'; do \
	  echo "\$$ keiimport check $$question"; \
	  $(BIN)/keiimport check $$question || exit $$?; echo; \
	done

test: $(VENV)/.dev  ## every check and every test
	@$(MAKE) --no-print-directory lint yaml
	@# the others one after another beside the tests, which often wait
	@$(MAKE) --no-print-directory --jobs=2 unit types docs coverage-of-rules layers check-generated

bench: $(VENV)/.bench  ## measure one evaluation, side by side with another engine
	$(BIN)/python -m benchmarks single

bench-many: $(VENV)/.bench $(VENV)-openfisca/.installed  ## measure whole tables, beside others
	$(BIN)/python -m benchmarks many --openfisca $(VENV)-openfisca/bin/python

# --- the checks, one by one ---

lint: $(VENV)/.dev  ## style: ruff
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/ruff format --check $(CHECKED)

types: $(VENV)/.dev  ## types: mypy, strict
	$(BIN)/mypy

layers: $(VENV)/.dev  ## who may import whom: import-linter
	$(BIN)/lint-imports

yaml: $(VENV)/.dev  ## the form of the rule files: yamllint
	$(BIN)/yamllint --strict rules

check-generated: $(VENV)/.dev  ## schema/ and the sections of a case are what `make generate` writes
	@$(BIN)/python -m tests.models --check
	@for name in $(SCHEMAS); do \
	  $(BIN)/keiimport rules schema $$name | diff -u schema/$$name.schema.json - \
	    || { echo "schema/$$name.schema.json is out of date; run: make generate" >&2; exit 1; }; \
	done

docs: $(VENV)/.dev  ## the site, into build/docs; a warning is an error
	$(BIN)/sphinx-build --quiet --fail-on-warning --keep-going -d build/doctrees docs build/docs

unit: $(VENV)/.dev  ## tests and features
	$(PYTEST)

coverage-of-rules: $(VENV)/.installed  ## which federal rules the features show true, and false
	$(BIN)/keiimport rules coverage features $(COVERED)

soak: $(VENV)/.dev  ## random inputs over and over: MINUTES=5, SEED=a new one each time
	$(BIN)/python -m tests.soak --minutes $(MINUTES) $(if $(SEED),--seed $(SEED)) \
	  $(if $(FIGURES),--figures) --processes $(or $(PROCESSES),1)
	KEIIMPORT_SOAK=1 $(BIN)/pytest -q tests/web

mutants: $(VENV)/.dev  ## which small mistakes in the rules and their tables no scenario would notice
	$(BIN)/python -m tests.mutants

# --- what others install ---

release: $(VENV)/.dev  ## build and check what is published, and say what to upload; uploads nothing
	@rm -rf dist
	@SOURCE_DATE_EPOCH=$${SOURCE_DATE_EPOCH:-$$(git log -1 --format=%ct)} \
	  $(BIN)/python -m build --no-isolation --outdir dist . >build.log 2>&1 \
	  || { cat build.log >&2; exit 1; }
	@rm -f build.log
	@$(BIN)/twine check --strict dist/*
	@$(BIN)/python -m tests.release dist

# --- what writes files ---

format: $(VENV)/.dev  ## write the code in the one style
	$(BIN)/ruff check --fix $(CHECKED)
	$(BIN)/ruff format $(CHECKED)

generate: $(VENV)/.dev  ## write the sections of a case, schema/, the table of doors and the answers that tests hold anew
	@$(BIN)/python -m tests.models
	@$(BIN)/python -m tests.doors
	@$(BIN)/python -m tests.answers
	@mkdir -p schema
	@for name in $(SCHEMAS); do \
	  $(BIN)/keiimport rules schema $$name > schema/$$name.schema.json || exit 1; \
	done

clean:  ## remove the environment and every cache
	rm -rf $(VENV) $(VENV)-openfisca build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find src tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +
