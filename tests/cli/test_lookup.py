"""Looking things up by words: what is shown, who uses it, and how far it is known."""

import json

import pytest
from typer.testing import CliRunner

from wenxiao.cli.main import app
from wenxiao.cli.output import width_of


def told(*arguments):
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_form_shows_its_guide_versions_fields_and_rules():
    shown = told("form", "goal_review")
    assert "指引  《财政预算绩效目标编制审核工作指引》（适用 黄埔区）" in shown
    assert "扣分理由" in shown
    goal = told("form", "project_goal")
    assert "2021年8月18日起：成本列为一级指标" in goal
    assert "规则  goal.target_missing" in goal
    before = told("form", "project_goal", "--as-of", "2020-06-01")
    assert "2021年8月18日起（还未起用）" in before


def test_a_field_s_guide_is_shown():
    assert "见 财监〔2021〕4号 主评人" in told("form", "evaluation_plan")


def test_words_find_forms_by_their_fields():
    assert "rectification_notice" in told("form", "整改", "期限")


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["绩效10条"], "hp-ten-rules"),
        (["事前绩效评估管理办法"], "hp-appraisal-measure"),
        (["目标编制审核工作指引"], "hp-goal-guide"),
        (["考核细则"], "hp-assessment"),
    ],
)
def test_the_local_documents_of_the_report_are_there_with_what_is_known(words, name):
    shown = told("source", *words)
    assert shown.startswith(name)
    assert "全文未见" in shown
    assert "把握  低" in shown
    assert "01-01" not in shown  # only the year is known: no day is made up


def test_a_source_names_everything_that_cites_it():
    shown = told("source", "caiyu-2020-10")
    for kind in ("参数 grade.bands", "规则 ", "表单 evaluation_scores", "评价指标体系 project"):
        assert f"引用  {kind}" in shown, kind


def test_a_parameter_names_its_users_and_a_rule_its_parameters():
    assert "使用  goal.target_far_below_history" in told("param", "goal.max_over_completion")
    assert "使用  special_bond_construction" in told("param", "bond.weights_construction")
    shown = told("rule", "goal.target_far_below_history")
    assert "参数    goal.max_over_completion" in shown
    assert "表单    project_goal" in shown


def test_an_indicator_says_what_is_unknown():
    shown = told("indicator", "street.网格化管理覆盖率")
    assert "算式　　  已配网格员网格数 ÷ 网格总数 × 100%" in shown
    assert "数据来源  未知" in shown
    assert "https://www.seridoat.com/" in shown
    assert "共 15 个指标" in told("indicator", "--field", "环卫")


def test_the_library_command_with_files(tmp_path):
    rows = [
        {
            "level1": "满意度指标",
            "level2": "服务对象满意度指标",
            "level3": "居民满意度",
            "target": "≥90%",
            "weight": "10",
        }
    ]
    documents = [
        {"form": "project_goal", "jurisdiction": "cn", "fiscal_year": 2021, "money_unit": "万元", "department": "局", "unit": f"街{n}",
         "subject": {"kind": "project", "code": f"P{n}", "name": f"项目{n}"}, "indicators": [{**rows[0], "target": f"≥{80 + 5 * n}%"}]}
        for n in range(5)
    ]  # fmt: skip
    path = tmp_path / "goals.json"
    path.write_text(json.dumps(documents, ensure_ascii=False), encoding="utf-8")
    band = json.loads(
        told("indicator", "--band", "居民满意度", "--target", "≥84%", "--use", str(path), "--format", "json")
    )
    assert band["quartiles"] == [80, 85, 90, 95, 100]
    assert band["place"] == "below"
    shown = told("indicator", "--band", "居民满意度", "--target", "≥84%", "--use", str(path))
    assert "定得偏松" in shown
    used = json.loads(told("indicator", "--use", str(path), "--format", "json"))["used"][0]
    assert (used["id"], used["filings"], used["budget_units"]) == ("street.居民满意度", 5, 5)


def test_what_is_asked_wrongly_is_answered_with_what_exists():
    missing = CliRunner().invoke(app, ["indicator", "--field", "航天"])
    assert "现有：" in str(missing.exception)
    assert "请加 --target" in str(CliRunner().invoke(app, ["indicator", "--band", "居民满意度"]).exception)
    assert "没有找到" in told("framework", "没有的体系")


def test_tables_line_up_under_chinese_heads():
    lines = [line for line in told("framework").splitlines() if line and not line.startswith("共")]
    column = width_of(lines[0][: lines[0].index("一级分值")])
    assert width_of("评价指标") == 8
    for line in lines[2:]:
        name = line.split("  ")[0]
        assert line.startswith(name)
        cut, width = "", 0
        for char in line:
            if width >= column:
                break
            cut += char
            width = width_of(cut)
        assert width == column
        assert cut.endswith("  ")


def test_things_are_shown_as_of_a_day():
    assert "2019年6月1日尚未施行" in told("source", "caiyu-2020-10", "--as-of", "2019-06-01")
    assert "2019年6月1日" not in told(
        "source", "hp-2021-report", "--as-of", "2019-06-01"
    )  # a report is no law
    assert "已废止" in told("source", "caiyu-2011-285", "--as-of", "2021-06-01")
    assert "special_bond" not in told("framework", "--as-of", "2021-01-01")  # from 2021-06-10
    assert "参数    goal.max_over_completion" in told(
        "rule", "goal.target_far_below_history", "--as-of", "2016-01-01"
    )
