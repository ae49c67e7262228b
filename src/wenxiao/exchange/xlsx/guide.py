"""Guidance in a template: what a field asks for, as a comment on its label."""

from __future__ import annotations

from collections.abc import Callable

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.worksheet.worksheet import Worksheet

from wenxiao.core.forms.layout import Layout, LayoutCell
from wenxiao.core.forms.model import Field, Form

AUTHOR = "问效"


def add_guide(
    sheet: Worksheet, table: Layout, form: Form | None = None, cite: Callable[[str], str] = str
) -> None:
    """Put each field's help as a comment on its label, and the form's guides on its title.

    ``cite`` writes a citation of the rulebook (``source#clause``) for people.
    """
    heads = {(c.row, c.column): c for c in table.cells if c.role in {"label", "head", "footer"}}
    if form is not None and (form.help or form.guides):
        title = next(c for c in table.cells if c.role == "title")
        _comment(sheet, title, [form.help or "", *(f"怎样填：{cite(guide)}" for guide in form.guides)])
    done: set[int] = set()
    for cell in table.cells:
        field = cell.field
        if field is None or id(field) in done:
            continue
        done.add(id(field))
        head = next((h for h in heads.values() if h.text == field.label and _heads(h, cell)), None)
        if head is not None:
            _comment(sheet, head, _words(field, cite))


def _words(field: Field, cite: Callable[[str], str]) -> list[str]:
    return [
        "必填" if field.required else "",
        field.help or "",
        f"例：{field.example}" if field.example else "",
        f"可填：{'、'.join(field.choices)}" if field.choices else "",
        f"常填：{'、'.join(field.suggest)}" if field.suggest else "",
        f"怎样填：{cite(field.guide)}" if field.guide else "",
    ]


def _comment(sheet: Worksheet, on: LayoutCell, words: list[str]) -> None:
    told = [word for word in words if word]
    if told:
        cell = Cell(sheet, row=on.row + 1, column=on.column + 1)
        cell.comment = Comment("\n".join(told), AUTHOR, height=30 + 18 * len(told), width=220)
        sheet._comments.append(CommentRecord.from_cell(cell))  # type: ignore[attr-defined]


def _heads(head: LayoutCell, cell: LayoutCell) -> bool:
    left_of = head.row == cell.row and head.column + head.colspan == cell.column
    above = head.column == cell.column and head.row < cell.row
    return left_of or above
