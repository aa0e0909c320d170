# Everything runs in a virtual environment of its own, .venv, with the versions
# that constraints.txt pins. Nothing else is needed than Python 3.11 or later,
# make and a package index that pip can reach.

PYTHON ?= python3
PLACE := demo/northumberland
PLAN := demo/plan

BIN := .venv/bin
STAMP := .venv/installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet

unexport PYTHONPATH PYTHONHOME PIP_REQUIRE_VIRTUALENV PIP_USER PIP_TARGET PIP_PREFIX PIP_CONSTRAINT

.DELETE_ON_ERROR:
.PHONY: help demo test lint types smoke clean

help:
	@echo "make demo    build the Northumberland example, plan it, show the result"
	@echo "make test    run the tests"
	@echo "make lint    check style"
	@echo "make types   check types"
	@echo "make smoke   run the small benchmark"
	@echo "make clean   remove .venv, demo and caches"

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "$(PYTHON) is older than Python 3.11. Try: make PYTHON=python3.12" >&2; exit 1; }
	@echo "Installing into .venv (a minute or two the first time)"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@

# Made once: what a user has changed there since is theirs.
$(PLACE)/place.toml: | $(STAMP)
	@rm -rf $(PLACE)
	@$(BIN)/placeplan init $(PLACE) --example northumberland

demo: $(PLACE)/place.toml
	@$(BIN)/placeplan check $(PLACE)
	@$(BIN)/placeplan skillmix $(PLACE) -o $(PLAN) --overwrite

test: $(STAMP)
	@$(BIN)/python -m pytest

lint: $(STAMP)
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m ruff check .

types: $(STAMP)
	@$(BIN)/python -m mypy

smoke: $(STAMP)
	@$(BIN)/python -m benchmarks.skillmix --smoke --time-limit 60

clean:
	@rm -rf .venv demo build .pytest_cache .mypy_cache .ruff_cache .hypothesis
