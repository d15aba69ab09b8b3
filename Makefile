# Everything happens in .venv beside this file; nothing is installed elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help demo test coverage lint format lock messages clean

help:  ## say what there is
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/ready-to-run: requirements.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	touch $@

$(VENV)/ready-to-test: requirements-dev.txt $(VENV)/ready-to-run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

demo: $(VENV)/ready-to-run  ## a Slack workspace with a story, sample feeds and the bot on this machine
	@exec $(BIN)/python -m bot demo

test: $(VENV)/ready-to-test  ## all tests
	$(BIN)/python -m pytest -n 4 --dist worksteal

coverage: $(VENV)/ready-to-test  ## all tests, and which lines they leave out
	$(BIN)/python -m pytest --cov --cov-report=term -n 4 --dist worksteal

lint: $(VENV)/ready-to-test  ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(VENV)/ready-to-test  ## let ruff set the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(VENV)/ready-to-test  ## resolve the dependencies anew (needs uv on the PATH)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --extra dev -c requirements.txt pyproject.toml -o requirements-dev.txt

messages: $(VENV)/ready-to-test  ## collect the texts for the catalogues
	$(BIN)/pybabel extract -k "gettext:1" -k "ngettext:1,2" --no-location --sort-output --omit-header --no-wrap -o bot/locales/botschafter.pot bot handlers
	for l in en de; do $(BIN)/pybabel update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap -D botschafter -i bot/locales/botschafter.pot -d bot/locales -l $$l; done

clean:  ## remove the environment and what the demo and the tests left
	rm -rf $(VENV) .demo .demo-aside-* .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* build *.egg-info
