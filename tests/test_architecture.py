"""Structure is tested: layers, sizes, vocabulary, documentation, and one place for each thing."""

import ast
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from wenxiao.rulebook import ROOT as RULEBOOK
from wenxiao.rulebook import load_catalog

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PRODUCT = [*SOURCES, *sorted((ROOT / "examples").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
TREES = {path: ast.parse(path.read_text(encoding="utf-8")) for path in PRODUCT}
ENGINES = {"polars", "pandas", "duckdb", "pyspark"}
OUTSIDE = {"django", "openpyxl", "python_calamine", "docx", "requests", "httpx", "urllib", "socket"}


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module


def test_layers_are_kept():
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_core_and_rulebook_know_no_engine_no_web_and_no_excel():
    for path in SOURCES:
        if {"core", "rulebook"} & set(path.relative_to(ROOT / "src" / "wenxiao").parts[:1]):
            roots = {name.split(".")[0] for name in imported(TREES[path])}
            assert not roots & (ENGINES | OUTSIDE), path


def test_rule_files_import_only_the_api():
    for path in RULEBOOK.glob("*/rules/**/*.py"):
        assert set(imported(TREES[path])) <= {"wenxiao.core.api"}, path


def test_file_sizes():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in PRODUCT}
    too_long = {str(p.relative_to(ROOT)): n for p, n in lines.items() if n > 400}
    assert not too_long
    median = statistics.median(lines.values())
    assert median <= 90, median


def public_definitions(tree):
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from (
                    f for f in node.body if isinstance(f, ast.FunctionDef) and not f.name.startswith("_")
                )


@pytest.mark.parametrize("path", PRODUCT, ids=lambda p: str(p.relative_to(ROOT)))
def test_everything_public_is_documented(path):
    tree = TREES[path]
    if path.name != "__init__.py" or tree.body:
        assert ast.get_docstring(tree), path
    missing = [n.name for n in public_definitions(tree) if not ast.get_docstring(n)]
    assert not missing, (path, missing)


def words_of(name):
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def identifiers(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def test_one_word_for_one_concept():
    banned = {word: term for term, entry in load_catalog().terms.items() for word in entry["banned"]}
    assert banned
    for path in PRODUCT:
        for name in identifiers(TREES[path]):
            spelled = f"_{words_of(name)}_"
            used = [word for word in banned if f"_{word}_" in spelled]
            assert not used, f"{path}: {name} — 用 {[banned[w] for w in used]}"


def test_every_basis_resolves_and_statuses_are_shown():
    catalog = load_catalog([ROOT / "examples" / "district" / "rulebook"])
    for code in catalog.layers:
        place = catalog.place(code)
        cited = [b for rule in place.rules.values() for b in rule.basis]
        cited += [b for form in place.forms.values() for b in form.basis]
        cited += [v.basis for parameter in place.parameters.values() for v in parameter.values]
        cited += [b for report in place.reports.values() for f in report.figures.values() for b in f.basis]
        assert cited
        for basis in cited:
            assert basis.split("#")[0] in catalog.sources, basis


def test_seed_place_holds_only_what_the_seed_or_its_site_states():
    layer = load_catalog().layers["440112"]
    bases = {v.basis.split("#")[0] for p in layer.parameters.values() for v in p.values}
    assert bases == {"hp-2021-report", "hp-2020-site", "gbt-2260"}  # and its code in the national register
    assert not layer.rules
    assert not layer.forms


RULE = '''"""名称里写了“测试”。

只为证明一个文件就是一条规则。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(title="名称里写了测试", table="goal", severity="warning", basis=["caiyu-2015-88"], hint="请改名。")
def has_test_in_name(_p: Parameters) -> Finding:
    """Flag the word."""
    return Finding(where=col("subject_name").matches("测试"), at="subject.name", message="「{subject_name}」请改名。")


CASES = [Case.ok("正常", subject_name="道路养护"), Case.bad("测试", subject_name="测试项目")]
'''
GOAL = {
    "form": "project_goal", "jurisdiction": "990999", "fiscal_year": 2021, "money_unit": "万元", "department": "甲局",
    "unit": "甲局", "subject": {"kind": "project", "code": "1", "name": "测试项目"},
    "funds": [{"line": "total", "annual": "10"}],
}  # fmt: skip


@pytest.fixture
def own_place(tmp_path):
    """A place of its own: one folder, one rule file, one parameter, nothing registered anywhere."""
    folder = tmp_path / "xian"
    (folder / "rules" / "goal").mkdir(parents=True)
    (folder / "parameters").mkdir()
    (folder / "place.yaml").write_text('code: "990999"\nname: 某县\nparent: cn\n', encoding="utf-8")
    (folder / "rules" / "goal" / "has_test_in_name.py").write_text(RULE, encoding="utf-8")
    (folder / "parameters" / "grade.yaml").write_text(
        "bands:\n  values:\n    - from: 2020-02-25\n      value: [{grade: 优, min: 80}, {grade: 差, min: 0}]\n"
        "      basis: caiyu-2020-10\n      status: local_seen\n", encoding="utf-8",
    )  # fmt: skip
    return folder


def wenxiao(*arguments, **more):
    return subprocess.run(
        [sys.executable, "-c", "from wenxiao.cli.main import run; run()", *map(str, arguments)],
        capture_output=True, text=True, check=False, **more,
    )  # fmt: skip


def test_a_rule_file_dropped_into_an_overlay_is_a_rule_everywhere(own_place, tmp_path):
    import json

    filing = tmp_path / "goal.json"
    filing.write_text(json.dumps(GOAL, ensure_ascii=False), encoding="utf-8")
    shown = wenxiao("rule", "goal.has_test_in_name", "-j", "990999", "--rulebook", own_place, "--allow-code")
    assert "名称里写了测试" in shown.stdout
    checked = wenxiao(
        "check", filing, "-j", "990999", "--rulebook", own_place, "--allow-code", "--format", "json"
    )
    told = [f for f in json.loads(checked.stdout)["findings"] if f["rule"] == "goal.has_test_in_name"]
    assert [f["message"] for f in told] == ["「测试项目」请改名。"]


def test_code_from_outside_is_refused_unless_allowed(own_place):
    refused = wenxiao("rule", "has_test", "-j", "990999", "--rulebook", own_place)
    assert refused.returncode == 2
    assert "has_test_in_name.py" in refused.stderr
    assert "只能放 YAML" in refused.stderr


def test_a_parameter_file_in_an_overlay_counts_at_once(own_place):
    shutil.rmtree(own_place / "rules")
    shown = wenxiao("param", "grade.bands", "-j", "990999", "--rulebook", own_place)
    assert "'min': 80" in shown.stdout
    assert "区划 990999" in shown.stdout


def test_a_form_field_is_named_only_in_its_form_and_in_rules_that_use_it():
    """A field such as 偏差原因 lives in one YAML line; writers, readers and schema never name it."""
    for path in SOURCES:
        if "rulebook" not in path.parts:
            text = path.read_text(encoding="utf-8")
            assert "claimed_execution_rate" not in text, path
            assert "deviation_reason" not in text, path
