"""Lay published tables out in workbooks, with the quirks they were published with."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "district"))
from making.fixed_zip import fix

Json = dict[str, Any]
Column = tuple[str, str]  # heading, field
SPLIT, SINGLE, UNSCORED = {"SE02", "SE05"}, {"SE10", "SE51", "SE55"}, {"SE15", "SE19", "SE27"}
HEADINGS = {
    "SE27": {"actual": "实施进度"},
    "SE02": {"direction": "指标性质"},
    "SE05": {"direction": "计算符号"},
}
LINES = {
    "total": "年度资金总额",
    "fiscal": "其中：本年财政拨款",
    "carryover": "上年结转资金",
    "other": "其他资金",
}
WHOLE_LINES = {"total": "部门支出总额", "basic": "其中：基本支出", "projects": "项目支出"}
THIN = Side(style="thin")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
PLAIN_NUMBER = re.compile(r"-?\d+(\.\d+)?")
FUNDS = (("年初预算数", "initial"), ("全年预算数", "adjusted"), ("全年执行数", "executed"))


def columns(document: Json) -> list[Column]:
    """The columns of the table of indicators as this table had them."""
    number = document["source"]["id"]
    renamed = HEADINGS.get(number, {})
    made: list[Column] = [("一级指标", "level1"), ("二级指标", "level2"), ("三级指标", "level3")]
    if number in SPLIT:
        made += [(renamed["direction"], "direction"), ("指标值", "target"), ("度量单位", "unit")]
    else:
        made.append(("年度指标值", "target"))
        if any(row["unit"] and row["unit"] not in (row["target"] or "") for row in document["indicators"]):
            made.append(("度量单位", "unit"))
    made.append((renamed.get("actual", "实际完成值"), "actual"))
    if number in SINGLE:
        made.append(("得分", "claimed_points"))
    elif number not in UNSCORED:
        made += [("分值", "weight"), ("得分", "claimed_points")]
    return [*made, ("偏差原因分析及改进措施", "reason")]


def write_sheet(document: Json, path: Path) -> None:
    """Write one table to a workbook of its own."""
    book = Workbook()
    ws = book.worksheets[0]
    ws.title = document["source"]["id"]
    shown = columns(document)
    width = len(shown) + 1
    whole = document["form"] == "department_self_evaluation"
    title = "部门整体支出绩效自评表" if whole else "项目支出绩效自评表"
    _across(ws, 1, width, title, bold=True)
    _across(ws, 2, width, f"（{document['fiscal_year']}年度）" if document["fiscal_year"] else "（ 年度）")
    if document["money_unit"]:
        _across(ws, 3, width, f"金额单位：{document['money_unit']}")
    row = _head(ws, document, whole=whole)
    row = _funds(ws, document, row, WHOLE_LINES if whole else LINES)
    row = _indicators(ws, document, row, shown)
    _total(ws, document, row, shown)
    for cells in ws.iter_rows(min_row=4):
        for cell in cells:
            cell.border, cell.alignment = BOX, Alignment(wrap_text=True, vertical="center")
    path.parent.mkdir(parents=True, exist_ok=True)
    _fit(ws, width)
    book.save(path)
    fix(path)


def _put(ws: Worksheet, row: int, column: int, value: str | None) -> None:
    """Write a cell; a plain number becomes one unless that would change how it is printed."""
    if value is None:
        return
    number: str | float = value
    if PLAIN_NUMBER.fullmatch(value):
        as_float = float(value)
        number = int(as_float) if as_float.is_integer() and "." not in value else as_float
        if str(number) != value:
            number = value
    cell = ws.cell(row, column, number)
    if isinstance(number, str) and number.startswith("="):
        cell.data_type = "s"  # “=100” is a target, not a formula
        cell.quotePrefix = True


def _fit(ws: Worksheet, width: int) -> None:
    """Make columns wide and rows high enough for their texts, so that the sheet can be read."""
    ws.page_setup.orientation, ws.page_setup.fitToHeight = "landscape", 0
    ws.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    spans = {str(area).split(":", maxsplit=1)[0] for area in ws.merged_cells.ranges}
    for column in range(1, width + 1):
        texts = [
            str(c.value or "")
            for (c,) in ws.iter_rows(min_col=column, max_col=column)
            if c.coordinate not in spans
        ]
        ws.column_dimensions[get_column_letter(column)].width = min(
            max([8, *(2 * len(t) + 2 for t in texts)]), 30
        )
    for number, cells in enumerate(ws.iter_rows(min_row=4, max_col=width), start=4):
        lines = max(-(-2 * len(str(c.value or "")) // 28) for c in cells)
        ws.row_dimensions[number].height = 18 * max(1, lines)


def _across(ws: Worksheet, row: int, width: int, value: str, *, bold: bool = False) -> None:
    cell = ws.cell(row, 1, value)
    cell.font, cell.alignment = Font(bold=bold, size=16 if bold else 11), Alignment(horizontal="center")
    ws.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)


def _head(ws: Worksheet, document: Json, *, whole: bool) -> int:
    year = str(document["fiscal_year"]) if document["fiscal_year"] else None
    pairs = [("项目名称", document["subject"]["name"]), ("主管部门", document["department"]),
             ("实施单位", document.get("unit")), ("预算年度", year)]  # fmt: skip
    if whole:
        pairs = [("部门名称", document["subject"]["name"]), ("预算年度", year)]
    for number, (label, value) in enumerate(pairs):
        ws.cell(4 + number // 2, 1 + 4 * (number % 2), label)
        _put(ws, 4 + number // 2, 2 + 4 * (number % 2), value)
    return 4 + (len(pairs) + 1) // 2


def _funds(ws: Worksheet, document: Json, row: int, lines: dict[str, str]) -> int:
    """The block of money; execution's weight, rate and points stand on the total's row."""
    marks = (
        ("分值", "execution_weight"),
        ("执行率", "claimed_execution_rate"),
        ("得分", "claimed_execution_points"),
    )
    if not document["funds"] and not any(document[key] for _, key in marks):
        return row
    kept = document["funds"] or [{"line": "total", "initial": None, "adjusted": None, "executed": None}]
    ws.cell(row, 1, "部门整体支出" if "basic" in lines else "项目资金")
    for number, (label, _) in enumerate((*FUNDS, *marks)):
        ws.cell(row, 3 + number, label)
    ordered = [next((k for k in kept if k["line"] == line), {"line": line}) for line in lines]
    for offset, line in enumerate(ordered, start=1):
        ws.cell(row + offset, 2, lines[line["line"]])
        values = [line.get(key) for _, key in FUNDS]
        if line["line"] == "total":
            values += [document[key] for _, key in marks]
        for number, value in enumerate(values):
            _put(ws, row + offset, 3 + number, value)
    ws.merge_cells(start_row=row, end_row=row + len(ordered), start_column=1, end_column=1)
    return row + len(ordered) + 1


def _indicators(ws: Worksheet, document: Json, row: int, shown: list[Column]) -> int:
    """The table of indicators; a level is written once and merged downwards, as official tables have it."""
    rows = document["indicators"]
    if not rows:
        return row
    ws.cell(row, 1, "绩效指标")
    for number, (label, _) in enumerate(shown):
        ws.cell(row, 2 + number, label)
    last: dict[str, tuple[str | None, int]] = {}
    for offset, each in enumerate(rows, start=1):
        for number, (_, key) in enumerate(shown):
            if key in {"level1", "level2"}:
                path = each["level1"] if key == "level1" else f"{each['level1']}/{each['level2']}"
                if last.get(key, ("", 0))[0] == path:
                    continue
                _close(ws, last.get(key), row + offset - 1, 2 + number)
                last[key] = (path, row + offset)
            _put(ws, row + offset, 2 + number, each[key])
    end = row + len(rows)
    for number, (_, key) in enumerate(shown[:2]):
        _close(ws, last.get(key), end, 2 + number)
    ws.merge_cells(start_row=row, end_row=end, start_column=1, end_column=1)
    return end + 1


def _close(ws: Worksheet, run: tuple[str | None, int] | None, end: int, column: int) -> None:
    if run and end > run[1]:
        ws.merge_cells(start_row=run[1], end_row=end, start_column=column, end_column=column)


def _total(ws: Worksheet, document: Json, row: int, shown: list[Column]) -> None:
    places = [number for number, (_, key) in enumerate(shown) if key == "claimed_points"]
    if document["claimed_total"] is None or not places:
        return
    ws.cell(row, 1, "总分")
    _put(ws, row, 2 + places[0], document["claimed_total"])
    ws.merge_cells(start_row=row, end_row=row, start_column=1, end_column=1 + places[0])
