"""Tables drawn by hand in the manner of published ones, with what makes them hard to read."""

import openpyxl
import pytest
from tests.exchange.samples import FORMS

from wenxiao.exchange.xlsx.read import read_workbook


@pytest.fixture
def read(tmp_path):
    def reading(rows, merged=()):
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append([None if v == "" else v for v in row])
        for area in merged:
            book.active.merge_cells(area)
        path = tmp_path / "a.xlsx"
        book.save(path)
        return read_workbook(path, FORMS)

    return reading


def test_official_self_evaluation(read):
    merged = (
        "A2:I2 A3:I3 A4:B4 C4:I4 A5:B5 C5:D5 E5:F5 G5:I5 A6:A10 A11:A12 B11:E11 F11:I11 B12:E12 F12:I12 "
        "A13:A18 B14:B16 C14:C15 B17:B18 A19:F19 A20:I20"
    )
    (filing,) = read([
        ["附件1"],
        ["项目支出绩效自评表"],
        ["（2021年度）"],
        ["项目名称", "", "委托业务项目"],
        ["主管部门", "", "[155]棠溪镇人民政府", "", "实施单位", "", "棠溪镇人民政府"],
        ["项目资金\n（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", 0, 0, 0, 10, "0", 0],
        ["", "其中：当年财政拨款", 90, 89.974, 89.974, "—", "", "—"],
        ["", "上年结转资金", "", "", "", "—", "", "—"],
        ["", "其他资金", "", "", "", "—", "", "—"],
        ["年度总体目标", "预期目标", "", "", "", "实际完成情况"],
        ["", "目标1：完成委托。\n目标2：控制成本。", "", "", "", "已完成"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分",
        "偏差原因分析及改进措施"],
        ["", "产出指标(50分)", "数量指标", "基建工程委托业务项目数量", "≥50个", 50, 8, 8, ""],
        ["", "", "", "……", "", "", "", "", ""],
        ["", "", "成本指标", "项目总成本", "≤90万元", 90, 8, 8, ""],
        ["", "效益指标(30分)", "生态效益指标", "", "", "", "", "", ""],
        ["", "", "可持续影响指标", "持续性影响", "效果明显", "达成预期指标", 10, 10, "无"],
        ["总分", "", "", "", "", "", 100, 26, ""],
        ["注：1.得分一档最高不能超过该指标分值上限。"],
        ["填报人：", "王五", "联系电话：", 13800000000],
    ], merged.split())  # fmt: skip
    content = filing.content
    assert content["subject"]["name"] == "委托业务项目"
    assert (content["department"], content["unit"]) == ("[155]棠溪镇人民政府", "棠溪镇人民政府")
    assert (content["fiscal_year"], content["money_unit"]) == (2021, "万元")
    assert content["funds"] == [
        {"line": "total", "initial": "0", "adjusted": "0", "executed": "0"},
        {"line": "fiscal", "initial": "90", "adjusted": "89.974", "executed": "89.974"},
    ]
    assert (content["execution_weight"], content["claimed_execution_points"]) == ("10", "0")
    assert content["expected_goal"] == "目标1：完成委托。\n目标2：控制成本。"
    assert [(r["level1"], r["level2"], r["level3"], r["actual"]) for r in content["indicators"]] == [
        ("产出指标(50分)", "数量指标", "基建工程委托业务项目数量", "50"),
        ("产出指标(50分)", "成本指标", "项目总成本", "90"),
        ("效益指标(30分)", "可持续影响指标", "持续性影响", "达成预期指标"),
    ]
    assert (content["claimed_total"], content["filled_by"], content["phone"]) == ("26", "王五", "13800000000")
    assert filing.problems == ()


def test_operator_value_and_unit_in_three_columns(read):
    (filing,) = read([
        ["2022年项目支出绩效自评表", "", "", "", "", "", "", "", "", "单位：元"],
        ["项目名称", "义务教育营养改善计划专项资金"],
        ["主管部门及代码", "105 永德县教育体育局", "", "", "实施单位", "永德县明朗中学"],
        ["项目资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
        ["", "年度资金总额", "", 387664.62, 387664.62, 10, 1, 10],
        ["绩效指标", "", "", "年度指标值", "", "", "实际完成值", "分值", "得分", "偏差原因分析"],
        ["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "", "", "", ""],
        ["产出指标", "数量指标", "学生受资助人数", "≧", 735, "人次", "735", 10, 10, ""],
        ["", "质量指标", "覆盖率", "═", 100, "%", "100%", 10, 7, ""],
        ["总分", "", "", "", "", "", "", 100, 96, ""],
    ], ["A6:C6", "D6:F6", "G6:G7", "H6:H7", "I6:I7", "J6:J7", "A8:A9"])  # fmt: skip
    content = filing.content
    assert (content["money_unit"], content["fiscal_year"]) == ("元", 2022)
    assert [(r["level1"], r["direction"], r["target"], r["unit"],
    r["actual"]) for r in content["indicators"]] == [
        ("产出指标", "≧", "735", "人次", "735"), ("产出指标", "═", "100", "%", "100%"),
    ]  # fmt: skip
    assert content["claimed_total"] == "96"


def test_funds_as_pairs_and_a_goal_beside_its_label(read):
    (filing,) = read([
        ["项目支出绩效目标表"],
        ["（2023年度）"],
        ["项目名称", "雾炮车降尘抑尘服务"],
        ["主管部门及代码", "[219]城管局", "", "实施单位", "环卫处"],
        ["项目资金（万元）", "中期资金总额：", 750, "年度资金总额：", "250"],
        ["", "其中：财政拨款", 750, "其中：财政拨款", 250],
        ["", "其他资金", "", "其他资金", ""],
        ["年度总体目标", "配备雾炮车，降低扬尘。"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值"],
        ["", "产出指标", "数量指标", "配备车辆数", "10辆"],
        ["", "", "时效指标", "服务周期", "2023.07-2024.01"],
    ], ["A1:E1", "A2:E2", "B3:E3", "B8:E8", "B10:B11"])  # fmt: skip
    content = filing.content
    assert filing.form == "project_goal"
    assert content["funds"] == [
        {"line": "total", "period_amount": "750", "annual": "250"},
        {"line": "fiscal", "period_amount": "750", "annual": "250"},
    ]
    assert content["annual_goal"] == "配备雾炮车，降低扬尘。"
    assert [r["target"] for r in content["indicators"]] == ["10辆", "2023.07-2024.01"]
    assert content["indicators"][1]["level1"] == "产出指标"


def test_parent_rows_with_weight_and_child_rows_with_values(read):
    (filing,) = read([
        ["项目绩效自评表"],
        ["项目名称", "扶贫", "主管部门", "甲局", "实施单位", "乙站", "年度", "2020年"],
        ["一级指标", "指标内容", "目标值", "完成值", "权重", "自评得分"],
        ["产出指标", "补助户数", "", "", "20%", 20],
        ["", "其中：脱贫户", "≥12户", "12", "", ""],
        ["", "其中：边缘户", "≥**户", "4", "", ""],
        ["合计", "", "", "", "100", "20"],
    ])  # fmt: skip
    rows = filing.content["indicators"]
    assert [(r["level3"], r["target"], r["weight"]) for r in rows] == [
        ("补助户数", None, "20%"), ("其中：脱贫户", "≥12户", None), ("其中：边缘户", "≥**户", None),
    ]  # fmt: skip
    assert {r["level1"] for r in rows} == {"产出指标"}
    assert (filing.content["fiscal_year"], filing.content["claimed_total"]) == (2020, "20")


def test_a_list_of_projects_is_one_document(read):
    rows = [
        [f"5109{i:05}", f"项目{i}", "甲站", i * 10, "新增项目", "一次性项目", "是" if i % 2 else "否"]
        for i in range(1, 40)
    ]
    (filing,) = read([
        ["2021年部门预算项目清单"], ["部门名称", "甲局", "部门编码", "207101"],
        ["项目编码", "项目名称", "实施单位", "年度预算金额（元）", "项目属性", "项目类型", "专项债券"], *rows,
    ])  # fmt: skip
    assert filing.form == "project_list"
    items = filing.content["items"]
    assert len(items) == 39
    assert (items[0]["code"], items[0]["special_bond"], items[1]["special_bond"]) == (
        "510900001",
        True,
        False,
    )
    assert filing.content["money_unit"] == "元"
