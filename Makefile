# make run     start Briefmaker           make test    check everything           make help    the rest
# Both do all set-up by themselves (.ci/set_up.sh); the second time takes a moment.

BIN := .venv/bin
SAMPLE := templates/haarlem/wethoudersbrief/samples/voorbeeld.json
# One file's tests stay together, so that what they share is made once.
PYTEST_OPTIONS ?= -n auto --dist loadfile

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test lint unit bench translations lock format clean set-up set-up-test

help: ## show these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 20

run: translations ## open the window; without a display, render the sample letter to out/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec $(BIN)/briefmaker; \
	else \
		mkdir -p out && \
		$(BIN)/briefmaker render $(SAMPLE) -o out/voorbeeld.docx -o out/voorbeeld.pdf && \
		echo "There is no display to open the window on, so the sample letter was rendered:" && \
		ls -1 out/voorbeeld.docx out/voorbeeld.pdf; \
	fi

test: lint ## all checks and tests, with coverage
	@$(BIN)/pytest $(PYTEST_OPTIONS) --cov --cov-report=term

lint: set-up-test translations ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

unit: set-up-test ## the tests alone, without coverage
	@$(BIN)/pytest $(PYTEST_OPTIONS)

bench: set-up-test translations ## measure, and write docs/performance.md
	$(BIN)/python -m bench

translations: set-up ## compile the Dutch catalogue when a fragment has changed
	@$(BIN)/python .ci/catalogue.py

format: set-up-test ## lay the code out as ruff does
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: set-up ## pin and hash the newest allowed version of every package (requirements/)
	$(BIN)/python .ci/lock.py

clean: ## remove what was made, and .venv
	rm -rf .venv out build dist .coverage .coverage.* htmlcov .pytest_cache .mypy_cache .ruff_cache
	rm -rf .hypothesis .import_linter_cache resources/locale/*/LC_MESSAGES
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

set-up:
	@.ci/set_up.sh run

set-up-test:
	@.ci/set_up.sh test
