# Every command a contributor needs. It takes Python 3.11, make and pip, nothing else;
# `make system` adds the programs that some tests use.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
export PORT

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
TRANSLATIONS := $(wildcard saolang/locale/*/LC_MESSAGES/*.po)
PYTEST := $(BIN)/python -m pytest -n 2 --dist worksteal

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

.PHONY: help
help:
	@echo "Sao Làng. What make can do here:"
	@sed -n 's/^## //p' Makefile | awk -F': ' '{printf "  make %-12s %s\n", $$1, $$2}'

# --- set up ---------------------------------------------------------------------

## setup: make .venv from the lock file, and .venv/bin/saolang
.PHONY: setup
setup: $(VENV)/.packages $(VENV)/.saolang $(VENV)/.translations

.PHONY: setup-dev
setup-dev: $(VENV)/.packages-dev setup

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Sao Làng needs Python 3.11 or later, this is "\
		+ sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	@echo "Making $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.packages: requirements.txt | $(BIN)/python
	@echo "Installing the packages in $<"
	@$(PIP) install --require-hashes --requirement $<
	@touch $@

$(VENV)/.packages-dev: requirements-dev.txt | $(BIN)/python
	@echo "Installing the packages in $<"
	@$(PIP) install --require-hashes --requirement $<
	@touch $@ $(VENV)/.packages

$(VENV)/.saolang: pyproject.toml | $(VENV)/.packages
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.translations: $(TRANSLATIONS) scripts/compile_messages.py | $(VENV)/.packages
	@$(BIN)/python scripts/compile_messages.py
	@touch $@

## system: install Chromium, LibreOffice, PostgreSQL and zbar, for tests (Debian)
.PHONY: system
system:
	@PYTHON=$(PYTHON) scripts/system

## lock: choose package versions anew and write both lock files
.PHONY: lock
lock: setup-dev
	@scripts/lock

# --- run ------------------------------------------------------------------------

## demo: a province in full swing at http://127.0.0.1:8000 (PORT changes it)
.PHONY: demo
demo: setup
	@$(BIN)/saolang demo

## demo-reset: throw away what was entered in the demo and start it over
.PHONY: demo-reset
demo-reset: setup
	@$(BIN)/saolang demo --reset

## worker: do the tasks that wait, beside a server of your own
.PHONY: worker
worker: setup
	@$(BIN)/saolang worker

# --- check and test -------------------------------------------------------------

## test: check, then every test on SQLite and PostgreSQL and in the browser
.PHONY: test
test: check test-sqlite test-postgres

.PHONY: test-sqlite
test-sqlite: setup-dev
	$(PYTEST)

# a page looks the same from either database: the browser runs once, on SQLite
.PHONY: test-postgres
test-postgres: setup-dev
	@$(BIN)/python -m tests.programs initdb; case $$? in \
		0) SAOLANG_TEST_DATABASE=postgres $(PYTEST) --ignore=tests/browser ;; \
		3) ;; \
		*) exit 1 ;; \
	esac

## check: style, types, contracts, migrations; the quick gate
.PHONY: check
check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint saolang --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/deptry saolang
	$(BIN)/mypy
	$(BIN)/python manage.py check --fail-level WARNING
	$(BIN)/python manage.py makemigrations --check --dry-run

## fix: mend what ruff can mend by itself
.PHONY: fix
fix: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## messages: collect interface texts for the translators, compile translations
.PHONY: messages
messages: setup-dev
	$(BIN)/python scripts/extract_messages.py
	$(BIN)/python scripts/compile_messages.py

# --- look and measure -----------------------------------------------------------

## look: photograph every page of the demo, as each role, into var/look/
.PHONY: look
look: setup-dev
	@$(BIN)/python -m scripts.look

## bench: measure the public page, the engine and queries per page
.PHONY: bench
bench: setup-dev
	@$(BIN)/python -m bench
