"""Print a document as a Word table from the same layout as the workbook: A4 landscape, 仿宋."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from wenxiao.core.documents import Json
from wenxiao.core.forms.layout import Layout, LayoutCell, layout
from wenxiao.core.forms.model import Form

BODY_FONT, TITLE_FONT = "仿宋_GB2312", "宋体"
MARGIN_MM, PAGE_WIDTH_MM, PAGE_HEIGHT_MM = 15, 297, 210
TWIPS_PER_MM = 56.7
_LINES = {"title", "year", "unit_note", "version"}
_ALIGN = {"unit_note": WD_ALIGN_PARAGRAPH.RIGHT, "version": WD_ALIGN_PARAGRAPH.RIGHT}
_SHADED = {"section", "label", "head", "footer"}
Node = Any


def print_document(document: Json, form: Form, path: Path) -> None:
    """Write one document as a Word file; the heads of a table repeat on every page."""
    table = layout(form, content=document)
    word = docx.Document()
    _page(word)
    for cell in table.cells:
        if cell.role in _LINES and cell.role != "version":
            _line(word, cell)
    widths = _widths(table)
    repeated = {section.id for section in form.tables()}
    group: list[tuple[int, int, bool]] = []
    for name, top, bottom in table.parts:
        # A table of its own, since only a table's first rows can repeat as its heads.
        if group and not group[-1][2] and name not in repeated:
            group[-1] = (group[-1][0], bottom, False)
        else:
            group.append((top, bottom, name in repeated))
    for i, (top, bottom, repeats) in enumerate(group):
        if i:
            _seam(word)
        word.element.body.insert(len(word.element.body) - 1, _table(table, widths, top, bottom, repeats))
    for cell in table.cells:
        if cell.role == "version":
            _line(word, cell)
    path.parent.mkdir(parents=True, exist_ok=True)
    word.save(str(path))


def _page(word: Document) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(PAGE_WIDTH_MM), Mm(PAGE_HEIGHT_MM)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Mm(MARGIN_MM))
    _fonts(word.styles["Normal"].element.get_or_add_rPr(), BODY_FONT)
    word.styles["Normal"].font.size = Pt(10.5)


def _fonts(properties: Node, name: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)


def _line(word: Document, cell: LayoutCell) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = _ALIGN.get(cell.role, WD_ALIGN_PARAGRAPH.CENTER)
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(cell.text)
    run.font.size = Pt({"title": 18, "version": 7.5}.get(cell.role, 10.5))
    run.bold = cell.role == "title"
    _fonts(run._r.get_or_add_rPr(), TITLE_FONT if cell.role in {"title", "version"} else BODY_FONT)


def _seam(word: Document) -> None:
    """Keep two tables apart without a gap that can be seen."""
    paragraph = word.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(1)
    paragraph.add_run().font.size = Pt(1)


def _widths(table: Layout) -> list[int]:
    room = (PAGE_WIDTH_MM - 2 * MARGIN_MM) * TWIPS_PER_MM
    total = sum(table.widths)
    return [round(w / total * room) for w in table.widths]


def _table(table: Layout, widths: Sequence[int], top: int, bottom: int, repeats: bool) -> Node:
    root = OxmlElement("w:tbl")
    root.append(_table_properties(sum(widths)))
    grid = OxmlElement("w:tblGrid")
    for width in widths:
        grid.append(_node("w:gridCol", w=str(width)))
    root.append(grid)
    cells = [c for c in table.cells if top <= c.row < bottom]
    for number in range(top, bottom):
        row = OxmlElement("w:tr")
        row.append(_row_properties(repeats and number == top))
        covering = [c for c in cells if c.row <= number < c.row + c.rowspan]
        for cell in sorted(covering, key=lambda c: c.column):
            row.append(_cell(cell, widths, number))
        root.append(row)
    return root


def _table_properties(width: int) -> Node:
    properties = OxmlElement("w:tblPr")
    properties.append(_node("w:tblW", w=str(width), type="dxa"))
    properties.append(_node("w:jc", val="center"))
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_node(f"w:{side}", val="single", sz="4", space="0", color="000000"))
    properties.append(borders)
    properties.append(_node("w:tblLayout", type="fixed"))
    margins = OxmlElement("w:tblCellMar")  # narrow, so that 99.97% fits into the column of points
    margins.append(_node("w:left", w="30", type="dxa"))
    margins.append(_node("w:right", w="30", type="dxa"))
    properties.append(margins)
    return properties


def _row_properties(head: bool) -> Node:
    properties = OxmlElement("w:trPr")
    properties.append(_node("w:cantSplit"))
    properties.append(_node("w:trHeight", val="400", hRule="atLeast"))
    if head:
        properties.append(_node("w:tblHeader"))
    return properties


def _cell(cell: LayoutCell, widths: Sequence[int], row: int) -> Node:
    node = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    properties.append(
        _node("w:tcW", w=str(sum(widths[cell.column : cell.column + cell.colspan])), type="dxa")
    )
    if cell.colspan > 1:
        properties.append(_node("w:gridSpan", val=str(cell.colspan)))
    if cell.rowspan > 1:
        properties.append(_node("w:vMerge", val="restart" if row == cell.row else "continue"))
    if cell.role in _SHADED:
        properties.append(_node("w:shd", val="clear", color="auto", fill="F2F2F2"))
    properties.append(_node("w:vAlign", val="center"))
    node.append(properties)
    lines = cell.text.split("\n") if row == cell.row else [""]
    for line in lines:
        node.append(_paragraph(line, cell))
    return node


def _paragraph(text: str, cell: LayoutCell) -> Node:
    kind = cell.field.type if cell.role == "value" and cell.field else ""
    across = "right" if kind in {"money", "number", "integer"} else "left" if kind == "longtext" else "center"
    node = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    properties.append(_node("w:spacing", before="0", after="0"))
    properties.append(_node("w:jc", val=across))
    node.append(properties)
    if text:
        run = OxmlElement("w:r")
        look = OxmlElement("w:rPr")
        look.append(_node("w:rFonts", **dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), BODY_FONT)))
        if cell.role in {"section", "footer"}:
            look.append(_node("w:b"))
        look.append(_node("w:sz", val="20"))
        run.append(look)
        words = OxmlElement("w:t")
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        words.text = ILLEGAL_CHARACTERS_RE.sub("", text)
        run.append(words)
        node.append(run)
    return node


def _node(name: str, **attributes: str) -> Node:
    node = OxmlElement(name)
    for key, value in attributes.items():
        node.set(qn(f"w:{key}"), value)
    return node
