# make map    set up and write output/map.html from seeds/
# make test   set up, lint, type-check and run every test
.DEFAULT_GOAL := map
.PHONY: map test setup check lint types imports browser bench language clean help
SHELL := /bin/bash

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
VENV_LANGUAGE := .venv-language
BIN_LANGUAGE := $(VENV_LANGUAGE)/bin
READY_LANGUAGE := $(VENV_LANGUAGE)/.ready
DATA ?= ../shared/language/train
OUT ?= data/language
TRAVELLER := Kim Jong Un
export KIMMAP_CACHE ?= $(CURDIR)/.cache

map: $(READY)  ## the page of the first case: output/map.html, its data and its figure beside it
	$(BIN)/kimmap map seeds -o output/map.html --traveller "$(TRAVELLER)"
	$(BIN)/kimmap export seeds -o output/trip.geojson --traveller "$(TRAVELLER)" --quiet
	$(BIN)/kimmap export output/map.html -o output/map.svg --quiet

test: $(READY_DEV) browser  ## all that continuous integration checks
	$(MAKE) check
	$(BIN)/kimmap distance Lisbon Porto >/dev/null  # builds the place index once, for all that follow
	$(BIN)/python -m pytest -n auto --dist worksteal

check: lint types imports  ## style, types and import rules

lint: $(READY_DEV)
	$(BIN)/ruff check .

types: $(READY_DEV)
	$(BIN)/mypy

imports: $(READY_DEV)
	$(BIN)/lint-imports

browser:  ## a Chromium and fonts for the tests of the page and the figures, from Debian's packages when there is none
	@{ command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null \
	  && fc-list 2>/dev/null | grep -q . || { \
	  echo "installing chromium and fonts"; \
	  SUDO=$$([ $$(id -u) = 0 ] || echo sudo); \
	  $$SUDO apt-get update -qq && $$SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    chromium fontconfig fonts-liberation fonts-dejavu-core fonts-noto-cjk >/dev/null; }

setup: $(READY_DEV)  ## the virtual environment with everything that development needs

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "kimmap needs Python 3.11 or later: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --upgrade pip
	$(BIN)/python -m pip install -q --disable-pip-version-check -e .
	@touch $@

$(READY_DEV): pyproject.toml $(READY)
	$(BIN)/python -m pip install -q --disable-pip-version-check -e ".[dev]"
	@touch $@

bench: $(READY_DEV)  ## speed and size, measured; not a test
	$(BIN)/python -m pytest tests/benchmarks --benchmark-only -p no:randomly -q

language: $(READY_LANGUAGE)  ## retrain the language models, hours on a core: make language DATA=folder [OUT=folder] [OPTIONS="--seconds 60"]
	@test -d "$(DATA)" || { echo "DATA=$(DATA) is no folder: make language DATA=folder (see data/language/README.md)"; exit 1; }
	$(BIN_LANGUAGE)/python data/language/build.py --data "$(DATA)" --out "$(OUT)" $(OPTIONS)

$(READY_LANGUAGE): pyproject.toml data/language/requirements.txt
	$(PYTHON) -m venv $(VENV_LANGUAGE)
	$(BIN_LANGUAGE)/python -m pip install -q --disable-pip-version-check --upgrade pip
	$(BIN_LANGUAGE)/python -m pip install -q --disable-pip-version-check -r data/language/requirements.txt -e .
	@touch $@

clean:
	rm -rf $(VENV) $(VENV_LANGUAGE) .cache .pytest_cache .mypy_cache .ruff_cache build dist

help:
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12
