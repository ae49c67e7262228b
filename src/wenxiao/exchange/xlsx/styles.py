"""Looks of a printed table: one numbered style for each kind of cell."""

from __future__ import annotations

from functools import cache

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.workbook import Workbook

from wenxiao.core.forms.layout import Role
from wenxiao.core.forms.model import FieldType

BODY_FONT, TITLE_FONT = "仿宋", "宋体"
AS_TEXT, PLAIN = "@", "General"
RIGHT_ALIGNED = {"money", "number", "integer"}
LEFT_ALIGNED = {"longtext"}
# Kept as typed: long codes lose digits, "1-12" becomes a date and "98%" a fraction otherwise.
TEXT_FORMATTED = {"text", "longtext", "code", "target", "rate", "date", "choice", "flag"}
LABEL_ROLES: set[str] = {"section", "label", "head", "footer"}
_THIN = Side(style="thin", color="FF000000")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_LABEL_FILL = PatternFill("solid", fgColor="FFF2F2F2")


@cache
def _font(role: str) -> Font:
    if role == "title":
        return Font(name=TITLE_FONT, size=18, bold=True)
    if role == "version":
        return Font(name=TITLE_FONT, size=8, color="FF999999")
    return Font(name=BODY_FONT, size=11, bold=role in {"section", "footer"})


@cache
def _alignment(role: str, kind: str) -> Alignment:
    across = "center"
    if role in {"unit_note", "version"} or (role == "value" and kind in RIGHT_ALIGNED):
        across = "right"
    elif role == "value" and kind in LEFT_ALIGNED:
        across = "left"
    indent = 1 if role == "value" and across != "center" else 0  # keep off the border
    wrap = role not in {"title", "year", "unit_note", "version"}
    return Alignment(horizontal=across, vertical="center", wrap_text=wrap, indent=indent)


class Styles:
    """The styles of one workbook, each made once."""

    def __init__(self, book: Workbook) -> None:
        """Make the styles in ``book``; they are used by its sheets only."""
        self._scratch = book.create_sheet("样式")
        self._known: dict[tuple[str, str, bool], int] = {}
        self._book = book

    def of(self, role: Role, kind: FieldType | None, quoted: bool = False) -> int:
        """Give the number of a cell's style by role and field type.

        ``quoted`` keeps a text such as ``=…`` a text when people edit it.
        """
        key = (role, kind or "", quoted)
        if key not in self._known:
            style = self._make(*key)
            self._known[key] = self._book._cell_styles.add(style)  # type: ignore[attr-defined]
        return self._known[key]

    def drop_scratch(self) -> None:
        """Take away the sheet on which the styles were made."""
        self._book.remove(self._scratch)

    def _make(self, role: str, kind: str, quoted: bool) -> StyleArray:
        cell = Cell(self._scratch, row=1, column=1)
        cell.font, cell.alignment = _font(role), _alignment(role, kind)
        if role not in {"title", "year", "unit_note", "version"}:
            cell.border = _BOX
        if role in LABEL_ROLES:
            cell.fill = _LABEL_FILL
        if role == "value":
            cell.number_format = AS_TEXT if kind in TEXT_FORMATTED else PLAIN
            cell.protection = Protection(locked=False)
        style: StyleArray = cell._style  # type: ignore[attr-defined]
        if quoted:
            style.quotePrefix = 1
        return style
