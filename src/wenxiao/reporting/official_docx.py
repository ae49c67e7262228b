"""Setting a report as an official Word document in the manner of GB/T 9704—2012 (党政机关公文格式)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from wenxiao.reporting.compose import Composed, Heading, Paragraph, Table

SONG, HEI, KAI, FANGSONG = "方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"
SIZE_2, SIZE_3, SIZE_4, SIZE_5 = Pt(22), Pt(16), Pt(14), Pt(10.5)
LINE = Pt(28.8)  # 22 lines on a 225 mm page
TITLE_WIDTH = 19  # characters of size 2 on a 156 mm line
_CHINESE = "一二三四五六七八九十"


def write_report(report: Composed, path: Path, *, issuer: str, issued: str) -> None:
    """Write the report and its annexes to one Word file; ``issuer`` and ``issued`` (a date in words) sign it."""
    document = Document()
    _set_page(document.sections[0])
    _page_numbers(document)
    _title(document, report.title)
    if report.greeting:
        _line(document, report.greeting, indent=False)
    for block in report.blocks:
        _block(document, block)
    _line(document, report.ending)
    _attachments(document, report.annexes)
    _signature(document, issuer, issued)
    for table in report.annexes:
        _annex(document, table)
    document.core_properties.title = report.title
    document.core_properties.author = issuer
    document.save(str(path))


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(28)


def _page_numbers(document: Any) -> None:
    """Put “— 1 —” outside on each page: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, side in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        _run(paragraph, "— ", "宋体", SIZE_4)
        run = _run(paragraph, "", "宋体", SIZE_4)
        for kind, text in (("begin", None), (None, "PAGE"), ("end", None)):
            element = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                element.set(qn("w:fldCharType"), kind)
            else:
                element.text = text
            run._r.append(element)  # python-docx offers no field API
        _run(paragraph, " —", "宋体", SIZE_4)


def _run(paragraph: Any, text: str, font: str, size: Any, *, bold: bool = False) -> Any:
    run = paragraph.add_run(text)
    run.font.name = "Times New Roman" if font in {"宋体", FANGSONG} else font
    run.font.size = size
    run.font.bold = bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    return run


def _spaced(paragraph: Any, *, indent: bool) -> Any:
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    shape.space_before = shape.space_after = Pt(0)
    if indent:
        shape.first_line_indent = Pt(32)
    return paragraph


def _title(document: Any, text: str) -> None:
    paragraph = _spaced(document.add_paragraph(), indent=False)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(35)
    paragraph.paragraph_format.space_after = Pt(28)
    for number, part in enumerate(_title_lines(text)):
        run = _run(paragraph, part, SONG, SIZE_2)
        if number:
            run._r.insert_element_before(OxmlElement("w:br"), "w:t")


def _title_lines(text: str) -> list[str]:
    """Break a long title near its middle, after a whole word, so that no single character is left over."""
    if len(text) <= TITLE_WIDTH:
        return [text]
    ends = [m.end() for m in re.finditer("年度|工作|预算|管理|绩效|情况|的", text) if m.end() < len(text)]
    middle = len(text) / 2
    at = min(ends, key=lambda end: abs(end - middle), default=int(middle))
    return [text[:at], text[at:]]


def _line(document: Any, text: str, *, indent: bool = True, font: str = FANGSONG) -> Any:
    paragraph = _spaced(document.add_paragraph(), indent=indent)
    _run(paragraph, text, font, SIZE_3)
    return paragraph


def _block(document: Any, block: Heading | Paragraph) -> None:
    if isinstance(block, Paragraph):
        paragraph = _line(document, block.text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        return
    number = _CHINESE[block.number - 1]
    text, font = {
        1: (f"{number}、{block.text}", HEI),
        2: (f"（{number}）{block.text}", KAI),
        3: (f"{block.number}.{block.text}", FANGSONG),
    }[block.level]
    paragraph = _line(document, text, font=font)
    paragraph.paragraph_format.keep_with_next = True
    outline = OxmlElement("w:outlineLvl")
    outline.set(qn("w:val"), str(block.level - 1))
    paragraph._p.get_or_add_pPr().append(outline)


def _attachments(document: Any, annexes: Sequence[Table]) -> None:
    if not annexes:
        return
    _line(document, "")
    for position, table in enumerate(annexes, start=1):
        head = "附件：" if position == 1 else "　　　"
        _line(document, f"{head}{position}.{table.title}")


def _signature(document: Any, issuer: str, issued: str) -> None:
    _line(document, "")
    for text, right in ((issuer, Pt(64)), (issued, Pt(64))):
        paragraph = _line(document, text, indent=False)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = right


def _annex(document: Any, table: Table) -> None:
    section = document.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(25), Mm(25)
    _line(document, f"附件{table.order}", indent=False, font=HEI)
    heading = _spaced(document.add_paragraph(), indent=False)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.space_after = Pt(8)
    _run(heading, table.title, SONG, Pt(18))
    grid(
        document, table.heads, [*table.rows, *([table.total] if table.total else [])], table.numeric, Mm(247)
    )
    if table.note:
        _note(document, table.note)


def _note(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(4)
    _run(paragraph, text, FANGSONG, SIZE_5)


def grid(
    document: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[int], width: Any
) -> None:
    """Set a bordered table whose head repeats on each page; ``numeric`` columns are right-aligned."""
    table = document.add_table(rows=1, cols=len(heads))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    widths = _widths(heads, rows, width)
    for index, head in enumerate(heads):
        _cell(table.rows[0].cells[index], head, WD_ALIGN_PARAGRAPH.CENTER, font=HEI)
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    table.rows[0]._tr.get_or_add_trPr().append(repeat)
    for row in rows:
        added = table.add_row()
        cells = added.cells
        whole = OxmlElement("w:cantSplit")
        added._tr.get_or_add_trPr().append(whole)
        for index, text in enumerate(row):
            side = WD_ALIGN_PARAGRAPH.RIGHT if index in numeric else WD_ALIGN_PARAGRAPH.LEFT
            side = (
                WD_ALIGN_PARAGRAPH.CENTER if index == 0 or (len(text) <= 3 and index not in numeric) else side
            )
            _cell(cells[index], text, side)
    for index, size in enumerate(widths):
        table.columns[index].width = size
    for line in table.rows:
        for cell, size in zip(line.cells, widths, strict=True):
            cell.width = size


def _cell(cell: Any, text: str, side: Any, font: str = "宋体") -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    paragraph.alignment = side
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(1)
    _run(paragraph, text, font, SIZE_5)


def _widths(heads: Sequence[str], rows: Sequence[Sequence[str]], width: Any) -> list[int]:
    """Share the width by the text: the 90th percentile of each column's length, within bounds."""
    sizes = []
    for index, head in enumerate(heads):
        lengths = sorted(len(row[index]) for row in rows) or [0]
        usual = lengths[int(len(lengths) * 0.9) - 1] if len(lengths) > 1 else lengths[0]
        sizes.append(
            min(max(usual + 1.2, len(head) * 0.8 + 1.2, 3.5), 24)
        )  # the cell margins take about a character
    return [int(width * size / sum(sizes)) for size in sizes]
