"""Names of cells: ``D12`` and back, without loading a workbook library."""

from __future__ import annotations

import re

_CELL = re.compile(r"([A-Z]{1,3})([1-9]\d*)")


def column_letters(column: int) -> str:
    """Give the letters of a column counted from 1: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Give the number of a column from its letters: AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def split_cell(cell: str) -> tuple[str, int]:
    """Give letters and row of ``D12``; ValueError when it is no cell's name."""
    found = _CELL.fullmatch(cell.replace("$", "").upper())
    if not found:
        raise ValueError(cell)
    return found.group(1), int(found.group(2))
