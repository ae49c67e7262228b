"""A layout as the XML of a worksheet.

Written directly: an object for every cell takes four times as long, and a bureau exports
a thousand tables at once.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from wenxiao.core.forms.layout import Layout, LayoutCell
from wenxiao.exchange.xlsx.choices import choices_xml
from wenxiao.exchange.xlsx.grid import address
from wenxiao.exchange.xlsx.heights import fits_one_page, row_heights
from wenxiao.exchange.xlsx.styles import Styles
from wenxiao.exchange.xlsx.values import FORMULA_SIGNS, cell_value

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COMMENTS = '<legacyDrawing r:id="anysvml"/>'  # the id under which openpyxl files the boxes of comments
_A4 = 9


def sheet_xml(table: Layout, styles: Styles, *, commented: bool, selected: bool) -> str:
    """Give the worksheet part of a table.

    ``commented`` says that comments follow in parts of their own, ``selected`` that it is the open sheet.
    """
    heights = row_heights(table)
    tab = ' tabSelected="1"' if selected else ""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{_MAIN}" xmlns:r="{_LINKS}">'
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<dimension ref="A1:{address(table.height - 1, len(table.widths) - 1)}"/>'
        f'<sheetViews><sheetView showGridLines="0"{tab} workbookViewId="0"/></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/>{_columns(table)}{_rows(table, styles, heights)}'
        f"{_merged(table)}{choices_xml(table)}{_page(one_page=fits_one_page(table, heights))}"
        f"{_COMMENTS if commented else ''}</worksheet>"
    )


def _columns(table: Layout) -> str:
    made = (
        f'<col min="{i}" max="{i}" width="{width + 0.7:.2f}" customWidth="1"/>'
        for i, width in enumerate(table.widths, 1)
    )
    return f"<cols>{''.join(made)}</cols>"


def _rows(table: Layout, styles: Styles, heights: list[float]) -> str:
    rows: list[list[str]] = [[""] * len(table.widths) for _ in heights]
    for cell in table.cells:
        value = cell_value(cell.text, cell.field) if cell.text else None
        style = styles.of(cell.role, cell.field.type if cell.field else None, _is_quoted(cell, value))
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                rows[row][column] = f'<c r="{address(row, column)}" s="{style}"/>'
        if value is not None:
            rows[cell.row][cell.column] = _filled(address(cell.row, cell.column), style, value)
    written = (
        f'<row r="{i}" ht="{height:.1f}" customHeight="1">{"".join(row)}</row>'
        for i, (row, height) in enumerate(zip(rows, heights, strict=True), 1)
    )
    return f"<sheetData>{''.join(written)}</sheetData>"


def _is_quoted(cell: LayoutCell, value: str | float | None) -> bool:
    return cell.role == "value" and isinstance(value, str) and value.startswith(FORMULA_SIGNS)


def _filled(place: str, style: int, value: str | float) -> str:
    """A text is always an inline string and a number a value: data never become a formula."""
    if isinstance(value, str):
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


def _merged(table: Layout) -> str:
    areas = [
        f'<mergeCell ref="{address(c.row, c.column)}:{address(c.row + c.rowspan - 1, c.column + c.colspan - 1)}"/>'
        for c in table.cells
        if c.rowspan * c.colspan > 1
    ]
    return f'<mergeCells count="{len(areas)}">{"".join(areas)}</mergeCells>' if areas else ""


def _page(*, one_page: bool) -> str:
    return (
        '<printOptions horizontalCentered="1"/>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.75" header="0.3" footer="0.35"/>'
        f'<pageSetup paperSize="{_A4}" orientation="landscape" fitToWidth="1" fitToHeight="{int(one_page)}"/>'
        "<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>"
    )
