# One verb a job; `make` alone lists them. On Windows: lab.cmd.
#
#   make lab ARGS="--no-browser --port=0"   ARGS goes on to the command behind the verb
#   make lab FRESH=1                        your old copies and progress are set aside, and new ones made
#   make test PYTHON=python3.13             another Python, in an environment of its own
#   make test-wide OTHERS=none              without the other Pythons of this machine
#   make demo DIR="$HOME/Documents"         every file under DIR instead of the built-in input
#   make demo ARGS="--on processes"         its pool on processes, or on a cluster: --on dask
#   make handout VARIANT=3 ZIP=1            other words and numbers in the exercises; handout.zip as well
#   make new-exercise ID=3.5 NAME=two_targets KIND=do

PYTHON ?= python3
# python3 lives in .venv, python3.13 in .venv-python3.13: going back and forth rebuilds nothing
VENV := .venv$(if $(filter-out python3,$(PYTHON)),-$(notdir $(PYTHON)))
PY := $(VENV)/bin/python
SETUP := tools/setup_venv.py --venv $(VENV)
# as seen from my_course/; the settings there show Markdown as a page, not as its source
FIRST_PAGE := --LabApp.default_url=/lab/tree/notebooks/README.md --LabApp.app_settings_dir=../tools/jupyterlab

# set in some containers: then each of the suite's hundreds of processes compiles the library anew
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help lab test test-wide demo bench lint lock notebooks exercises cheatsheet handout new-exercise clean python suite

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile
	@sed -n 's/^#   make/  make/p' Makefile

python:
	@command -v "$(PYTHON)" >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer," \
	  "or name the one you have: make PYTHON=python3.13 lab" >&2; exit 1; }

# a handout is the course without its tests
suite:
	@test -d tests || { echo "There are no tests in a handout. They are in the course itself." >&2; exit 1; }

lab: python ## open the course in JupyterLab: your own copies, in my_course/
	@"$(PYTHON)" $(SETUP) lab
	@$(PY) tools/my_course.py $(if $(FRESH),--fresh)
	cd my_course && ../$(PY) -m jupyterlab $(FIRST_PAGE) $(ARGS)

test: suite python ## run the suite, and every notebook against its stored outputs
	@"$(PYTHON)" $(SETUP) test
	@$(PY) -c "import matplotlib.font_manager"  # builds its font cache once: seconds, and a warning
	$(PY) -m pytest --nbval --numprocesses=logical --maxprocesses=4 --dist=loadfile $(ARGS)

test-wide: suite python ## the wide searches that are left out there, and the course on every other Python
	@"$(PYTHON)" $(SETUP) test
	$(PY) -m pytest -m wide --numprocesses=logical --maxprocesses=4 --dist=loadfile $(ARGS)
	$(if $(filter none,$(OTHERS)),,$(PY) -m tools.every_python $(ARGS))

demo: python ## watch the demo pipeline run; DIR=folder feeds it every file there
	@"$(PYTHON)" $(SETUP) lab
	$(PY) -m pipeline_core $(ARGS) $(if $(DIR),"$(DIR)")

bench: suite python ## measure the core beside textbook threads and a peer, the lab, widgets in a browser, checks
	@"$(PYTHON)" $(SETUP) dev
	$(PY) -m tests.benchmarks.overhead
	$(PY) -m tests.benchmarks.behaviour
	$(PY) -m tests.benchmarks.pictures
	$(PY) -m tests.benchmarks.stepper_speed
	$(PY) -m tests.benchmarks.instruments
	$(PY) -m tests.benchmarks.checks
	$(PY) -m tests.benchmarks.mutants
	$(PY) -m tests.benchmarks.lab_speed $(ARGS)

lint: python ## ruff (rules and format) and mypy
	@"$(PYTHON)" $(SETUP) dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

lock: python ## resolve requirements.lock anew from pyproject.toml
	@"$(PYTHON)" $(SETUP) dev
	$(PY) tools/lock.py

notebooks: python ## run every notebook and store its outputs
	@"$(PYTHON)" $(SETUP) test
	$(PY) tools/store_outputs.py $(ARGS)

exercises: python ## write the notebooks of exercises from their folders; then: make notebooks
	@"$(PYTHON)" $(SETUP) lab
	$(PY) -m tools.make_exercises $(ARGS)

cheatsheet: python ## write the page to print, notebooks/cheatsheet.html, from README.md's table
	@"$(PYTHON)" $(SETUP) lab
	$(PY) -m tools.cheatsheet $(ARGS)

handout: python ## build the course for a class, without solutions, in handout/
	@"$(PYTHON)" $(SETUP) lab
	$(PY) -m tools.handout $(if $(VARIANT),--variant "$(VARIANT)") $(if $(ZIP),--zip) $(ARGS)

new-exercise: python ## make a folder to fill in: ID, NAME, KIND (do fix predict read order break)
	@"$(PYTHON)" $(SETUP) lab
	@$(PY) -m tools.new_exercise "$(ID)" "$(NAME)" "$(KIND)"

clean: ## remove the environments, caches and builds; my_course/ stays
	rm -rf .venv .venv-* build dist .pytest_cache .hypothesis .mypy_cache .ruff_cache
	find . -name __pycache__ -not -path './my_course*' -prune -exec rm -rf {} +
