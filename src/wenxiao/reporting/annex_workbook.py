"""An annex as a workbook of its own, for those who want to sort and filter it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from wenxiao.reporting.compose import Table

_THIN = Side(style="thin", color="999999")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


def write_annex(table: Table, path: Path) -> None:
    """Write an annex: title, heads, rows with real numbers, total; heads stay in sight and repeat in print."""
    book = Workbook()
    sheet = book.active
    if sheet is None:
        raise RuntimeError("no sheet")
    sheet.title = table.title[:31]
    sheet.append([f"附件{table.order}　{table.title}"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(table.heads))
    sheet["A1"].font = Font(name="黑体", size=14)
    sheet["A1"].alignment = Alignment(horizontal="center")
    sheet.append(list(table.heads))
    for row in (*table.rows, *([table.total] if table.total else [])):
        sheet.append([_value(text) if i in table.numeric or i == 0 else text for i, text in enumerate(row)])
    for number, cells in enumerate(sheet.iter_rows(min_row=2, max_row=sheet.max_row)):
        for column, cell in enumerate(cells):
            cell.border = _BORDER
            cell.font = Font(name="宋体", size=10, bold=number == 0)
            numeric = column in table.numeric and number > 0
            cell.alignment = Alignment(
                horizontal="right" if numeric else "left", vertical="center", wrap_text=True
            )
            if numeric:
                cell.number_format = "#,##0.00"
    if table.note:
        sheet.cell(row=sheet.max_row + 1, column=1, value=table.note).font = Font(name="宋体", size=9)
    for index, head in enumerate(table.heads):
        longest = max([len(head), *(len(row[index]) for row in table.rows)])
        sheet.column_dimensions[get_column_letter(index + 1)].width = min(max(longest * 1.8, 8), 44)
    sheet.freeze_panes = "A3"
    sheet.print_title_rows = "1:2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    book.save(path)


def _value(text: str) -> float | int | str:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation:
        return text
    return int(number) if number == number.to_integral_value() else float(number)
