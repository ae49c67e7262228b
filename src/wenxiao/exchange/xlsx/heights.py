"""Row heights: Excel does not fit merged cells by itself, so lines are counted here."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from functools import cache

from wenxiao.core.forms.layout import Layout

LINE = 15.0  # points a line of 11-point type takes
PADDING = 7.0
LEAST = {"title": 34.0, "year": 20.0, "unit_note": 18.0, "version": 14.0}
LEAST_OTHER = 24.0
LONG_TEXT = 72.0  # room for a goal in an empty template
MOST = 400.0  # Excel's own limit is 409
PAGE_WIDTH, PAGE_HEIGHT = 770.0, 498.0  # A4 landscape within its margins, in points
CHARACTER = 5.6  # points a character of a column's width takes
SHRINK = 1.45  # smaller than this a print is hard to read
_WIDE = {"W", "F", "A"}


@cache
def _char_width(char: str) -> float:
    return 2.1 if unicodedata.east_asian_width(char) in _WIDE else 1.1


def text_width(text: str) -> float:
    """Give the width of a line in Excel's characters: a Chinese one takes two."""
    return sum(map(_char_width, text))


def line_count(text: str, width: float) -> int:
    """Count the lines that a text takes in a column of ``width`` characters."""
    return sum(max(1, math.ceil(text_width(line) / max(width - 1, 1))) for line in text.split("\n"))


def row_heights(table: Layout) -> list[float]:
    """Give the height of every row so that no text is cut."""
    heights = [LEAST_OTHER] * table.height
    tall = []
    for cell in table.cells:
        if cell.role in LEAST:
            heights[cell.row] = LEAST[cell.role]
            continue
        width = sum(table.widths[cell.column : cell.column + cell.colspan])
        need = line_count(cell.text, width) * LINE + PADDING
        if cell.field is not None and cell.field.type == "longtext" and cell.field.id == cell.path:
            need = max(need, LONG_TEXT)
        if cell.rowspan == 1:
            heights[cell.row] = min(max(heights[cell.row], need), MOST)
        else:
            tall.append((cell, need))
    for cell, need in tall:
        rows = range(cell.row, cell.row + cell.rowspan)
        lack = need - sum(heights[r] for r in rows)
        if lack > 0:
            for r in rows:
                heights[r] = min(heights[r] + lack / cell.rowspan, MOST)
    return heights


def fits_one_page(table: Layout, heights: Sequence[float]) -> bool:
    """Tell whether the table can be shrunk onto one page and still be read."""
    scale = min(1.0, PAGE_WIDTH / (sum(table.widths) * CHARACTER))
    return sum(heights) * scale <= PAGE_HEIGHT * SHRINK
