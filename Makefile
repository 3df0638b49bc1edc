# `make run` and `make test` do all the set-up they need. See README.md.
PYTHON ?= python3
BIN := .venv/bin
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
PORT ?= 8000
SETUP_FILES := pyproject.toml constraints.txt tools/compile_translations.py

.PHONY: run check test prove test-platforms bench lint types layers unit postgres browser screenshots setup clean help

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 14

run: .venv/core ## Start Escalera on this machine and print its address
	@$(BIN)/python tools/compile_translations.py >/dev/null
	@$(BIN)/escalera run --port $(PORT)

setup: .venv/dev ## Install everything a developer needs

check: .venv/dev lint types layers ## Quick: lint, types, layers, and the tests without browser
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -n 2 -m "not browser and not prove and not platforms" tests

test: .venv/dev system lint types layers unit postgres browser ## Everything but the slow proofs (15 minutes at most)

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
types:
	$(BIN)/mypy
layers:
	$(BIN)/lint-imports
translations:
	@$(BIN)/python tools/compile_translations.py >/dev/null
unit: translations
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -n 2 -m "not browser and not prove and not platforms" tests
postgres: translations
	ESCALERA_ONLY_DATABASE=1 OMP_NUM_THREADS=1 $(BIN)/python tools/postgres.py -- $(BIN)/python -m pytest -q -n 2 -m "not browser and not prove and not platforms" \
	  --ignore tests/engine --ignore tests/lab --ignore tests/bench --ignore tests/repository --ignore tests/hostile \
	  --ignore tests/cli/test_the_tutorial.py --ignore-glob '*/tasks/test_famil*' --ignore-glob '*/tasks/test_creative*' \
	  --ignore-glob '*/tasks/test_scoring*' tests
browser: translations
	$(BIN)/python -m pytest -q -m "browser and not prove and not platforms" tests

prove: .venv/dev system translations ## Slow proofs: full axe, kills on both databases, hostile input, every template
	OMP_NUM_THREADS=1 $(BIN)/python tools/postgres.py -- $(BIN)/python -m pytest -q -n 2 --durations=15 -m "prove and not platforms" tests
	@PYTHONPATH=tests $(BIN)/python -m hostile

test-platforms: .venv/dev ## Contract tests against a real Label Studio, which takes 1 GB to install
	ESCALERA_PLATFORMS=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q -m platforms tests

bench: .venv/dev ## Slow measurements, written to bench/results/
	OMP_NUM_THREADS=1 $(BIN)/python -m bench

screenshots: .venv/dev system ## Draw the README's picture anew
	$(BIN)/python tools/screenshots.py

.PHONY: system
system:
	@sh tools/system_packages.sh

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed."; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "This Python can't make environments. On Debian: apt install python3-venv"; exit 1; }

.venv/core: .venv/bin/python $(SETUP_FILES)
	$(BIN)/pip install --quiet --editable ".[web,pdf]"
	@touch $@

.venv/dev: .venv/bin/python $(SETUP_FILES)
	$(BIN)/pip install --quiet --editable ".[web,pdf,postgres,bulk,deep,semantic,dev]"
	@touch $@ .venv/core

clean: ## Remove what was installed and made, but not .data
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache
