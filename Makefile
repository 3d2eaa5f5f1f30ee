# Everything here needs Python 3.11 or newer and make; what else is missing is installed, or named in one command.
PYTHON ?= python3
ARGS ?=

.PHONY: help run test bench package translations clean

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 22

run: ## Open the window, or rehearse the sample where there is no display; ARGS="…" goes to rushes
	@$(PYTHON) packaging/bootstrap.py run
	@.venv/bin/python packaging/run.py $(ARGS)

test: ## Check format, lint, types and contracts, and run every test; ARGS="…" goes to pytest
	@$(PYTHON) packaging/bootstrap.py test
	@.venv/bin/python packaging/check.py $(ARGS)

bench: ## Measure the budgets, each beside its floor
	@$(PYTHON) packaging/bootstrap.py test
	@.venv/bin/python packaging/check.py --bench $(ARGS)

package: ## Build dist/rushes (a folder that runs without Python) and the .deb
	@$(PYTHON) packaging/bootstrap.py package
	@.venv/bin/python packaging/bundle.py

translations: ## Bring the translations in step with the texts in the code; ARGS=de begins a language
	@$(PYTHON) packaging/bootstrap.py run
	@.venv/bin/python packaging/translations.py $(ARGS)

clean: ## Remove everything that was made here, the virtual environment included
	rm -rf .venv .cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
