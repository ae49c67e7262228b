"""Hand a workbook back with comments on its cells; everything else stays as it was."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path

from lxml import etree  # type: ignore[import-untyped]
from openpyxl.utils.cell import (
    column_index_from_string,
    coordinate_from_string,
    get_column_letter,
)
from openpyxl.utils.exceptions import CellCoordinatesException
from openpyxl.worksheet.cell_range import CellRange

from wenxiao.core.errors import InputError
from wenxiao.exchange.xlsx.comments import SheetComments
from wenxiao.exchange.xlsx.container import check_container
from wenxiao.exchange.xlsx.package import Node, Package

FILL = "FFFFF2CC"
Notes = Mapping[tuple[str, str], list[str]]


def annotate(source: Path, notes: Notes, out: Path) -> None:
    """Write ``source`` to ``out`` with ``notes`` as comments and a light fill on their cells.

    ``notes`` maps (sheet, cell) to lines. A cell inside a merged area stands for the area; lines
    whose sheet or cell is not there go to A1, so that none is lost. Comments of others are kept above.
    Raises InputError when ``source`` is not a workbook.
    """
    check_container(source)
    try:
        _annotate(Package(source), notes, out)
    except (AttributeError, IndexError, KeyError, StopIteration, TypeError, ValueError) as error:
        # A part that should be there is not, or says what it must not: the file is damaged.
        raise InputError(f"{source.name}：文件已损坏，无法写入批注，请使用原来导入的文件。") from error


def _annotate(package: Package, notes: Notes, out: Path) -> None:
    sheets = package.sheets()
    first = next(iter(sheets))
    by_sheet: dict[str, dict[str, list[str]]] = {}
    for (sheet, cell), lines in notes.items():
        name = sheet if sheet in sheets else first
        by_sheet.setdefault(name, {}).setdefault(_clean(cell), []).extend(lines)
    fills = _Fills(package)
    for name, cells in by_sheet.items():
        _mark_sheet(package, sheets[name], cells, fills)
    package.save(out)


def _clean(cell: str) -> str:
    try:
        column, row = coordinate_from_string(cell)
    except (CellCoordinatesException, ValueError):
        return "A1"
    return f"{column}{row}"


def _mark_sheet(package: Package, part: str, cells: Mapping[str, list[str]], fills: _Fills) -> None:
    root = package.edit(part)
    merged = [CellRange(m.get("ref")) for m in root.iter("{*}mergeCell")]
    lines: dict[tuple[int, int], list[str]] = {}
    for cell, words in cells.items():
        letters, row = coordinate_from_string(cell)
        column = column_index_from_string(letters)
        for area in merged:
            if area.min_row <= row <= area.max_row and area.min_col <= column <= area.max_col:
                row, column = area.min_row, area.min_col
        lines.setdefault((row, column), []).extend(words)
    comments = SheetComments(package, part)
    grid = _Rows(root)
    for (row, column), words in sorted(lines.items()):
        node = grid.cell(row, column)
        node.set("s", fills.filled(node.get("s", "0")))
        comments.put(node.get("r"), row - 1, column - 1, words)
    comments.finish()


class _Rows:
    """The rows and cells of a sheet part; missing ones are made in their place."""

    def __init__(self, root: Node) -> None:
        self._data = root.find("{*}sheetData")
        self._space = etree.QName(root).namespace
        self._rows: dict[int, Node] = {}
        number = 0
        for row in self._data:
            number = int(row.get("r", number + 1))
            self._rows[number] = row

    def cell(self, row: int, column: int) -> Node:
        """Give the cell, made when it is not there."""
        holder = self._rows.get(row)
        if holder is None:
            holder = etree.Element(f"{{{self._space}}}row", r=str(row))
            later = min((n for n in self._rows if n > row), default=None)
            if later is None:
                self._data.append(holder)
            else:
                self._rows[later].addprevious(holder)
            self._rows[row] = holder
        at = 0
        for node in holder:
            at = (
                column_index_from_string(coordinate_from_string(node.get("r"))[0])
                if node.get("r")
                else at + 1
            )
            if at == column:
                node.set("r", _name(row, column))
                return node
            if at > column:
                new = etree.Element(f"{{{self._space}}}c", r=_name(row, column))
                node.addprevious(new)
                return new
        return etree.SubElement(holder, f"{{{self._space}}}c", r=_name(row, column))


def _name(row: int, column: int) -> str:
    return f"{get_column_letter(column)}{row}"


class _Fills:
    """Styles with our fill, one for each style met: font, border and format stay."""

    def __init__(self, package: Package) -> None:
        self._root = package.edit(next(iter(package.related("xl/workbook.xml", "styles").values())))
        self._made: dict[str, str] = {}
        self._fill: str | None = None

    def filled(self, style: str) -> str:
        """Give the number of the style like ``style`` with the fill."""
        if style not in self._made:
            formats = self._root.find("{*}cellXfs")
            new = copy.deepcopy(formats[int(style)])
            new.set("fillId", self._fill_id())
            new.set("applyFill", "1")
            formats.append(new)
            formats.set("count", str(len(formats)))
            self._made[style] = str(len(formats) - 1)
        return self._made[style]

    def _fill_id(self) -> str:
        if self._fill is None:
            fills = self._root.find("{*}fills")
            space = etree.QName(fills).namespace
            fill = etree.SubElement(fills, f"{{{space}}}fill")
            pattern = etree.SubElement(fill, f"{{{space}}}patternFill", patternType="solid")
            etree.SubElement(pattern, f"{{{space}}}fgColor", rgb=FILL)
            etree.SubElement(pattern, f"{{{space}}}bgColor", indexed="64")
            fills.set("count", str(len(fills)))
            self._fill = str(len(fills) - 1)
        return self._fill
