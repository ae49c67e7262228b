"""The same workbook comes back with comments on the right cells; all else stays."""

import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from tests.exchange.samples import FORMS, SAMPLE

from wenxiao.exchange.xlsx.annotate import FILL, annotate
from wenxiao.exchange.xlsx.read import read_workbook
from wenxiao.exchange.xlsx.write import write_template, write_workbook

SHEET = "雾炮车降尘抑尘服务"


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook([SAMPLE, {**SAMPLE, "subject": {**SAMPLE["subject"], "name": "第二个"}}], FORMS, path)
    return path


def test_comment_and_fill_on_the_cell_and_values_unchanged(source, tmp_path):
    out = tmp_path / "b.xlsx"
    (cell,) = [read_workbook(source, FORMS)[0].origin.cells["indicators[1].actual"]]
    annotate(source, {(SHEET, cell): ["实际完成值写得不清楚，请改正。", "第二条。"]}, out)
    assert [f.content for f in read_workbook(out, FORMS)] == [f.content for f in read_workbook(source, FORMS)]
    before, after = openpyxl.load_workbook(source)[SHEET], openpyxl.load_workbook(out)[SHEET]
    noted = after[cell]
    assert noted.comment.text == "【问效】实际完成值写得不清楚，请改正。\n【问效】第二条。"
    assert noted.fill.fgColor.rgb == FILL
    for look in ("font", "border", "number_format", "alignment"):
        assert repr(getattr(noted, look)) == repr(getattr(before[cell], look))
    others = [c for row in after.iter_rows() for c in row if c.comment and c.coordinate != cell]
    assert others == []


def test_other_parts_stay_byte_for_byte(source, tmp_path):
    with zipfile.ZipFile(source, "a") as file:
        file.writestr("xl/media/公章.png", b"\x89PNG")
        file.writestr("customXml/item1.xml", b"<a/>")
    out = tmp_path / "b.xlsx"
    annotate(source, {(SHEET, "C4"): ["甲。"]}, out)
    with zipfile.ZipFile(source) as a, zipfile.ZipFile(out) as b:
        changed = {n for n in a.namelist() if a.read(n) != b.read(n)}
        assert changed <= {"xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml",
                           "xl/worksheets/_rels/sheet1.xml.rels"}  # fmt: skip
        assert b.read("xl/media/公章.png") == b"\x89PNG"


def test_existing_comments_stay_above_and_ours_are_replaced(tmp_path):
    source = tmp_path / "a.xlsx"
    write_template(FORMS["self_evaluation"], source)
    book = openpyxl.load_workbook(source)
    book.active["C4"].comment = Comment("科长：请补全。", "科长")
    name = book.active.title
    book.save(source)
    first, second = tmp_path / "b.xlsx", tmp_path / "c.xlsx"
    annotate(source, {(name, "C4"): ["旧话。"], (name, "A4"): ["看这里。"]}, first)
    annotate(first, {(name, "C4"): ["新话。"]}, second)
    sheet = openpyxl.load_workbook(second)[name]
    assert sheet["C4"].comment.text == "科长：请补全。\n【问效】新话。"
    assert sheet["A4"].comment.text.startswith("必填")
    assert sheet["A4"].comment.text.endswith("【问效】看这里。")


def test_merged_cells_missing_cells_and_unknown_sheets(source, tmp_path):
    out = tmp_path / "b.xlsx"
    annotate(
        source, {(SHEET, "D4"): ["合并格内。"], (SHEET, "Z99"): ["远处。"], ("没有这张", ""): ["不丢。"]}, out
    )
    sheet = openpyxl.load_workbook(out)[SHEET]
    area = next(a for a in sheet.merged_cells.ranges if "D4" in a)
    anchor = sheet.cell(area.min_row, area.min_col)
    assert anchor.comment.text == "【问效】合并格内。"
    assert sheet["Z99"].comment.text == "【问效】远处。"
    assert sheet["A1"].comment.text == "【问效】不丢。"


def test_boxes_belong_to_their_cells(source, tmp_path):
    out = tmp_path / "b.xlsx"
    annotate(source, {(SHEET, "C4"): ["甲。"], (SHEET, "A14"): ["乙。"]}, out)
    with zipfile.ZipFile(out) as file:
        vml = next(file.read(n).decode() for n in file.namelist() if n.endswith(".vml"))
    assert vml.count("<v:shape ") == 2
    assert "<x:Row>3</x:Row><x:Column>2</x:Column>" in vml
