"""Draw a layout onto a worksheet: values, borders, merged cells, widths, print set-up."""

from __future__ import annotations

from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from wenxiao.core.forms.layout import Layout, LayoutCell
from wenxiao.exchange.xlsx.heights import fits_one_page, row_heights
from wenxiao.exchange.xlsx.styles import DrawnCell, Styles
from wenxiao.exchange.xlsx.values import FORMULA_SIGNS, cell_value

AUTHOR = "问效"
A4 = "9"
_MAX_LIST = 255  # Excel's limit for choices written in the rule itself


def draw(sheet: Worksheet, table: Layout, styles: Styles, *, guide: bool) -> None:
    """Draw ``table``; ``guide`` adds the fields' help as comments (templates)."""
    for cell in table.cells:
        _cell(sheet, cell, styles)
    for i, width in enumerate(table.widths, 1):
        sheet.column_dimensions[get_column_letter(i)].width = width + 0.7
    heights = row_heights(table)
    for i, height in enumerate(heights, 1):
        sheet.row_dimensions[i].height = height
    _choices(sheet, table)
    if guide:
        _help(sheet, table)
    _page(sheet, fits_one_page(table, heights))


def address(cell: LayoutCell) -> str:
    """Give the Excel address of a cell's top left corner: ``D12``."""
    return f"{get_column_letter(cell.column + 1)}{cell.row + 1}"


def _cell(sheet: Worksheet, cell: LayoutCell, styles: Styles) -> None:
    kind = cell.field.type if cell.field else None
    value = cell_value(cell.text, cell.field) if cell.text else None
    quoted = isinstance(value, str) and cell.role == "value" and value.startswith(FORMULA_SIGNS)
    style = styles.of(cell.role, kind, quoted)
    top, left = cell.row + 1, cell.column + 1
    for row in range(top, top + cell.rowspan):
        for column in range(left, left + cell.colspan):
            # Made directly: sheet.cell() and merge_cells() together cost ten times as much.
            sheet._cells[row, column] = DrawnCell(sheet, row, column, style)
    if value is not None:
        first = sheet._cells[top, left]
        first._value = value  # type: ignore[union-attr]
        first.data_type = "s" if isinstance(value, str) else "n"  # never "f": data is not a formula
    if cell.rowspan * cell.colspan > 1:
        area = CellRange(
            min_col=left, min_row=top, max_col=left + cell.colspan - 1, max_row=top + cell.rowspan - 1
        )
        sheet.merged_cells.ranges.add(area)


def _choices(sheet: Worksheet, table: Layout) -> None:
    by_list: dict[tuple[str, ...], list[LayoutCell]] = {}
    for cell in table.cells:
        if cell.role == "value" and cell.field is not None:
            choices = ("是", "否") if cell.field.type == "flag" else cell.field.choices
            if choices:
                by_list.setdefault(choices, []).append(cell)
    for choices, places in by_list.items():
        listed = ",".join(choices)
        if len(listed) > _MAX_LIST or any("," in c or '"' in c for c in choices):
            continue  # cannot be written in the rule; the shape check names wrong values all the same
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=True)
        rule.error, rule.errorTitle = f"只能填：{'、'.join(choices)}", "不在选项内"
        for area in _areas(places):
            rule.add(area)
        sheet.add_data_validation(rule)


def _areas(cells: list[LayoutCell]) -> list[str]:
    """Join cells that stand beneath one another: a long list needs one area, not a thousand."""
    runs: list[list[LayoutCell]] = []
    for cell in sorted(cells, key=lambda c: (c.column, c.row)):
        if runs and runs[-1][-1].column == cell.column and runs[-1][-1].row + 1 == cell.row:
            runs[-1].append(cell)
        else:
            runs.append([cell])
    return [address(run[0]) if len(run) == 1 else f"{address(run[0])}:{address(run[-1])}" for run in runs]


def _help(sheet: Worksheet, table: Layout) -> None:
    """Put each field's help on its label: left of a value, or at the head of its column."""
    heads = {(c.row, c.column): c for c in table.cells if c.role in {"label", "head", "footer"}}
    done: set[int] = set()
    for cell in table.cells:
        field = cell.field
        if field is None or id(field) in done:
            continue
        done.add(id(field))
        words = [w for w in (field.help, field.example and f"例：{field.example}") if w]
        if field.choices:
            words.append("可填：" + "、".join(field.choices))
        if field.required:
            words.insert(0, "必填")
        head = next((h for h in heads.values() if h.text == field.label and _heads(h, cell)), None)
        if words and head is not None:
            comment = Comment("\n".join(words), AUTHOR, height=30 + 18 * len(words), width=220)
            sheet[address(head)].comment = comment


def _heads(head: LayoutCell, cell: LayoutCell) -> bool:
    left_of = head.row == cell.row and head.column + head.colspan == cell.column
    above = head.column == cell.column and head.row < cell.row
    return left_of or above


def _page(sheet: Worksheet, one_page: bool) -> None:
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", A4
    setup.fitToWidth, setup.fitToHeight = 1, 1 if one_page else 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom, margins.footer = 0.6, 0.75, 0.35
    footer = sheet.oddFooter
    if footer is not None and footer.center is not None:
        footer.center.text = "第 &P 页，共 &N 页"
    sheet.sheet_view.showGridLines = False
