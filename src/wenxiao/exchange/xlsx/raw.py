"""What only the raw sheet tells: formulas that were never calculated, cells that show a percentage.

Read from the XML itself: many systems export workbooks whose styles a strict library refuses.
"""

from __future__ import annotations

import re

from wenxiao.exchange.xlsx.cells import column_number, split_cell
from wenxiao.exchange.xlsx.grid import Place
from wenxiao.exchange.xlsx.package import Package

_BUILT_IN_PERCENT = {"9", "10"}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*)>")
_REFERENCE = re.compile(rb'\br="([A-Z]+\d+)"')
_STYLE = re.compile(rb'\bs="(\d+)"')
_FORMULA = re.compile(
    rb"<(?:\w+:)?c\s([^>]*)>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*(?:/>|>\s*</(?:\w+:)?v>))?\s*</(?:\w+:)?c>"
)


def uncalculated(sheet: bytes) -> list[str]:
    """Give the cells whose formula has no stored result (an empty text is a result)."""
    found = []
    for attributes, empty in _FORMULA.findall(sheet):
        where = _REFERENCE.search(attributes)
        if where and not (empty and b't="str"' in attributes):
            found.append(where.group(1).decode())
    return found


def percent_cells(package: Package, sheet: str) -> set[Place]:
    """Give the places of a sheet part whose format shows numbers as percentages."""
    styles = _percent_styles(package)
    found: set[Place] = set()
    if not styles:
        return found
    for attributes in _CELL.findall(package.raw(sheet)):
        style, where = _STYLE.search(attributes), _REFERENCE.search(attributes)
        if style and where and style.group(1).decode() in styles:
            column, row = split_cell(where.group(1).decode())
            found.add((row - 1, column_number(column) - 1))
    return found


def _percent_styles(package: Package) -> set[str]:
    parts = package.related("xl/workbook.xml", "styles")
    if not parts:
        return set()
    root = package.tree(next(iter(parts.values())))
    percents = set(_BUILT_IN_PERCENT)
    for node in root.iter("{*}numFmt"):
        if "%" in _LITERAL.sub("", node.get("formatCode", "")):
            percents.add(node.get("numFmtId"))
    formats = root.find("{*}cellXfs")
    listed = formats if formats is not None else ()
    return {str(number) for number, node in enumerate(listed) if node.get("numFmtId") in percents}
