"""Guidance in a template: what a field asks for, as a comment on its label."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.comments.comment_sheet import CommentRecord
from openpyxl.worksheet.worksheet import Worksheet

from wenxiao.core.forms.layout import Layout, LayoutCell

AUTHOR = "问效"


def add_guide(sheet: Worksheet, table: Layout) -> None:
    """Put each field's help as a comment on its label: left of a value, or at the head of its column."""
    heads = {(c.row, c.column): c for c in table.cells if c.role in {"label", "head", "footer"}}
    done: set[int] = set()
    for cell in table.cells:
        field = cell.field
        if field is None or id(field) in done:
            continue
        done.add(id(field))
        words = [w for w in (field.help, field.example and f"例：{field.example}") if w]
        if field.choices:
            words.append("可填：" + "、".join(field.choices))
        if field.required:
            words.insert(0, "必填")
        head = next((h for h in heads.values() if h.text == field.label and _heads(h, cell)), None)
        if words and head is not None:
            cell_of_head = Cell(sheet, row=head.row + 1, column=head.column + 1)
            cell_of_head.comment = Comment("\n".join(words), AUTHOR, height=30 + 18 * len(words), width=220)
            sheet._comments.append(CommentRecord.from_cell(cell_of_head))  # type: ignore[attr-defined]


def _heads(head: LayoutCell, cell: LayoutCell) -> bool:
    left_of = head.row == cell.row and head.column + head.colspan == cell.column
    above = head.column == cell.column and head.row < cell.row
    return left_of or above
