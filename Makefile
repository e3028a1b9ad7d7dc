# Works with GNU make 3.81 and a POSIX sh. `make help` lists the targets.
# The work itself is done by runner/ in Python; here stands only which command belongs to which word.

ifndef PYTHON
PYTHON := $(shell for each in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$each -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo $$each; break; fi; done)
endif
RUN_IN = exec $(PYTHON) -m runner.bootstrap
RUN = $(PYTHON) -m runner.bootstrap dev

.PHONY: help run backup restore test check coverage bench audit docs pictures lock clean python
.DEFAULT_GOAL := help

help: ## This list.
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1 | \2/p' Makefile | awk -F '|' '{ printf "%-12s %s\n", $$1, $$2 }'

run: python ## Start Kuźnia: everything it needs is made on the way. Ctrl-C ends it.
	@$(RUN_IN) run -m runner.serve

backup: python ## Database and files into var/backups, or into TO=/folder; the house may run.
	@$(RUN_IN) run -m runner.backup

restore: python ## Put the backup FROM=/folder in place; FORCE=1 replaces what is there and keeps it aside.
	@$(RUN_IN) run -m runner.restore

test: check ## Everything that must hold: `make check`, then all tests, Chromium included.
	@$(RUN) -m runner.chromium
	@$(RUN) -m runner.catalogue compile
	@$(RUN_IN) dev -m pytest -n auto -m "not audit"

check: python ## The quick checks: format, lint, types, floors, migrations, catalogues.
	@$(RUN) -m runner.checks

coverage: python ## Lines and branches that the tests reach, without the browser's.
	@$(RUN) -m runner.catalogue compile
	@$(RUN_IN) dev -m pytest -q -m "not audit and not browser and not faults" --cov --cov-report=term:skip-covered

bench: python ## Measure pages, sign-up and the storm beside the floor.
	@$(RUN_IN) dev -m bench

audit: python ## The long accessibility crawl of the whole product.
	@$(RUN) -m runner.chromium
	@$(RUN_IN) dev -m pytest -m audit

docs: python ## Write the generated documents: graph, permissions, workflows, settings.
	@$(RUN_IN) dev -m tools.docs

pictures: python ## Take the pictures of the README from the real demo site.
	@$(RUN) -m runner.chromium
	@$(RUN_IN) dev -m tools.pictures

lock: python ## Make both lock files anew from requirements.in and requirements-dev.in.
	@$(RUN) -m runner.lock

clean: ## Delete what was built (not the data in var/).
	rm -rf .venv .venv.lock .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage htmlcov
	find kuznia runner tests bench tools -name __pycache__ -type d -prune -exec rm -rf {} +
	find kuznia -name '*.mo' -exec rm -f {} +

python:
	@if [ -z "$(PYTHON)" ]; then \
		echo "Kuźnia: Python 3.11 or newer is needed and was not found: install it, or name it, as in make run PYTHON=/path/python3." >&2; \
		exit 1; fi
