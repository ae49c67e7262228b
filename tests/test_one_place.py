"""One place for each thing: one file in an overlay, and engine, command line, Excel and docs all have it."""

import json

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from wenxiao.cli.main import app
from wenxiao.core.checks.run import check_rulebook
from wenxiao.exchange.xlsx.write import write_workbook
from wenxiao.reporting.handbook.build import handbook
from wenxiao.rulebook import ROOT, load_catalog

PLACE = 'code: "990999"\nname: 某县\nparent: cn\n'
SOURCES = "xian-1: {title: 某县预算绩效管理办法, number: 某财〔2021〕1号, issued: 2021-01-01, known: seen, scope: 某县}\n"
RULE = '''"""名称里写了“测试”。

只为证明一个文件就是一条规则。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(title="名称里写了测试", table="goal", severity="warning", basis=["xian-1"], hint="请改名。")
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
SELF = {
    "form": "self_evaluation", "jurisdiction": "990999", "fiscal_year": 2021, "money_unit": "万元", "department": "甲局",
    "unit": "甲局", "subject": {"kind": "project", "code": "1", "name": "道路养护"}, "execution_weight": "10",
    "funds": [{"line": "total", "initial": "90", "adjusted": "90", "executed": "81"}],
    "indicators": [
        {"level1": "产出指标", "level2": "数量指标", "level3": "养护里程", "target": "≥10公里", "actual": "10公里", "weight": "90"},
    ],
}  # fmt: skip


@pytest.fixture
def xian(tmp_path):
    """A function that makes the overlay of 某县 from files, checked as sound, and answers commands and documents there."""

    class Xian:
        folder = tmp_path / "xian"

        def has(self, **files):
            for name, text in {"place.yaml": PLACE, "sources.yaml": SOURCES, **files}.items():
                path = self.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
            assert check_rulebook(ROOT, [self.folder], allow_code=True) == []
            self.catalog = load_catalog([self.folder], allow_code=True)
            return self

        def runs(self, *arguments):
            told = ("-j", "990999", "--rulebook", str(self.folder))
            allowed = (
                ()
                if arguments[0] in {"template", "schema", "param", "source", "print"}
                else ("--allow-code",)
            )
            result = CliRunner().invoke(app, [*map(str, arguments), *told, *allowed])
            assert result.exit_code in {0, 1}, (result.output, result.exception)
            return result.stdout

        def pages(self):
            return handbook(self.catalog, "990999")

        def file(self, content, name="a.json"):
            path = tmp_path / name
            path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
            return path

        def book(self, content):
            path = tmp_path / "filed.xlsx"
            write_workbook([content], self.catalog.place("990999").forms, path)
            return path

    return Xian()


def words_in(path):
    sheet = load_workbook(path).worksheets[0]
    cells = [cell for row in sheet.iter_rows() for cell in row]
    return "\n".join(
        [str(c.value) for c in cells if c.value is not None] + [c.comment.text for c in cells if c.comment]
    )


def test_a_rule(xian, tmp_path):
    xian.has(**{"rules/goal/has_test_in_name.py": RULE})
    told = json.loads(xian.runs("check", xian.file(GOAL), "--format", "json"))["findings"]
    assert "「测试项目」请改名。" in [f["message"] for f in told if f["rule"] == "goal.has_test_in_name"]
    assert "应指出「测试」" in xian.runs("rule", "goal.has_test_in_name")
    xian.runs("check", xian.book(GOAL), "--annotate", tmp_path / "back")
    assert "「测试项目」请改名。" in words_in(next((tmp_path / "back").rglob("*.xlsx")))
    pages = xian.pages()
    assert "# 名称里写了测试" in pages["rules/goal.has_test_in_name.md"]
    assert "goal.has_test_in_name.md" in pages["rules/README.md"]
    assert "goal.has_test_in_name.md" in pages["sources/xian-1.md"]
    assert "goal.has_test_in_name.md" in pages["forms/project_goal.md"]


def test_a_parameter(xian, tmp_path):
    bands = (
        "bands:\n  values:\n    - from: 2021-01-01\n      value: [{grade: 优, min: 99.5}, {grade: 差, min: 0}]\n"
        "      basis: xian-1\n      status: local_seen\n"
    )
    line = "execution_explain_below:\n  values: [{from: 2021-01-01, value: 0.95, basis: xian-1, status: local_seen}]\n"
    xian.has(**{"parameters/grade.yaml": bands, "parameters/score.yaml": line})
    told = json.loads(xian.runs("score", xian.file(SELF), "--format", "json"))["scores"][0]
    assert (told["total"], told["grade"]) == (99, "差")  # 90 + 10 × 81 ÷ 90 = 99: 优 by the nation's bands
    shown = xian.runs("param", "grade.bands")
    assert "99.5" in shown
    assert "区划 990999" in shown
    xian.runs("check", xian.book(SELF), "--annotate", tmp_path / "back")
    assert "95%" in words_in(next((tmp_path / "back").rglob("*.xlsx")))  # 90 % is below the place's line
    assert "99.5" in xian.pages()["parameters/grade.bands.md"]
    assert "grade.bands.md" in xian.pages()["sources/xian-1.md"]


def test_a_form_field(xian, tmp_path):
    form = (ROOT / "cn" / "forms" / "project_goal.yaml").read_text(encoding="utf-8")
    form = form.replace("basis: [caiyu-2015-88#附件 项目支出绩效目标申报表]", "basis: [xian-1]")
    owner = "      - {id: owner, label: 项目负责人, aliases: [负责人]}\n"
    assert owner in form
    form = form.replace(
        owner, owner + "      - {id: village, label: 所在村居, help: 写到村一级, guide: xian-1#填表}\n"
    )
    xian.has(**{"forms/project_goal.yaml": form})
    out = tmp_path / "t.xlsx"
    xian.runs("template", "project_goal", "-o", out)
    assert "所在村居" in words_in(out)
    assert "怎样填：某财〔2021〕1号 填表" in words_in(out)
    assert "village" in xian.runs("schema", "project_goal")
    assert "写到村一级" in xian.runs("form", "project_goal")
    from wenxiao.core.facts.build import build_facts
    from wenxiao.exchange.reading import read_paths

    forms = xian.catalog.place("990999").forms
    back = read_paths([xian.book({**GOAL, "village": "河东村"})], forms).filings[0].content
    facts = build_facts([back], forms)["goal"]
    assert facts["village"].to_list() == ["河东村"]
    assert "所在村居" in xian.pages()["forms/project_goal.md"]
    assert "project_goal.md" in xian.pages()["sources/xian-1.md"]


FRAMEWORK = """title: 村级项目
label: 村级项目评价指标体系
subject: [project]
basis: [xian-1]
status: local_seen
confidence: high
version: 2021-01-01
requires: [{of: [产出], at_least: evaluation.min_output_benefit_weight}]
levels:
  - name: 决策
    groups: [{name: 立项, leaves: [{name: 村民议事程序, weight: 35, explain: 看有没有议过。, points: [有记录]}]}]
  - name: 产出
    groups:
      - name: 数量
        leaves: [{name: 村道完成率, weight: 65, explain: 看修了多少。, formula: {function: ratio, of: [已修里程], by: [计划里程]}}]
"""


def test_a_framework(xian, tmp_path):
    xian.has(**{"frameworks/village.yaml": FRAMEWORK})
    assert "已修里程 ÷ 计划里程" in xian.runs("framework", "village")
    out = tmp_path / "t.xlsx"
    xian.runs("template", "evaluation_scores", "--framework", "village", "-o", out)
    words = words_in(out)
    assert "村民议事程序" in words
    assert "村级项目" in words.split("常填：")[1].splitlines()[0]  # offered beside the nation's
    sheet = xian.catalog.place("990999").frameworks["village"].sheet()
    for row, points in zip(sheet["scores"], ("30", "60.5"), strict=True):
        row |= {"points": points, "comment": "缺"}
    content = {**SELF, "form": "evaluation_scores", **sheet}
    told = json.loads(xian.runs("score", xian.file(content), "--format", "json"))["scores"][0]
    assert (told["framework"], told["total"], told["grade"]) == ("village", 90.5, "优")
    pages = xian.pages()
    assert "# 村级项目评价指标体系" in pages["frameworks/village.md"]
    assert "village.md" in pages["forms/evaluation_scores.md"]
    assert "village.md" in pages["parameters/evaluation.min_output_benefit_weight.md"]


INDICATORS = """field: 街道
keywords: [街道, 村]
cards:
  村道夜间照明率:
    {level1: 产出指标, level2: 质量指标, unit: '%', direction: higher, status: local_seen, explain: 夜里亮灯的村道占多少。,
     formula: '亮灯里程 ÷ 村道里程 × 100%', evidence: {kind: local, source: xian-1, words: 附表}}
  居民满意度: {adopt: true, basis: xian-1}
"""


def test_an_indicator_and_an_adoption(xian):
    xian.has(**{"indicators/street.yaml": INDICATORS})
    assert "亮灯里程 ÷ 村道里程" in xian.runs("indicator", "村道夜间照明率")
    assert "990999（某财〔2021〕1号）" in xian.runs("indicator", "street.居民满意度")
    found = json.loads(xian.runs("indicator", "--recommend", "安装村道夜间照明路灯", "--format", "json"))
    assert (found[0]["name"], found[0]["words"]) == ("村道夜间照明率", ["村道夜间照明"])
    page = xian.pages()["indicators/street.md"]
    assert "## 村道夜间照明率" in page
    assert "- 采用：990999，[某财〔2021〕1号](../sources/xian-1.md)" in page
    assert "居民满意度" in xian.pages()["sources/xian-1.md"]


def test_a_place(xian, tmp_path):
    """A folder with place.yaml alone is a place: it inherits everything and can be asked for everywhere."""
    rules = len(load_catalog().place("cn").rules)
    xian.has()
    told = json.loads(xian.runs("score", xian.file(SELF), "--format", "json"))["scores"][0]
    assert (told["total"], told["grade"]) == (99, "优")
    assert f"共 {rules} 条规则" in xian.runs("rule")
    out = tmp_path / "t.xlsx"
    xian.runs("template", "self_evaluation", "-o", out)
    assert "项目支出绩效自评表" in words_in(out)
    assert "某县的规则库" in xian.pages()["README.md"]
