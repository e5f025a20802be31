# `make` alone lists what there is. All that is made goes into ignored folders of this checkout: .venv/ .cache/ runs/ work/.
# A layer of packages is installed once, when a target first needs it; a file in .venv/done/ says that it is complete.

PYTHON ?= python3
ENGINE ?= spark
INSTALLER ?= uv
BIN := .venv/bin
DONE := .venv/done
CACHE := $(CURDIR)/.cache

export IPYTHONDIR := $(CACHE)/ipython
export JUPYTER_CONFIG_DIR := $(CACHE)/jupyter/config
export JUPYTER_DATA_DIR := $(CACHE)/jupyter/data
export JUPYTER_RUNTIME_DIR := $(CACHE)/jupyter/runtime
export MPLCONFIGDIR := $(CACHE)/matplotlib
export HYPOTHESIS_STORAGE_DIRECTORY := $(CACHE)/hypothesis
export RUFF_CACHE_DIR := $(CACHE)/ruff
export UV_CACHE_DIR := $(CACHE)/uv
export PIP_CACHE_DIR := $(CACHE)/pip
export UV_PYTHON_DOWNLOADS := never
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Once, at installation: where Python may not keep what it compiles, each kernel would compile all that it imports, for seconds.
export UV_COMPILE_BYTECODE := 1

option = $(if $($(1)),--$(2) '$($(1))')
RUN_OPTIONS = $(strip $(call option,SEED,seed) $(call option,DAYS,days) $(call option,ORDERS_PER_DAY,orders-per-day) \
	$(call option,FAULTS,faults) $(call option,SOURCE,source) $(call option,SIZE,size) $(if $(RESUME),,$(call option,ENGINE,engine)) \
	$(call option,RESUME,resume))
NOTEBOOKS = $(wildcard capstone/run.ipynb week*/*.ipynb week*/solutions/*.ipynb)

.PHONY: help run lab doctor test verify lint notebooks schemas bench locks clean spark kafka app azure

help: ## List what there is
	@echo "make TARGET [NAME=VALUE ...]"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

run: $(DONE)/$(if $(filter python,$(ENGINE)),lab,spark) ## Run and reconcile; SEED DAYS ORDERS_PER_DAY FAULTS SOURCE SIZE ENGINE (spark or python) RESUME
	@$(BIN)/shopstream run $(RUN_OPTIONS)

lab: $(DONE)/lab ## Open JupyterLab on your own copies of the notebooks, in work/
	@$(BIN)/shopstream lab

doctor: $(DONE)/lab ## Say what this machine lacks, and for which week; LANE=spark asks for week 3
	@$(BIN)/shopstream doctor $(call option,LANE,lane)

test: lint $(DONE)/spark ## Prove that it works: lint, then the tests that are fast
	@$(BIN)/python -m pytest -n 2 --dist loadfile --nbval --nbval-current-env --nbval-cell-timeout 120 -m "not slow" tests $(NOTEBOOKS)

verify: $(DONE)/dev $(DONE)/spark ## Prove what takes long; FULL=1 is the exhaustive form
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m slow tests

lint: $(DONE)/dev ## Check style, import arrows and SQL
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/lint-imports --no-logo --cache-dir .cache/import_linter
	@$(BIN)/sqlfluff lint --disable-progress-bar capstone
	@$(BIN)/python tools/locks.py --check
	@$(BIN)/python tools/export_schemas.py --check

notebooks: $(DONE)/dev ## Build the stored notebooks from authoring/; ONLY=05 some of them, ALL=1 also those that did not change
	@$(BIN)/python tools/build_notebooks.py $(ONLY) $(if $(ALL),--all)
	@$(BIN)/python tools/notebook_sizes.py $(ONLY)

schemas: $(DONE)/dev ## Write the JSON Schemas of the events from the models
	@$(BIN)/python tools/export_schemas.py

bench: $(DONE)/dev $(DONE)/spark ## Measure, and print ratios
	@$(BIN)/python -m bench

locks: $(DONE)/dev ## Resolve capstone/pyproject.toml anew; UPGRADE=1 takes newer versions
	@$(BIN)/python tools/locks.py $(if $(UPGRADE),--upgrade)

clean: ## Remove the environment and the caches; runs/ and work/ stay
	rm -rf .venv .cache .hypothesis .pytest_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Packages. Each lock demands hashes and is whole; what it does not name is not installed.

UNABLE = { echo "error: the packages could not be installed (see above). Call make again; behind a package index of your own, which pip knows: make INSTALLER=pip" >&2; exit 1; }
uv = $(BIN)/uv pip install --python $(BIN)/python --no-build-isolation-package pyspark
pip = $(BIN)/python -m pip install
install = $($(INSTALLER)) --no-deps --require-hashes --requirement requirements/$(1).txt

spark kafka app azure: %: $(DONE)/%

$(DONE)/uv: requirements/uv.txt
	@command -v "$(PYTHON)" >/dev/null || { echo "error: there is no $(PYTHON): install Python 3.11, 3.12 or 3.13, or name one: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; v = "%d.%d" % sys.version_info[:2]; v in ("3.11", "3.12", "3.13") or sys.exit("error: $(PYTHON) is Python " + v + "; 3.11, 3.12 or 3.13 is needed: install one and name it: make PYTHON=python3.12")'
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "error: $(PYTHON) cannot make environments: install its venv package (Debian, Ubuntu: apt install python3-venv)" >&2; exit 1; }
	@echo "Making .venv/ with $(PYTHON), and uv (25 MB) in it, which installs the rest"
	@"$(PYTHON)" -m venv --clear .venv
	@$(pip) --quiet --require-hashes --requirement requirements/uv.txt || $(UNABLE)
	@mkdir -p $(DONE) && touch $@

$(DONE)/lab: $(DONE)/uv requirements/lab.txt capstone/pyproject.toml
	@echo "Installing what weeks 1 and 2 need: 200 MB to download, 750 MB on disk, a minute or two"
	@$(call install,lab) || $(UNABLE)
	@$($(INSTALLER)) --quiet --no-deps --no-build-isolation --no-index --editable ./capstone
	@touch $@

what_dev = the tests need: 45 MB to download, 150 MB on disk
what_kafka = a real broker needs: 5 MB to download, 15 MB on disk
what_app = the dashboard needs: 30 MB to download, 95 MB on disk
what_azure = week 4 needs: 10 MB to download, 30 MB on disk
what_spark = week 3 needs: 555 MB to download, 790 MB on disk, some minutes

$(DONE)/dev $(DONE)/spark $(DONE)/kafka $(DONE)/app $(DONE)/azure: $(DONE)/%: requirements/%.txt $(DONE)/lab
	@echo "Installing what $(what_$*)"
	@$(call install,$*) || $(UNABLE)
	@$(if $(filter spark,$*),$(BIN)/uv cache clean --quiet pyspark) # its source and wheel: 1 GB that nobody needs again
	@$(if $(filter spark,$*),$(BIN)/python -m shopstream.local.prepare || true) # without jars packages are installed all the same
	@touch $@
