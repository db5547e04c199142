# The two commands that matter: make run, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
ARGS ?=

.PHONY: run demo dev restored owner-link test lint pictures measure bench races help

help: ## show what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/.site ## serve the site on http://127.0.0.1:8000 (PORT=8001 make run for another port)
	@$(BIN)/python manage.py prepare \
	  || { [ $$? = 1 ] && [ -e "$${DATA_DIR:-var}/published/current/site.json" ] \
	  && echo "Patients get the pages that were published last. Ctrl+C stops the site."; }
	@exec $(BIN)/python -m gunicorn -c clinic_site/gunicorn.conf.py

demo: export DEMO = 1
demo: override export DATA_DIR := $(or $(DATA_DIR),var)/demo
demo: run ## the same with an invented clinic, in its own data folder

dev: export DEBUG = 1
dev: export DEMO = 1
dev: override export DATA_DIR := $(or $(DATA_DIR),var)/dev
dev: export PYTHONUNBUFFERED = 1
dev: $(VENV)/.site ## for developers: a change of a template, style or view is there on the next reload
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/python manage.py runserver 127.0.0.1:$(or $(PORT),8000)

restored: $(VENV)/.site ## publish from an older copy of the database that you have restored
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py bake --force

owner-link: $(VENV)/.site ## print a one-time link to set an owner's name and password (NAME=who, if several)
	@$(BIN)/python manage.py owner_link $(NAME)

test: $(VENV)/.dev ## run all tests (ARGS="-k card" for some of them)
	@echo "1 of 2: two tests at a time"; $(BIN)/python -m pytest -n 2 -m "not alone" $(ARGS); first=$$?; \
	echo "2 of 2: those that measure or break real servers, one at a time"; \
	$(BIN)/python -m pytest -m alone $(ARGS); second=$$?; \
	case $$first$$second in \
	  00|05|50) echo "All tests passed." ;; \
	  55) echo "No test is called so."; exit 1 ;; \
	  *) echo "Some tests failed: see above."; exit 1 ;; \
	esac

lint: $(VENV)/.dev ## what the linters say
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@git ls-files 'templates/*.html' | xargs $(BIN)/djade --target-version 5.2 --check

pictures: $(VENV)/.dev ## take the pictures of the docs anew (wants Chromium)
	@$(BIN)/python -m docs.pictures.make

measure: $(VENV)/.dev ## print bytes by page and the reading grade beside their limits
	@$(BIN)/python -m pytest -q -s tests/test_budgets.py tests/test_text.py -k "budgets or grade or starting_content"

bench: $(VENV)/.dev ## print how fast pages are served and published, beside the limits (SIZES="100 1000")
	@$(BIN)/python -m tests.growth
	@$(BIN)/python -m tests.bench $(SIZES)

races: $(VENV)/.dev ## let two people save one page at the same moment, 100 times, and count what is lost (N=1000)
	@$(BIN)/python -m tests.races $(or $(N),100)

# A virtual environment with what the site needs; made again when the requirements change.
$(VENV)/.site: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed: PYTHON=/path/to/python3.11 make run"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo "Python's venv is missing: sudo apt install python3-venv"; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 \
	  || { echo "Installing what the site needs ..."; $(PYTHON) -m venv --clear $(VENV); }
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.site
	@$(INSTALL) -r requirements-dev.txt
	@touch $@
