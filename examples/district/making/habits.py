"""People's habits: what offices do to an official table after it was filled, without changing its meaning.

Each habit works on the finished sheet. A department keeps its habits in all its workbooks.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random

from openpyxl.worksheet.cell_range import MultiCellRange
from openpyxl.worksheet.worksheet import Worksheet

from .streams import stream

Habit = Callable[[Worksheet, Random], None]
NOTES = ("附件2", "（请于规定时间前报送区财政局绩效科）", "报送单位（盖章）：", "填报日期：")
RETITLED = {
    "项目支出绩效自评表": (
        "2020年度项目支出绩效自评表",
        "项 目 支 出 绩 效 自 评 表",
        "江澜区项目支出绩效自评表",
    ),
    "项目支出绩效目标申报表": ("2021年度项目支出绩效目标申报表", "项目支出绩效目标申报表（送审稿）"),
}


def rows_above(ws: Worksheet, rng: Random) -> None:
    """Put a line or two above the title."""
    number = rng.randint(1, 3)
    _move(ws, ws, number)
    for row in range(1, number + 1):
        ws.cell(row, 1, rng.choice(NOTES))


def columns_swapped(ws: Worksheet, _: Random) -> None:
    """Change the places of the target's column and its neighbour in the table of indicators."""
    found = _indicator_rows(ws)
    if found is None:
        return
    first, last, column = found
    crossing = [m for m in ws.merged_cells.ranges if m.max_row >= first and m.min_row <= last]
    if any(m.min_col <= column + 2 and m.max_col >= column + 1 for m in crossing):
        return
    for row in range(first, last + 1):
        left, right = ws.cell(row, column + 1), ws.cell(row, column + 2)
        left.value, right.value = right.value, left.value


def column_added(ws: Worksheet, rng: Random) -> None:
    """Add a column of the office's own at the right."""
    found = _indicator_rows(ws)
    if found is None:
        return
    first, last, _ = found
    beyond = ws.max_column + 1
    ws.cell(first, beyond, rng.choice(("佐证材料页码", "责任科室", "核对人")))
    for row in range(first + 1, last + 1):
        if rng.random() < 0.6:
            ws.cell(row, beyond, rng.choice(("见附件", "办公室", "已核", "业务科")))


def unmerged(ws: Worksheet, _: Random) -> None:
    """Take the vertical merges apart; the value stays in the first row alone."""
    for merged in sorted(ws.merged_cells.ranges, key=lambda m: str(m.coord)):
        if merged.min_col == merged.max_col and merged.min_col > 1:
            ws.unmerge_cells(merged.coord)


def retitled(ws: Worksheet, rng: Random) -> None:
    """Type the title anew."""
    for row in range(1, 5):
        title = ws.cell(row, 1).value
        if title in RETITLED:
            ws.cell(row, 1).value = rng.choice(RETITLED[str(title)])


def stamp_removed(ws: Worksheet, _: Random) -> None:
    """Delete the small line at the foot that names the form."""
    for row in range(ws.max_row, max(ws.max_row - 3, 0), -1):
        if str(ws.cell(row, 1).value or "").startswith("表样 "):
            ws.cell(row, 1).value = None


ALL: tuple[Habit, ...] = (columns_swapped, column_added, unmerged, retitled, stamp_removed, rows_above)


@cache
def habits_of(folder: str) -> tuple[Habit, ...]:
    """The habits of a department: none for most, one to three for the others."""
    rng = stream("habits", folder)
    if rng.random() < 0.62:
        return ()
    chosen = set(rng.sample(range(len(ALL)), rng.randint(1, 3)))
    return tuple(habit for number, habit in enumerate(ALL) if number in chosen)  # rows above come last


def two_in_one(upper: Worksheet, lower: Worksheet) -> None:
    """Put the second table under the first, in one sheet."""
    _move(lower, upper, upper.max_row + 2)


def _indicator_rows(ws: Worksheet) -> tuple[int, int, int] | None:
    """Header row, last row and name column of the table of indicators."""
    for row in ws.iter_rows():
        for cell in row:
            if cell.value == "三级指标":
                for merged in ws.merged_cells.ranges:
                    if merged.min_col == 1 and merged.min_row == cell.row:
                        return int(cell.row), int(merged.max_row), int(cell.column)
    return None


def _move(source: Worksheet, target: Worksheet, by: int) -> None:
    """Carry a sheet's cells, merges, lists of choices and row heights ``by`` rows down, into ``target``."""
    kept = dict(sorted(source._cells.items()))
    heights = {row: size.height for row, size in source.row_dimensions.items() if size.height}
    areas = sorted(source.merged_cells.ranges, key=lambda area: str(area.coord))
    choices = list(source.data_validations.dataValidation)
    source._cells.clear()
    source.merged_cells.ranges.clear()
    source.data_validations.dataValidation = []
    for (row, column), cell in kept.items():
        cell.row, cell.parent = row + by, target
        target._cells[row + by, column] = cell
    for area in areas:
        area.shift(row_shift=by)
        target.merged_cells.ranges.add(area)
    for choice in choices:
        places = sorted(choice.sqref.ranges, key=lambda place: str(place.coord))
        for place in places:
            place.shift(row_shift=by)
        choice.sqref = MultiCellRange(places)
        target.add_data_validation(choice)
    for row, height in heights.items():
        target.row_dimensions[row + by].height = height
