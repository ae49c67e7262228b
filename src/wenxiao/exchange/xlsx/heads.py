"""Column heads: which column of the sheet is which field, in any order, in one row or in two."""

from __future__ import annotations

from wenxiao.core.forms.model import Field
from wenxiao.exchange.xlsx.grid import Grid
from wenxiao.exchange.xlsx.known import KnownSection
from wenxiao.exchange.xlsx.labels import bare, look_up, plain

Columns = dict[str, tuple[int, int]]  # field id → first and last column under its head
Cell = tuple[int, int, str]  # row, column, text


def head_columns(
    grid: Grid, row: int, known: KnownSection, depth: int = 1, within: tuple[int, int] | None = None
) -> Columns:
    """Match the texts of a row (or of two, where heads stand below a common head) to the fields.

    A first label wins over an alias, and an alias over a word that also names the section
    (绩效指标 heads the section in one table and the third level in another). ``within`` looks
    only at heads from the first to before the second of two columns.
    """
    cells = [(row, c, t) for c, t in grid.filled(row)]
    if depth == 2:
        cells = _with_row_below(grid, row, cells)
    if within is not None:
        cells = [cell for cell in cells if within[0] <= cell[1] < within[1]]
    starts = [c for _, c, _ in cells]
    left = [(cell, field) for cell in cells if (field := look_up(known.fields, cell[2])) is not None]
    columns: Columns = {}
    for wanted in (_is_label, _is_alias, _is_any):
        for cell, field in list(left):
            at, column, text = cell
            if field.id in columns or not wanted(known, field, text):
                continue
            own_end = grid.span(at, column).right
            following = next((s for s in starts if s > column), own_end + 1)
            columns[field.id] = (column, max(own_end, following - 1))
            left.remove((cell, field))
    return columns


def repeated_from(grid: Grid, row: int, known: KnownSection, columns: Columns) -> int | None:
    """Give the column where the heads of a table begin anew (实施期指标 | 年度指标 side by side), if they do."""
    last = max(end for _, end in columns.values())
    again = [
        c for c, t in grid.filled(row) if (f := look_up(known.fields, t)) and c > columns.get(f.id, (c, c))[0]
    ]
    names = {f.id for c in again if (f := look_up(known.fields, grid.text(row, c)))}
    return min(again) if len(names) > 1 and min(again) <= last + 1 else None


def _with_row_below(grid: Grid, row: int, cells: list[Cell]) -> list[Cell]:
    """Put the heads of the row below in place of the common head above them."""
    if row + 1 >= grid.height:
        return cells
    below = [(row + 1, c, t) for c, t in grid.filled(row + 1)]
    kept = [
        cell
        for cell in cells
        if not any(cell[1] <= c <= grid.span(cell[0], cell[1]).right for _, c, _ in below)
    ]
    return sorted([*kept, *below], key=lambda cell: cell[1])


def _is_label(known: KnownSection, field: Field, text: str) -> bool:
    return plain(field.label) in {plain(text), bare(text)}


def _is_alias(known: KnownSection, field: Field, text: str) -> bool:
    return plain(text) not in known.labels


def _is_any(known: KnownSection, field: Field, text: str) -> bool:
    return True
