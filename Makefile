# Anxin. `make run` sets up and starts everything; `make test` runs every test; `make check` is what CI runs.
# Each step leaves a stamp and is skipped until what it was made from changes.

SHELL := /bin/sh
PYTHON ?= python3
export PYTHON
# A company's own certificate stands in the system's list; a machine without a list gets uv's.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)
B := .venv/bin
STAMPS := .venv/stamps
# uv does not read pip's settings, so a company's mirror is passed on.
MIRROR = UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(B)/python -m pip config get global.index-url 2>/dev/null)}}"
PIP = $(MIRROR) $(B)/uv pip install --quiet --python $(B)/python
COMPILE = $(MIRROR) $(B)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
SOURCES := anxin tests bench scripts conftest.py
STATIC := $(shell find anxin/static -type f -not -path 'anxin/static/dist/*' 2>/dev/null)
WORDS := $(wildcard anxin/locale/*/LC_MESSAGES/django.po)

.PHONY: help install install-dev run test check lint types imports migrations catalogue bench lock clean
.DELETE_ON_ERROR:

help:
	@echo "make run      set up, start, and say where to look"
	@echo "make test     run every test (ARGS='-k word' to choose)"
	@echo "make check    lint, types, imports, migrations, catalogue, tests"
	@echo "make install  set up only       make lock   renew the hash-locked requirements"
	@echo "make bench    measure           make clean  remove what was made, but no data"

install: $(STAMPS)/anxin $(STAMPS)/static $(STAMPS)/words
install-dev: install $(STAMPS)/dev

run: install
	@$(B)/anxin run

test: install-dev
	@npm test --silent
	@$(B)/python -m pytest $(ARGS)

check: lint types imports migrations catalogue test

lint: install-dev
	$(B)/ruff check --quiet $(SOURCES)
	$(B)/ruff format --quiet --check $(SOURCES)

types: install-dev
	$(B)/mypy --no-error-summary

imports: install-dev
	$(B)/lint-imports --no-logo

migrations: install-dev
	$(B)/anxin django makemigrations --check --dry-run

catalogue: install-dev
	$(B)/anxin catalogue check

bench: install-dev
	$(B)/python -m bench $(ARGS)

lock: $(STAMPS)/uv
	$(COMPILE) $(ARGS) requirements-uv.in -o requirements-uv.txt
	$(COMPILE) $(ARGS) requirements.in -o requirements.txt
	$(COMPILE) $(ARGS) requirements-dev.in -o requirements-dev.txt
	npm install --package-lock-only --silent

clean:
	rm -rf .venv node_modules anxin/static/dist anxin/locale/*/LC_MESSAGES/*.mo .mypy_cache .ruff_cache .pytest_cache test-results

# A moved clone, or a Python that is gone, asks for a new environment.
ifneq ($(shell cat .venv/place 2>/dev/null),$(CURDIR))
.PHONY: $(STAMPS)/venv
endif

$(STAMPS)/venv: scripts/venv.sh
	@scripts/venv.sh
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/uv: $(STAMPS)/venv requirements-uv.txt
	@$(B)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-uv.txt
	@touch $@

$(STAMPS)/runtime: $(STAMPS)/uv requirements.txt
	@echo "Installing the Python packages …"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(STAMPS)/dev: $(STAMPS)/runtime requirements-dev.txt
	@echo "Installing what the tests need …"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@touch $@

$(STAMPS)/anxin: $(STAMPS)/runtime pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/npm: $(STAMPS)/venv package.json package-lock.json
	@command -v npm >/dev/null || { echo "Anxin's pages are bundled with Node.js. Install it (version 18 or newer, with npm)." >&2; exit 1; }
	@echo "Installing the JavaScript packages …"
	@npm ci --silent
	@touch $@

$(STAMPS)/static: $(STAMPS)/npm $(STATIC)
	@npm run build --silent
	@touch $@

$(STAMPS)/words: $(STAMPS)/anxin $(WORDS)
	@$(B)/anxin catalogue compile
	@touch $@
