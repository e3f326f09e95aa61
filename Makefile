# Development commands. Everything is installed into .venv; see README.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml

.PHONY: help install install-dev run test test-slow test-runtime bench lint format lock topics words

help:  ## This list
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*##/\t/' | expand -t 16

install: .venv/installed  ## The service alone, from requirements.lock

install-dev: .venv/installed-dev  ## The service and the tools for development

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

.venv/installed-dev: requirements-dev.lock pyproject.toml | .venv/bin/python
	$(PIP) --require-hashes -r requirements-dev.lock
	$(PIP) --no-deps --no-build-isolation -e .
	command -v chromium >/dev/null || sh tests/install-chromium
	touch $@ .venv/installed

run: install  ## Database with the real decision, service on http://127.0.0.1:8080
	$(BIN)/bidragslots db upgrade
	$(BIN)/bidragslots serve

lint: install-dev  ## Style and strict types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint  ## Linter, strict types, all tests but the slow ones
	$(BIN)/pytest -n 2 --dist worksteal -m "not slow"

test-slow: install-dev  ## The longer proofs
	$(BIN)/pytest -m slow

test-runtime:  ## The runtime lock alone, in an empty environment, answers a question
	PYTHON="$(PYTHON)" sh tests/runtime-only

bench: install-dev  ## Figures, as ratios against a reference in the same run
	$(BIN)/pytest benchmarks -s

format: install-dev  ## Let ruff mend the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:  ## Pin the dependencies anew (needs uv)
	$(LOCK) --group build -o requirements.lock
	$(LOCK) --group build --group dev -c requirements.lock -o requirements-dev.lock

words: install-dev  ## Make the lists of words that a misspelt name is not taken for
	$(BIN)/python -m bot.understanding.training.near_words

topics: install-dev  ## Train the topic classifier anew from bot/answers/topics
	$(BIN)/python -m bot.understanding.training.topics
