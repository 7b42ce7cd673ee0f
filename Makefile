# Every target works on a machine that has only python3 (with venv) and make: the environment is built on
# first use and again when pyproject.toml changes.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test lint train bench studio clean

demo: $(VENV)/.core
	$(BIN)/python -m studio.demo

test: lint
	$(BIN)/python -m pytest -q -n auto --dist loadfile

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# glibc's allocator gives every large tensor back to the system; with jemalloc a step takes half the time.
JEMALLOC := $(firstword $(wildcard /usr/lib/*/libjemalloc.so.2))
train: $(VENV)/.train
	LD_PRELOAD=$(JEMALLOC) MALLOC_CONF=dirty_decay_ms:-1,muzzy_decay_ms:-1 $(BIN)/dramatis train recipe

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

studio: $(VENV)/.studio
	$(BIN)/dramatis studio

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# One stamp for each set of extras, newer than the pyproject.toml it was installed from.
$(VENV)/.core: EXTRAS :=
$(VENV)/.dev: EXTRAS := [dev,api,c2pa,postgres,app,book,corpus,train,dub,remote,ray]
$(VENV)/.train: EXTRAS := [corpus,train]
$(VENV)/.studio: EXTRAS := [api,app,book,dub,remote]

$(VENV)/.core $(VENV)/.dev $(VENV)/.train $(VENV)/.studio: pyproject.toml | $(BIN)/python
	$(PIP) --editable ".$(EXTRAS)"
	touch $@
