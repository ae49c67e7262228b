"""Draw a layout onto an openpyxl sheet, for those who go on changing it before it is saved.

``write_workbook`` is three times as quick and looks the same; take this only to alter the cells.
"""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from wenxiao.core.forms.layout import Layout, LayoutCell
from wenxiao.exchange.xlsx.choices import choice_rules
from wenxiao.exchange.xlsx.guide import add_guide
from wenxiao.exchange.xlsx.heights import fits_one_page, row_heights
from wenxiao.exchange.xlsx.styles import Styles
from wenxiao.exchange.xlsx.values import FORMULA_SIGNS, cell_value


def draw(sheet: Worksheet, table: Layout, styles: Styles, *, guide: bool) -> None:
    """Draw ``table``; ``guide`` adds the fields' help as comments."""
    for cell in table.cells:
        _cell(sheet, cell, styles)
    for i, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(i)].width = round(width + 0.7, 2)
    heights = row_heights(table)
    for i, height in enumerate(heights, 1):
        sheet.row_dimensions[i].height = height
    for words, areas, strict in choice_rules(table):
        rule = DataValidation(
            "list", formula1=f'"{",".join(words)}"', allow_blank=True, showErrorMessage=strict
        )
        for area in areas:
            rule.add(area)
        sheet.add_data_validation(rule)
    if guide:
        add_guide(sheet, table)
    _page(sheet, fits_one_page(table, heights))


def _cell(sheet: Worksheet, cell: LayoutCell, styles: Styles) -> None:
    value = cell_value(cell.text, cell.field) if cell.text else None
    quoted = cell.role == "value" and isinstance(value, str) and value.startswith(FORMULA_SIGNS)
    style = styles.array(styles.of(cell.role, cell.field.type if cell.field else None, quoted))
    top, left = cell.row + 1, cell.column + 1
    for row in range(top, top + cell.rowspan):
        for column in range(left, left + cell.colspan):
            sheet._cells[row, column] = Cell(sheet, row=row, column=column, style_array=style)
    if value is not None:
        first = sheet._cells[top, left]
        first._value = value  # type: ignore[union-attr]
        first.data_type = "s" if isinstance(value, str) else "n"  # never "f": data is not a formula
    if cell.rowspan * cell.colspan > 1:
        right, bottom = left + cell.colspan - 1, top + cell.rowspan - 1
        sheet.merged_cells.ranges.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))


def _page(sheet: Worksheet, one_page: bool) -> None:
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", "9"
    setup.fitToWidth, setup.fitToHeight = 1, int(one_page)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
