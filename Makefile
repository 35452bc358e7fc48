# make book    the shipped anthology: build/the-russian-question.epub and its PDF
# make test    everything that must hold
# make bench   our times and others’, in one run: build/bench/ (SIZES="S M L", RUNS=3)
#
# Each sets up what it needs the first time and whenever a lock changes: .venv, the
# Python packages of the lock, through apt what the system lacks (tools/prepare.py).

# The system’s own Python where it is new enough: Debian builds it with all optimizations,
# which version managers often leave out.
GOOD = import ensurepip, sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell /usr/bin/python3 -c '$(GOOD)' 2>/dev/null && echo /usr/bin/)python3
BIN = .venv/bin
PREPARED = tools/prepare.py pyproject.toml .venv/bin/python

.PHONY: book test bench lock
.DELETE_ON_ERROR:

book: .venv/.ready-for-book
	$(BIN)/anthology build

test: .venv/.ready-for-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --numprocesses auto

SIZES = S M
RUNS = 3
bench: .venv/.ready-for-bench
	$(BIN)/python -m tests.bench $(SIZES) --runs $(RUNS)

.venv/.ready-for-book: requirements.lock $(PREPARED)
	$(PYTHON) tools/prepare.py book
	touch $@

# Gone when the system has got another Python: then everything is set up afresh.
.venv/bin/python: ;

.venv/.ready-for-test: requirements-dev.lock tests/browser/package-lock.json $(PREPARED)
	$(PYTHON) tools/prepare.py test
	touch $@ .venv/.ready-for-book

.venv/.ready-for-bench: requirements-bench.lock $(PREPARED)
	$(PYTHON) tools/prepare.py bench
	touch $@ .venv/.ready-for-book

# After a change of the dependencies; needs uv on the PATH.
LOCKED = uv pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-header --quiet --group build
lock:
	$(LOCKED) --output-file requirements.lock
	$(LOCKED) --extra dask --group dev --output-file requirements-dev.lock
	$(LOCKED) --group bench --output-file requirements-bench.lock
