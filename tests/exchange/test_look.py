"""What a person sees in Excel: lists to choose from, guidance, print set-up, numbers as numbers."""

import openpyxl
import pytest
from tests.exchange.samples import FORMS, SAMPLE

from wenxiao.exchange.xlsx.write import write_template, write_workbook


@pytest.fixture
def sheet(tmp_path):
    write_workbook([SAMPLE], FORMS, tmp_path / "a.xlsx")
    return openpyxl.load_workbook(tmp_path / "a.xlsx").active


def test_print_set_up(sheet):
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.fitToWidth) == 1
    assert "第" in sheet.oddFooter.center.text


def test_fonts_borders_and_alignment(sheet):
    cell = sheet["D8"]
    assert (cell.value, cell.alignment.horizontal, cell.font.name) == (90, "right", "仿宋")
    assert cell.border.left.style == cell.border.bottom.style == "thin"
    assert sheet["A1"].font.size == 18
    assert sheet.column_dimensions["A"].width < sheet.column_dimensions["D"].width


def test_codes_and_targets_stay_as_typed(sheet):
    cells = {c.value: c for row in sheet.iter_rows() for c in row if c.value is not None}
    assert cells["51092324T000010263357"].number_format == "@"
    assert cells["98%"].number_format == "@"
    assert cells[22.5].data_type == "n"


def test_template_has_lists_and_guidance(tmp_path):
    write_template(FORMS["project_goal"], tmp_path / "t.xlsx", {"indicators": 12})
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    lists = {v.formula1 for v in sheet.data_validations.dataValidation}
    assert '"新增项目,延续项目"' in lists
    notes = {c.value: c.comment.text for row in sheet.iter_rows() for c in row if c.comment}
    assert notes["项目名称"] == "必填\n例：城区道路清扫保洁"
    assert notes["项目属性"] == "可填：新增项目、延续项目"
    heads = [c.row for row in sheet.iter_rows() for c in row if c.value == "三级指标"]
    assert sheet.max_row == heads[0] + 12 + 1


def test_flags_of_a_long_list_share_one_rule(tmp_path):
    write_template(FORMS["project_list"], tmp_path / "t.xlsx", {"items": 1000})
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").active
    (rule,) = [v for v in sheet.data_validations.dataValidation if v.formula1 == '"是,否"']
    assert len(rule.sqref.ranges) == 3
