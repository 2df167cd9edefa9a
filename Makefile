SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules --no-print-directory

BIN := .venv/bin
PINNED := .venv/.pinned
INSTALLED := .venv/.stamp
GREFFIER := $(BIN)/greffier

# What `make demo` reads, keeps and asks.
DEMO_DOCUMENTS ?= examples/documents
DEMO_STORE ?= build/demo.kgl
DEMO_QUERY ?= timeline
DEMO_INSTITUTION ?= Desjardins

# Texts with gold annotations and their scorer, kept outside of this repository.
EVALUATION ?= ../shared/evaluation
PREDICTIONS ?= build/evaluation

# The first Python that can build the environment: 3.12 or later, with venv and pip.
# A pyenv shim that answers for another version fails the check like any other candidate.
define FIND_PYTHON
for candidate in "$${PYTHON:-}" python3.12 python3.13 python3 python \
    "$$(pyenv prefix 3.12 2>/dev/null || true)/bin/python" "$$(pyenv prefix 3.13 2>/dev/null || true)/bin/python" \
    "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.1[2-9]*/bin/python \
    "$$(uv python find --no-python-downloads '>=3.12' 2>/dev/null || true)"; do \
  if [ -n "$$candidate" ] && "$$candidate" -c \
      'import sys; sys.version_info >= (3, 12) or sys.exit(1); import ensurepip, venv' >/dev/null 2>&1; then \
    found=$$("$$candidate" -c 'import sys; print(sys.executable)'); break; \
  fi; \
done; \
if [ -z "$${found:-}" ]; then \
  echo "No Python 3.12 or later with venv was found. Get one, then run make again:" >&2; \
  echo "  Debian, Ubuntu   apt-get install python3.12 python3.12-venv (or python3 and python3-venv)" >&2; \
  echo "  macOS            brew install python@3.12" >&2; \
  echo "  pyenv            pyenv install 3.12" >&2; \
  echo "  uv               uv python install 3.12" >&2; \
  echo "One that is installed elsewhere: make PYTHON=path-to-python3.12" >&2; \
  exit 1; \
fi
endef

export PYTHON
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1

.PHONY: help
help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: $(INSTALLED) ## Build .venv from the pinned requirements, with greffier in it

$(PINNED): requirements/dev.txt
	@$(FIND_PYTHON); echo "Building .venv with $$found"; "$$found" -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

$(INSTALLED): $(PINNED) pyproject.toml
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.PHONY: python
python: ## Print the Python that .venv would be built with
	@$(FIND_PYTHON); echo "$$found"

.PHONY: demo
demo: $(INSTALLED) ## Read the example documents into a fresh graph and ask it a question
	@mkdir -p $(dir $(DEMO_STORE))
	@rm -rf $(DEMO_STORE) $(DEMO_STORE)-* $(DEMO_STORE).*
	$(GREFFIER) ingest --store $(DEMO_STORE) $(DEMO_DOCUMENTS)
	@echo
	$(GREFFIER) query --store $(DEMO_STORE) $(DEMO_QUERY) -p "institution=$(DEMO_INSTITUTION)" -p parts=true --format table
	@echo
	@echo "The graph is in $(DEMO_STORE). Where to go on:"
	@echo "  export GREFFIER_STORE=$(DEMO_STORE)"
	@echo "  $(GREFFIER) show CNIL                 all that is known of one, each fact with its quote"
	@echo "  $(GREFFIER) query --list              the questions of the catalogue"
	@echo "  $(GREFFIER) query fines --format table"
	@echo "  $(GREFFIER) search cyberattaque"
	@echo "  $(GREFFIER) export rdf -o demo.ttl --format turtle"
	@echo "  $(GREFFIER) --help"

.PHONY: test
test: $(INSTALLED) ## Run the tests
	$(BIN)/python -m pytest

.PHONY: check
check: $(INSTALLED) links ## Check format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy tests benchmarks

.PHONY: fmt
fmt: $(INSTALLED) ## Format the code and fix what lint can fix
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

.PHONY: bench
bench: $(INSTALLED) ## Measure start-up and reading, as ratios taken in one run
	$(BIN)/python benchmarks/startup.py
	@echo
	$(BIN)/python benchmarks/reading.py

PEERS := build/peers

$(PEERS)/.pinned: benchmarks/peers.txt
	@$(FIND_PYTHON); "$$found" -m venv --clear $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --require-hashes -r benchmarks/peers.txt
	@touch $@

# What of it: LOADING="--documents 2000 --rounds 5"; ASKING="--documents 80000".
.PHONY: bench-neo4j
bench-neo4j: $(INSTALLED) $(PEERS)/.pinned links ## Measure loading and asking a Neo4j, beside other writers (minutes)
	PYTHONPATH=.links:. $(PEERS)/bin/python -m benchmarks.loading $(LOADING)
	@echo
	PYTHONPATH=.links:. $(PEERS)/bin/python -m benchmarks.asking $(ASKING)

.PHONY: evaluate
evaluate: $(INSTALLED) ## Score the extraction on annotated texts, where they are present
	@if [ ! -f $(EVALUATION)/score.py ]; then \
	  echo "Nothing to score: $(EVALUATION) is not here. It holds the annotated texts and score.py;"; \
	  echo "point to another place with: make evaluate EVALUATION=FOLDER"; \
	  exit 0; \
	fi; \
	set -e; for set in $(EVALUATION)/seeds $(EVALUATION)/dev tests/gold/open tests/gold/locked corpus/development corpus/test; do \
	  rm -rf $(PREDICTIONS)/$$(basename $$set); mkdir -p $(PREDICTIONS)/$$(basename $$set); \
	  texts=$$set; gold=$$set; if [ -d $$set/gold ]; then texts=$$set/documents; gold=$$set/gold; fi; \
	  $(GREFFIER) extract $$texts/*.txt -o $(PREDICTIONS)/$$(basename $$set); \
	  echo; echo "== $$set"; \
	  $(BIN)/python $(EVALUATION)/score.py $$gold $(PREDICTIONS)/$$(basename $$set); \
	done

# Which parts were worth learning, and whether more text would help: minutes.
.PHONY: evaluate-training
evaluate-training: $(INSTALLED) ## Score the reading without and with each trained part, and the learning curve
	$(BIN)/python corpus/training/evaluate.py $(EVALUATION)/score.py corpus/development corpus/test $(EVALUATION)/dev
	$(BIN)/python corpus/training/evaluate.py $(EVALUATION)/score.py corpus/development corpus/test --curve

.PHONY: train
train: $(INSTALLED) ## Train the scorers on the corpus again (about a minute): the same bytes from the same corpus
	$(BIN)/python corpus/training/train.py

.PHONY: links
links: ## Lay .links/greffier, the installed names of the folders, for mypy
	@mkdir -p .links/greffier
	@for folder in graph ingest queries cli; do ln -sfn ../../$$folder .links/greffier/$$folder; done

# UPGRADE=1 takes the newest versions that pyproject.toml allows; without it the pins stay where they can.
LOCK = env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS \
  $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.12 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade)

.PHONY: lock
lock: $(INSTALLED) ## Pin the requirements again (UPGRADE=1 for newer versions)
	$(LOCK) pyproject.toml --output-file requirements/base.txt
	$(LOCK) pyproject.toml --extra neo4j --extra llm --group dev --constraint requirements/base.txt --output-file requirements/dev.txt
	$(LOCK) benchmarks/peers.in --output-file benchmarks/peers.txt

.PHONY: clean
clean: ## Remove what was built, .venv included
	rm -rf .venv .links build dist *.egg-info .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
