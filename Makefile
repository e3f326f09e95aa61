# Development commands. Everything is installed into .venv; see README.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: install install-dev run test test-slow bench lint format lock topics

install: .venv/installed  ## The service alone, from the runtime lock

install-dev: .venv/installed-dev  ## With the tools for development

.venv/installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

.venv/installed-dev: .venv/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	command -v chromium >/dev/null || sh tests/install-chromium
	touch $@

run: install  ## Database with the real decision, service on http://127.0.0.1:8080
	$(BIN)/bidragslots db upgrade
	$(BIN)/bidragslots serve

lint: install-dev  ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint  ## Linter, strict types, all tests but the slow ones
	$(BIN)/pytest -n 2 -m "not slow"

test-slow: install-dev  ## The longer proofs
	$(BIN)/pytest -m slow

bench: install-dev  ## Figures, as ratios against a reference in the same run
	$(BIN)/pytest benchmarks --benchmark-only

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## Pin the dependencies anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group build -o requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock
