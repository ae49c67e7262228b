"""Tables as people change them still read as the same document."""

import copy

import openpyxl
import pytest
from tests.exchange.samples import FORMS, SAMPLE

from wenxiao.exchange.xlsx.read import read_workbook
from wenxiao.exchange.xlsx.write import write_workbook


@pytest.fixture
def book(tmp_path):
    """The sample's workbook, open for changes; ``book.read()`` saves and reads it."""
    path = tmp_path / "a.xlsx"
    write_workbook([SAMPLE], FORMS, path)
    return Changed(path)


class Changed:
    def __init__(self, path):
        self.path, self.book = path, openpyxl.load_workbook(path)
        self.sheet = self.book.active

    def find(self, text):
        return next(c for row in self.sheet.iter_rows() for c in row if c.value == text)

    def unmerge(self):
        for area in list(self.sheet.merged_cells.ranges):
            self.sheet.unmerge_cells(str(area))

    def drop_row(self, text):
        self.find(text).value = None

    def read(self):
        self.book.save(self.path)
        return read_workbook(self.path, FORMS)


def without(filing_or_content, *keys):
    return {k: v for k, v in filing_or_content.items() if k not in keys}


def test_merged_cells_taken_apart(book):
    book.unmerge()
    (filing,) = book.read()
    assert filing.content == SAMPLE


def test_rows_inserted_above_and_between(book):
    book.unmerge()
    book.sheet.insert_rows(1, 3)
    book.sheet["A1"] = "附件2"
    book.sheet.insert_rows(book.find("质量指标").row)
    book.sheet.insert_rows(book.find("年初预算数").row)
    (filing,) = book.read()
    assert filing.content == SAMPLE
    assert filing.origin.cells["indicators[0].level3"] == book.find("配备车辆数").coordinate


def test_title_and_version_line_missing(book):
    for text in ("项目支出绩效自评表", "（2021年度）"):
        book.drop_row(text)
    for row in book.sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("表样"):
                cell.value = None
    (filing,) = book.read()
    assert filing.content == {**SAMPLE, "jurisdiction": None}


def test_year_only_in_the_title(book):
    book.sheet.cell(book.find("预算年度").row, 3).value = None
    book.find("（2021年度）").value = None
    book.find("项目支出绩效自评表").value = "二〇二一年度贵池区项目支出绩效自评表"
    (filing,) = book.read()
    assert filing.content["fiscal_year"] == 2021


def swap_columns(book, first, second):
    top, bottom = book.find("一级指标").row, book.find("总分").row
    a, b = book.find(first).column, book.find(second).column
    for row in range(top, bottom + 1):
        one, other = book.sheet.cell(row, a), book.sheet.cell(row, b)
        one.value, other.value = other.value, one.value


def test_columns_in_another_order_and_one_more(book):
    book.unmerge()
    swap_columns(book, "年度指标值", "偏差原因分析及改进措施")
    top = book.find("一级指标").row
    book.sheet.cell(top, 12).value = "评分办法"
    book.sheet.cell(top + 1, 12).value = "按比例计分"
    (filing,) = book.read()
    assert filing.content == SAMPLE
    assert [p.rule for p in filing.problems] == ["shape.unknown_column"]
    assert "“评分办法”一栏" in filing.problems[0].message


def test_operator_and_unit_in_columns_of_their_own(book):
    book.unmerge()
    top = book.find("一级指标").row
    for offset, row in enumerate([("指标性质", "度量单位"), ("≧", "辆"), ("═", "%(百分比)"), ("定性", "/")]):
        book.sheet.cell(top + offset, 12).value, book.sheet.cell(top + offset, 13).value = row
    (filing,) = book.read()
    assert [(r["direction"], r["unit"]) for r in filing.content["indicators"]] == [
        ("≧", "辆"), ("═", "%(百分比)"), ("定性", "/"),
    ]  # fmt: skip
    assert not filing.problems


@pytest.mark.parametrize(
    ("line", "unit"), [("金额单位：元", "元"), ("单位:元", "元"), ("（单位：人民币 元）", "元")]
)
def test_yuan_instead_of_ten_thousand(book, line, unit):
    book.find("金额单位：万元").value = line
    (filing,) = book.read()
    assert filing.content == {**SAMPLE, "money_unit": unit}


def test_unit_in_the_section_label_or_a_column(book):
    book.find("金额单位：万元").value = None
    book.find("项目资金").value = "项目资金\n（元）"
    (filing,) = book.read()
    assert filing.content["money_unit"] == "元"


def test_two_units_in_one_table_are_kept_apart_and_said(book):
    book.find("金额单位：万元").value = "金额单位：元"
    book.find("年度资金总额").value = "年度资金总额（万元）"
    (filing,) = book.read()
    assert filing.content["money_unit"] == "元"
    assert filing.content["funds"][0] == {
        "line": "total",
        "initial": "90万元",
        "adjusted": "90万元",
        "executed": "89.974万元",
    }
    assert filing.content["funds"][1]["initial"] == "90"
    assert filing.problems[0].rule == "shape.money_unit"


def test_aliases_and_odd_writing_of_labels(book):
    for old, new in {
        "项目名称": " 项 目 名 称：", "主管部门": "主管部门及代码", "实施单位": "项目实施单位",
        "年度资金总额": "年度资金\n总额：",
        "全年预算数": "全年预算数(A)", "全年执行数": "全年执行数（Ｂ）", "年度指标值": "年度\n指标值",
        "实际完成值": "全年实际值",
        "预期目标": "年初设定目标", "总分": "总 分", "偏差原因分析及改进措施": "未完成原因分析",
    }.items():  # fmt: skip
        book.find(old).value = new
    (filing,) = book.read()
    assert filing.content == SAMPLE


def test_template_rows_and_empty_rows_are_dropped_but_content_is_kept(book):
    book.unmerge()
    total = book.find("总分").row
    book.sheet.insert_rows(total, 6)
    column = book.find("三级指标").column
    rows = [
        {"level3": "指标2："}, {"level3": "……"}, {"level2": "生态效益指标"}, {},
        {"level3": "其中：大型车", "target": "≥4辆", "actual": "/"}, {"level3": "维修次数", "weight": "8"},
    ]  # fmt: skip
    columns = {
        "level2": column - 1,
        "level3": column,
        "target": column + 1,
        "actual": column + 2,
        "weight": column + 3,
    }
    for offset, row in enumerate(rows):
        for key, value in row.items():
            book.sheet.cell(total + offset, columns[key]).value = value
    (filing,) = book.read()
    added = filing.content["indicators"][3:]
    assert [(r["level1"], r["level2"], r["level3"]) for r in added] == [
        ("效益指标（30分）", "生态效益指标", "其中：大型车"),
        ("效益指标（30分）", "生态效益指标", "维修次数"),
    ]  # fmt: skip
    assert added[0]["actual"] == "/"
    assert added[1]["target"] is None
    assert filing.content["claimed_total"] == "98"


def test_empty_weights_are_not_invented_from_the_level_name(book):
    column = book.find("三级指标").column + 3
    for row in range(book.find("一级指标").row + 1, book.find("总分").row):
        book.sheet.cell(row, column).value = None
    (filing,) = book.read()
    assert {r["weight"] for r in filing.content["indicators"]} == {None}
    assert filing.content["indicators"][0]["level1"] == "产出指标（50分）"


def copy_table(source, target, at):
    for row in source.iter_rows():
        for cell in row:
            if cell.value is not None:
                target.cell(cell.row + at, cell.column).value = cell.value
    for area in list(source.merged_cells.ranges):
        moved = copy.copy(area)
        moved.shift(row_shift=at)
        target.merge_cells(moved.coord)


@pytest.mark.parametrize("gap", [0, 1, 4])
@pytest.mark.parametrize("titled", [True, False])
def test_two_tables_in_a_sheet(book, tmp_path, gap, titled):
    other = {**SAMPLE, "subject": {**SAMPLE["subject"], "name": "另一项目"}, "claimed_total": "77"}
    path = tmp_path / "b.xlsx"
    write_workbook([other], FORMS, path)
    second = openpyxl.load_workbook(path).active
    if not titled:
        second["A1"].value = None
        for sheet in (second, book.sheet):
            sheet.cell(sheet.max_row, 1).value = None  # no version line between the tables either
    start = book.sheet.max_row + gap
    copy_table(second, book.sheet, start)
    filings = book.read()
    place = "440112" if titled else None
    assert [f.content for f in filings] == [
        {**SAMPLE, "jurisdiction": place},
        {**other, "jurisdiction": place},
    ]
    assert filings[1].origin.cells["subject.name"] == f"C{4 + start}"


def test_different_forms_one_below_the_other_and_other_sheets(book, tmp_path):
    goal = {
        "form": "project_goal", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "project", "name": "甲"},
        "indicators": [{"level1": "产出指标", "level2": "数量指标", "level3": "车辆数", "target": "≥3辆",
        "weight": "10"}],
    }  # fmt: skip
    path = tmp_path / "b.xlsx"
    write_workbook([goal], FORMS, path)
    copy_table(openpyxl.load_workbook(path).active, book.sheet, book.sheet.max_row + 2)
    book.book.create_sheet("填报说明")["A1"] = "请认真填写。"
    first, second = book.read()
    assert (first.form, second.form) == ("self_evaluation", "project_goal")
    assert second.content["indicators"][0]["target"] == "≥3辆"
    assert [p.rule for p in first.problems] == ["shape.sheet_skipped"]


def test_numbers_typed_in_excel_come_back_as_shown(book):
    row = book.find("配备车辆数").row
    column = book.find("三级指标").column
    funds = book.find("年度资金总额")
    value = book.sheet.cell(funds.row, book.find("年初预算数").column)
    value.value = 52.80000000000001
    target = book.sheet.cell(row, column + 1)
    target.value, target.number_format = 0.98, "0%"
    actual = book.sheet.cell(row, column + 2)
    actual.value, actual.number_format = 1.1525, "0.00%"
    other = book.sheet.cell(row + 1, column + 2)
    import datetime

    other.value, other.number_format = datetime.date(2021, 12, 31), "yyyy-mm-dd"
    plain = book.sheet.cell(row + 2, column + 1)
    plain.value, plain.number_format = 1, "General"
    (filing,) = book.read()
    rows = filing.content["indicators"]
    assert filing.content["funds"][0]["initial"] == "52.8"
    assert [rows[0]["target"], rows[0]["actual"]] == ["98%", "115.25%"]
    assert [rows[1]["actual"], rows[2]["target"]] == ["2021-12-31", "1"]


def test_signatures_written_in_one_cell(book):
    cell = book.find("填报人")
    book.unmerge()
    for column in range(1, 12):
        book.sheet.cell(cell.row, column).value = None
    book.sheet.cell(cell.row, 1).value = "填报人：李四   联系电话：12345678   填报日期：2022-03-01"
    (filing,) = book.read()
    assert (filing.content["filled_by"], filing.content["phone"]) == ("李四", "12345678")


def test_old_version_is_a_warning(book):
    line = next(c for row in book.sheet.iter_rows() for c in row if str(c.value).startswith("表样"))
    line.value = "表样 self_evaluation · 2019-01-01"
    (filing,) = book.read()
    assert filing.content == {**SAMPLE, "jurisdiction": None}
    (problem,) = filing.problems
    assert problem.rule == "shape.old_version"
    assert "2019-01-01" in problem.message
    assert "2020-02-25" in problem.message


def test_official_goal_table_with_period_and_annual_indicators_side_by_side(tmp_path):
    """实施期 on the left, 年度 on the right, level 1 shared; funds as label and value in pairs."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [
        ["项目支出绩效目标申报表"],
        ["（2023年度）"],
        ["项目名称", None, "农村公路养护"],
        ["主管部门及代码", None, "交通局 [402]", None, "实施单位", None, "公路所"],
        ["项目资金\n（万元）", "实施期资金总额", None, 900, "年度资金总额", None, 300],
        [None, "其中：财政拨款", None, 900, "其中：财政拨款", None, 300],
        ["总体目标", "实施期目标", None, None, "年度目标"],
        [None, "三年养护900公里", None, None, "养护300公里"],
        ["绩效指标", "一级指标", "二级指标", "三级指标", "指标值", "二级指标", "三级指标", "指标值"],
        [None, "产出指标", "数量指标", "养护里程", "≥900公里", "数量指标", "养护里程", "≥300公里"],
        [None, "满意度指标", "满意度", "群众满意度", "≥85%", "满意度", "群众满意度", "≥90%"],
    ]:
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    (filing,) = read_workbook(tmp_path / "a.xlsx", FORMS)
    read = filing.content
    assert read["form"] == "project_goal"
    assert [(r["level1"], r["target"]) for r in read["indicators"]] == [
        ("产出指标", "≥300公里"),
        ("满意度指标", "≥90%"),
    ]
    assert [(r["level1"], r["target"]) for r in read["period_indicators"]] == [
        ("产出指标", "≥900公里"), ("满意度指标", "≥85%"),
    ]  # fmt: skip
    total = read["funds"][0]
    assert (total["line"], total["period_amount"], total["annual"]) == ("total", "900", "300")
    assert (read["period_goal"], read["annual_goal"]) == ("三年养护900公里", "养护300公里")
    assert filing.origin.cells["indicators[1].target"] == "H11"
