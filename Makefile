# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PORT ?= 8000
# Two processes; a file's tests stay together, since they may share a server.
PYTEST_ARGS ?= -n 2 --dist loadfile

.PHONY: help setup demo test test-postgresql check lock assets bench clean

help:
	@echo "make demo    build everything, make the demonstration region and serve it on 127.0.0.1:$(PORT)"
	@echo "make test    run every check and every test, in a browser too"
	@echo "make setup   only build the environment in $(VENV)"
	@echo "make check   lint, types and import rules, without the tests"
	@echo "make test-postgresql   the quick tests that use the database, on PostgreSQL"
	@echo "make bench   run the benchmarks and print their table"

setup: $(VENV)/.base

$(VENV)/.base: requirements/base.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Leveller needs Python 3.11 or newer. Name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Building the environment in $(VENV) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || \
		{ echo "Python's venv is missing. On Debian or Ubuntu: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements/base.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-compile --require-hashes -r requirements/dev.txt
	@touch $@

demo: $(VENV)/.base
	@$(BIN)/leveller demo --port $(PORT)

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: $(VENV)/.dev
	@tests/needs.sh chromium
	@$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest $(PYTEST_ARGS)

test-postgresql: $(VENV)/.dev
	@tests/needs.sh postgresql
	tests/postgresql.sh $(BIN)/python -m pytest -m "not browser and not slow and not shared" --with-database $(PYTEST_ARGS)

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks

# For maintainers: needs uv. The files that it writes name no registry.
lock:
	for f in base dev; do uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-header requirements/$$f.in -o requirements/$$f.txt; done

# For maintainers: needs npm. Writes the vendored browser assets and the record of their versions and hashes.
assets:
	$(MAKE) -C assets

clean:
	rm -rf $(VENV) var
