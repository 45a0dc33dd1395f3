# Each target sets up what it needs: Python 3.11+, pip, git and make are enough.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help brief test lint format cassettes wheel clean

help:  ## Show the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# uv installs exactly what uv.lock says; it comes from the registry itself, into the environment.
$(READY): pyproject.toml uv.lock
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.8'
	@VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv sync --quiet --active --frozen --inexact --compile-bytecode
	@touch $@

brief: $(READY)  ## Write the brief of seeds/ into out/
	@mkdir -p out
	@$(BIN)/briefing generate seeds/ --annex -o out/brief.md -o out/brief.pdf -o out/brief.json

test: $(READY)  ## Run the tests
	@$(BIN)/python -m pytest -n auto

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

wheel: $(READY)  ## Build the wheel into dist/
	@$(BIN)/uv build --quiet --wheel

clean:  ## Remove what was built
	rm -rf $(VENV) dist out .mypy_cache .ruff_cache .pytest_cache .hypothesis
