# Each target makes the environment that it needs. Python 3.11 or newer, gcc, node and git are enough on the machine.

PYTHON ?= python3
PYTHON313 ?= $(shell for each in python3.13 "$$HOME"/.pyenv/versions/3.13*/bin/python; do \
	"$$each" -c '' 2>/dev/null && echo "$$each" && break; done)

CASE ?= gaza-2007
OUT ?= out/$(CASE)
# One short run from end to end, the last thing that `make test` does on the first Python.
SMALL_STUDY = study gaza-2007 --readings 256 --claims C02,C05 --out out/small
BENCHMARKS = startup readings_per_second citizens scaling explaining causal_diagram civil_violence opinions
SIZE ?= --quick
MINUTES ?= 30

BIN = .venv/bin
CORE = .venv/core.stamp
TOOLS = .venv/tools.stamp
SECOND = .venv313/tools.stamp
INSTALL = -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
OLD_ENOUGH = import sys; sys.exit(None if sys.version_info >= (3, 11) else \
	"Groundswell needs Python 3.11 or newer; name one with: make PYTHON=python3.11")

.PHONY: study test bench prove replicate durable soak docs lint check small-study check-313 clean convergence calibrate
.NOTPARALLEL:

study: $(CORE)
	$(BIN)/groundswell study $(CASE) --out $(OUT)
	@echo "The page is here: $(CURDIR)/$(OUT)/report.html"

test: lint check docs small-study check-313

# Each script writes its own sections of benchmarks/RESULTS.md and leaves the others: make bench BENCHMARKS=opinions SIZE=
bench: $(CORE)
	for each in $(BENCHMARKS); do $(BIN)/python benchmarks/$$each.py $(SIZE) || exit 1; done

# Societies whose truths are known, theories in other words, shuffled theories: the scorecard, in about five minutes.
prove: $(CORE)
	$(BIN)/groundswell prove

# Published models held against their own numbers; the slow ones run societies for thousands of ticks.
replicate: $(CORE)
	$(BIN)/groundswell replicate --all

# A study killed at a hundred random instants must end (`make test` kills it at twenty) with the bits of an unbroken one.
durable: $(TOOLS)
	GROUNDSWELL_KILLS=100 $(BIN)/python -m pytest -s tests/cli/test_study_goes_on.py

# Random kills, resumes, torn stores and hostile cases for MINUTES minutes; the counts go into docs/reliability.md.
soak: $(CORE)
	$(BIN)/python benchmarks/soak.py --minutes $(MINUTES)

# Records planted by 200 known readings, each fitted: the truth must rank uniformly among what is found (some minutes).
calibrate: $(TOOLS)
	GROUNDSWELL_PLANTED=200 $(BIN)/python -m pytest tests/fit/test_instruments.py -k planted -s

# How verdicts and histories settle as communities are resolved into more citizens: slow, and the picture of the docs.
convergence: $(CORE)
	$(BIN)/groundswell resolve two-harbours --sizes 1,100,1000,10000,100000 --readings 64 --out out/convergence

docs: $(TOOLS)
	$(BIN)/sphinx-build -q -W --keep-going -b html docs docs/_build/html
	@echo "The documentation is here: $(CURDIR)/docs/_build/html/index.html"

# pyright carries its own program; node runs it and nothing is fetched.
lint: $(TOOLS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --pythonpath $(BIN)/python
	$(BIN)/lint-imports

check: $(TOOLS)
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

small-study: $(CORE)
	$(BIN)/groundswell $(SMALL_STUDY)

check-313:
	@if [ -n "$(PYTHON313)" ]; then \
		$(MAKE) --no-print-directory $(SECOND) && .venv313/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not slow and not browser"; \
	else echo "Python 3.13 is not on this machine, so the second run of the tests is left out."; fi

clean:
	rm -rf .venv .venv313 out docs/_build .pytest_cache .ruff_cache .hypothesis .benchmarks .import_linter_cache

$(CORE): pyproject.toml constraints.txt
	@$(PYTHON) -c '$(OLD_ENOUGH)'
	@echo "Making the environment in .venv (once, a minute or two)"
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	$(BIN)/python $(INSTALL) .
	@touch $@

$(TOOLS): $(CORE)
	$(BIN)/python $(INSTALL) '.[test,docs,lint,fit,cluster]'
	@touch $@

$(SECOND): pyproject.toml constraints.txt
	@test -x .venv313/bin/pip || $(PYTHON313) -m venv .venv313
	.venv313/bin/python $(INSTALL) '.[test,fit,cluster]'
	@touch $@
