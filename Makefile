# The two commands a newcomer needs: `make serve` and `make test`. Everything else is what they are made of.

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
PORT ?= 8080

.PHONY: env serve test check format bench system clean

serve: env  ## Environment, graph built from the corpus, service up, address printed.
	$(BIN)/orepact serve --data $(DATA) --port $(PORT) --build corpus

test: system env check  ## Everything CI runs.
	$(BIN)/pytest -m "not slow"

check: env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: env
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: env  ## Ratios to the bare parts, printed; see benchmarks/README.md.
	$(BIN)/python -m benchmarks

env: $(VENV)/.ready

# torch is asked for by its exact version: any other spelling pulls gigabytes of GPU packages on Linux.
$(VENV)/.ready: pyproject.toml constraints.txt ingest/language/export.py ingest/language/model/parser.safetensors
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt torch==2.13.0
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[models,reasoning,dev]"
	$(BIN)/python -m ingest.language.export
	touch $@

system:  ## Debian packages some tests need; elsewhere those tests are deselected and the summary says so.
	./system.sh

clean:
	rm -rf $(VENV) $(DATA) build dist *.egg-info
