# Each target sets up what it needs: Python 3.11+, pip, git and make are enough.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
ENDPOINT := .venv-endpoint

.PHONY: help brief test test-endpoint lint format cassettes cassette-smollm2 wheel clean

help:  ## Show the targets
	@grep -E '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

# uv installs exactly what uv.lock says; it comes from the registry itself, into the environment.
%/.ready: pyproject.toml uv.lock
	@test -x $*/bin/python || $(PYTHON) -m venv $*
	@test -x $*/bin/uv || $*/bin/python -m pip --version >/dev/null 2>&1 || $*/bin/python -m ensurepip >/dev/null
	@test -x $*/bin/uv || $*/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8'
	@VIRTUAL_ENV=$(abspath $*) $*/bin/uv sync --quiet --active --frozen --inexact --compile-bytecode $(MORE)
	@touch $@

brief: $(READY)  ## Write the brief of seeds/ into out/
	@mkdir -p out
	@$(BIN)/briefing generate seeds/ --annex -o out/brief.md -o out/brief.pdf -o out/brief.json

test: $(READY)  ## Run the tests
	@$(BIN)/python -m pytest -n auto

$(ENDPOINT)/.ready: MORE := --group endpoint

test-endpoint: $(ENDPOINT)/.ready  ## Run the model path against a llama.cpp server (130 MB from PyPI, once)
	@$(ENDPOINT)/bin/python -m pytest -s tests/endpoint

lint: $(READY)  ## Check style, types and the walls between the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

format: $(READY)  ## Put the code into the house's form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

cassettes: $(READY)  ## Record cassettes/ anew against the scripted server
	@$(BIN)/python -m tests.record

cassette-smollm2: $(ENDPOINT)/.ready  ## Record cassettes/smollm2.yaml anew against the llama.cpp server
	@$(ENDPOINT)/bin/python -m tests.endpoint.record

wheel: $(READY)  ## Build the wheel into dist/
	@$(BIN)/uv build --quiet --wheel

clean:  ## Remove what was built
	rm -rf $(VENV) $(ENDPOINT) dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
