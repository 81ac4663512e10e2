# The project's commands; `make` alone lists them. PYTHON=… chooses the Python of a new .venv.

PYTHON ?=
CANDIDATES := $(or $(PYTHON),python3 python3.14 python3.13 python3.12)
BIN := .venv/bin
TESTS_ENV := DJANGO_SETTINGS_MODULE=tests.settings
PRODUCTION = INET3_ENV_FILE=docs/production.env INET3_SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')"

.DEFAULT_GOAL := help
.PHONY: help demo dev test nightly bench lighthouse pictures drawings lint format messages lock

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: .venv/runtime .env ## Prepare and run a whole local installation (PORT=8000)
	@exec $(BIN)/python manage.py demo

dev: .venv/runtime .env ## Run the development server on the same data (PORT=8000)
	@INET3_DEBUG=1 $(BIN)/python manage.py migrate --verbosity 0
	@INET3_DEBUG=1 $(BIN)/python manage.py load_content
	@exec env INET3_DEBUG=1 $(BIN)/python manage.py runserver $${PORT:-8000}

test: .venv/development ## Run all tests: SQLite, PostgreSQL, browser, HTML (ARGS="--only sqlite -k name")
	@exec $(BIN)/python -W ignore -m tests.run $(ARGS)

nightly: .venv/development ## Run the long trials
	@$(BIN)/python -W ignore -m tests.run --nightly $(ARGS)
	@exec $(BIN)/python -m tests.lighthouse

bench: .venv/development ## Measure how many requests a second each kind of answer allows
	@exec $(BIN)/python -m tests.bench $(ARGS)

lighthouse: .venv/development ## Measure pages by Lighthouse into docs/lighthouse.md (LIGHTHOUSE_RUNS=3)
	@exec $(BIN)/python -m tests.lighthouse

pictures: .venv/development ## Take the pictures of the editors' guides (ARGS="form cite")
	@exec $(BIN)/python -m tests.pictures $(ARGS)

drawings: .venv/development ## Draw the share image and the icons of the site
	@exec $(BIN)/python -m tests.drawings.draw

lint: .venv/development ## Check style, types, templates, migrations and the production settings
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/djlint --check templates
	$(BIN)/djlint --lint templates
	$(TESTS_ENV) $(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) INET3_ROLE=editorial $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(PRODUCTION) INET3_ROLE=public $(BIN)/python manage.py check --deploy --fail-level WARNING

format: .venv/development ## Format Python and templates
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

messages: .venv/development ## Collect and compile the translations (needs gettext)
	$(TESTS_ENV) $(BIN)/python manage.py makemessages --locale zh_Hans --no-location --ignore .venv
	$(TESTS_ENV) $(BIN)/python manage.py compilemessages --ignore .venv

lock: ## Compile the pinned lists from pyproject.toml (needs uv; UPGRADE=1 takes new releases)
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(LOCK) --output-file requirements.txt
	$(LOCK) --group dev --constraint requirements.txt --output-file tests/requirements.txt

LOCK = uv --no-config pip compile --quiet pyproject.toml --universal --python-version 3.12 \
	--generate-hashes --no-header $(if $(UPGRADE),--upgrade)

.env: | .venv/runtime
	@$(BIN)/python -m inet3site.environment

.venv/runtime: requirements.txt | .venv/made
	@echo "Installing what the site needs into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/development: tests/requirements.txt | .venv/made
	@echo "Installing what the site and its tests need into .venv …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/made:
	@for python in $(CANDIDATES); do \
		if $$python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then \
			echo "Making .venv with $$($$python --version) …"; \
			$$python -m venv .venv && touch $@; exit $$?; \
		fi; \
	done; \
	found=$$($(firstword $(CANDIDATES)) --version 2>/dev/null); \
	echo "inet3site needs Python 3.12 or newer, and found $${found:-none}; name another with PYTHON=…" >&2; \
	exit 1
