# 问效：make demo 跑通一个区的一年；make test 跑测试。两者都在空白克隆上自行安装所需。
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup dev demo test lint bench docs lock clean

setup: $(VENV)/.runtime $(VENV)/.assets
dev: $(VENV)/.dev

$(VENV)/bin/python:
	@command -v $(PYTHON) >/dev/null 2>&1 && $(PYTHON) -m venv $(VENV) || python3 -m venv $(VENV)

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "正在安装运行所需的组件（首次约一分钟）……"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src/wenxiao  # short commands start a quarter sooner
	@touch $@

# 网页的样式和组件：有 npm 用 npm，没有就从 PyPI 取 Node，都按锁文件安装。取不到时报告照常生成，下次运行再装。
$(VENV)/.assets: assets/package-lock.json assets/package.json assets/install.py requirements-node.lock | $(VENV)/bin/python
	@echo "正在安装网页组件……"
	@$(BIN)/python assets/install.py && touch $@ || echo "网页组件没有装上，原因见上；检查、计分、报告照常可用，网站暂时没有样式和表格。联网后再运行 make setup。"

$(VENV)/.dev: requirements-dev.lock $(VENV)/.runtime $(VENV)/.assets
	@echo "正在安装测试所需的组件……"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

demo: setup
	@$(BIN)/wenxiao demo $(WENXIAO_DEMO)

test: dev
	@$(BIN)/python -m pytest

lint: dev
	@$(BIN)/ruff format --check src tests bench examples assets
	@$(BIN)/ruff check src tests bench examples assets
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/wenxiao catalog check --rulebook examples/district/rulebook

bench: dev
	@$(BIN)/python -m bench.run
	@$(BIN)/python -m bench.scale
	@$(BIN)/python -m bench.similarity
	@$(BIN)/python -m bench.web

docs: setup
	@$(BIN)/python -m wenxiao.reporting.handbook.build docs/rulebook

lock:
	uv pip compile pyproject.toml --group build --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements.lock
	uv pip compile --group node --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-node.lock
	uv pip compile pyproject.toml --group build --group dev -c requirements.lock --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q -o requirements-dev.lock

clean:
	rm -rf $(VENV) assets/node_modules src/wenxiao/web/ui/static/vendor build dist wenxiao-demo .pytest_cache .mypy_cache .ruff_cache
