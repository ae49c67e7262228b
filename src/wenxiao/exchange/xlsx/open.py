"""Open a workbook: safe, of bearable size, every formula with its value; then its sheets as grids."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, WorksheetNotFound

from wenxiao.core.errors import InputError
from wenxiao.exchange import limits
from wenxiao.exchange.xlsx.container import check_container
from wenxiao.exchange.xlsx.grid import Grid, Place, Span
from wenxiao.exchange.xlsx.package import Package
from wenxiao.exchange.xlsx.raw import percent_cells, uncalculated


def open_grids(path: Path) -> Iterator[Grid]:
    """Give the sheets that hold anything, in their order. Raises InputError for unfit files."""
    if check_container(path):
        _check_formulas(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            names = [s.name for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
            if len(names) > limits.MAX_SHEETS:
                raise InputError(
                    f"{path.name}：有 {len(names)} 张工作表，超过 {limits.MAX_SHEETS} 张的上限，请拆分。"
                )
            rows = 0
            for name in names:
                grid = _grid(path, book.get_sheet_by_name(name))
                rows += grid.height
                if rows > limits.MAX_ROWS_PER_WORKBOOK:
                    limit = limits.MAX_ROWS_PER_WORKBOOK
                    raise InputError(f"{path.name}：各工作表合计超过 {limit} 行的上限，请拆分后再试。")
                if grid.height:
                    yield grid
    except (CalamineError, WorksheetNotFound, OSError) as error:
        raise InputError(f"{path.name}：文件已损坏或不完整，无法打开，请重新导出或重新上传。") from error


def _grid(path: Path, sheet: CalamineSheet) -> Grid:
    if sheet.total_height > limits.MAX_ROWS_PER_SHEET:
        limit = limits.MAX_ROWS_PER_SHEET
        raise InputError(f"{path.name}：工作表“{sheet.name}”超过 {limit} 行的上限，请拆分后再试。")
    values = sheet.to_python(skip_empty_area=False) if sheet.end else []
    spans: dict[Place, Span] = {}
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or []:
        span = Span(top, left, bottom, right)
        # Areas merged far beyond the content (whole columns) matter only where there is content.
        for row in range(top, min(bottom, len(values)) + 1):
            for column in range(left, min(right, limits.MAX_COLUMNS) + 1):
                spans[row, column] = span
    return Grid(sheet.name, values, spans, partial(_percents, path, sheet.name))


def _percents(path: Path, sheet: str) -> set[Place]:
    package = Package(path)
    parts = package.sheets()
    return percent_cells(package, parts[sheet]) if sheet in parts else set()


def _check_formulas(path: Path) -> None:
    """Refuse formulas that were never calculated: their cells look empty to every reader."""
    package = Package(path)
    bare = [
        f"{name}!{cell}"
        for name, part in package.sheets().items()
        for cell in uncalculated(package.raw(part))
    ]
    if bare:
        shown = "、".join(bare[: limits.MAX_NAMED_CELLS])
        more = f" 等 {len(bare)} 处" if len(bare) > limits.MAX_NAMED_CELLS else ""
        raise InputError(
            f"{path.name}：{shown}{more}是公式但没有计算结果，读不到数值，"
            "请在 Excel 或 WPS 中打开后重新保存，或把公式改为数值。"
        )
