"""Score sheets: points of 17 leaves added up by hand, graded, each step told; through the same judging as all."""

import json
from datetime import date

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from wenxiao.cli.main import app
from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.rulebook import load_catalog

CATALOG = load_catalog()
PLACE = CATALOG.place("cn")
# By hand: 决策 2.5+2+2.75+1.5+3+2 = 13.75; 过程 3+3.6+5+3+4.5 = 19.1; 产出 12+9.25+7+4.8 = 33.05;
# 效益 17.5+8.6 = 26.1; together 92.
POINTS = [
    "2.5",
    "2",
    "2.75",
    "1.5",
    "3",
    "2",
    "3",
    "3.6",
    "5",
    "3",
    "4.5",
    "12",
    "9.25",
    "7",
    "4.8",
    "17.5",
    "8.6",
]


def sheet(points=POINTS, *, framework="项目支出", claimed="92", change=()):
    """A score sheet filled in beforehand by the framework, with points; ``change`` sets cells by row."""
    content = {
        "form": "evaluation_scores", "jurisdiction": "cn", "fiscal_year": 2021, "money_unit": "万元", "department": "城管局",
        "subject": {"kind": "project", "code": "P1", "name": "道路清扫"}, "scored_by": "某机构",
        **PLACE.frameworks["project"].sheet(), "framework": framework, "claimed_total": claimed,
    }  # fmt: skip
    for row, given in zip(content["scores"], points, strict=True):
        row |= {"points": given, "comment": "资料不全"}
    for number, cells in change:
        content["scores"][number] |= cells
    return content


def score(content):
    judgement = judge(build_facts([content], PLACE.forms), CATALOG, as_of=date(2022, 3, 1))
    return next(iter(judgement.scores())), judgement


def test_the_total_is_exact_and_graded():
    told, judgement = score(sheet())
    assert (told["framework"], told["total"], told["grade"], told["provisional"]) == (
        "project",
        92,
        "优",
        False,
    )
    assert [level["points"] for level in told["levels"]] == [13.75, 19.1, 33.05, 26.1]
    assert told["difference"] == 0
    row = next(judgement.facts()["evaluation_scores"].iter_rows(named=True))
    assert (row["total_cp"], row["full_cp"], row["grade"]) == (9_200, 10_000, "优")


def test_each_step_is_told():
    told, _ = score(sheet())
    traces = {row["level3"]: row["trace"] for row in told["indicators"]}
    assert traces["立项程序规范性"] == "指标「立项程序规范性」：得满分 2 分。"
    assert traces["预算执行率"] == (
        "指标「预算执行率」：分值 4 分，扣 0.4 分，得 3.6 分；扣分理由：资料不全（算式：实际支出资金 ÷ 实际到位资金 × 100%）。"
    )
    assert told["trace"] == (
        "总分：决策 13.75＋过程 19.1＋产出 33.05＋效益 26.1 ＝ 92 分（满分 100 分），等级“优”（依据：财预〔2020〕10号 评分与评级）。"
    )


@pytest.mark.parametrize(("last", "total", "grade"), [("6.6", 90, "优"), ("6.59", 89.99, "良")])
def test_the_lower_bound_of_a_grade_belongs_to_it(last, total, grade):
    told, _ = score(sheet([*POINTS[:-1], last]))
    assert (told["total"], told["grade"]) == (total, grade)


def test_points_above_the_weight_do_not_count_and_leave_the_total_provisional():
    told, _ = score(sheet(change=[(0, {"points": "3.5"})]))
    assert (told["total"], told["grade"], told["provisional"]) == (89.5, None, True)  # 92 − 2.5
    assert told["indicators"][0]["trace"].startswith(
        "指标「立项依据充分性」：评为 3.5 分，应在 0 到分值 3 分之间，不计入"
    )
    assert "填报总分 92 分，与各项合计相差 2.5 分" in told["trace"]


def test_a_leaf_not_scored_yet_is_open_and_missing_is_not_zero():
    told, _ = score(sheet(change=[(16, {"points": None})]))
    assert (told["total"], told["grade"], told["provisional"]) == (83.4, None, True)  # 92 − 8.6
    assert told["indicators"][16]["counted"] is None
    assert "有 1 项没有有效得分，为暂定分" in told["trace"]


def test_a_changed_weight_is_told_and_a_sum_other_than_100_has_no_grade():
    told, _ = score(sheet(change=[(0, {"weight": "4"})]))
    assert told["grade"] is None
    assert "分值合计应为 100 分，实为 101 分" in told["trace"]
    assert "评价指标体系写的是 3 分，本表已调整" in told["indicators"][0]["trace"]


def test_a_deduction_without_a_reason_and_a_leaf_left_out_are_told():
    content = sheet(change=[(0, {"comment": None})])
    del content["scores"][16]
    told, _ = score(content)
    assert "没有写扣分理由" in told["indicators"][0]["trace"]
    assert "体系中的 满意度 没有列入本表" in told["trace"]


def test_a_framework_that_nobody_knows_is_told():
    told, _ = score(sheet(framework="自拟体系"))
    assert told["framework"] is None
    assert "评价指标体系“自拟体系”不在规则库里" in told["trace"]


@pytest.mark.parametrize("name", sorted(PLACE.frameworks))
def test_a_template_carries_the_leaves_of_its_framework_and_comes_back(tmp_path, name):
    out = tmp_path / "评分表.xlsx"
    shown = CliRunner().invoke(app, ["template", "evaluation_scores", "--framework", name, "-o", str(out)])
    assert shown.exit_code == 0, shown.output
    cells = {
        str(cell.value)
        for row in load_workbook(out).active.iter_rows()
        for cell in row
        if cell.value is not None
    }
    leaves = [leaf for _, _, leaf in PLACE.frameworks[name].rows()]
    assert {leaf.name for leaf in leaves} <= cells
    back = CliRunner().invoke(app, ["score", str(out), "--format", "json"])
    told = json.loads(back.stdout)["scores"][0]
    assert told["framework"] == name
    assert [row["level3"] for row in told["indicators"]] == [leaf.name for leaf in leaves]


def test_the_command_shows_a_framework_whole():
    shown = CliRunner().invoke(app, ["framework", "项目支出"]).stdout
    assert "决策 15" in shown
    assert "合计 100 分" in shown
    assert "evaluation.min_output_benefit_weight" in shown
    assert "共 2 个评价指标体系" in CliRunner().invoke(app, ["framework", "部门"]).stdout
