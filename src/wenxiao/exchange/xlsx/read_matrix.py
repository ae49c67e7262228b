"""Fixed rows × columns, such as the fund table: columns by their heads, rows by their labels."""

from __future__ import annotations

import re

from wenxiao.core.documents import Json
from wenxiao.core.forms.layout import NOT_HERE
from wenxiao.core.forms.model import Field, Row
from wenxiao.core.forms.values import typed
from wenxiao.exchange.xlsx.draft import Draft
from wenxiao.exchange.xlsx.known import KnownSection
from wenxiao.exchange.xlsx.labels import look_up
from wenxiao.exchange.xlsx.locate import Located


def read_matrix(draft: Draft, located: Located) -> None:
    """Read a matrix whose heads were found; rows without any value are left out."""
    section, grid = located.known.section, draft.part.grid
    rows: dict[str, Json] = {}
    last = located.head
    for r in range(located.first, located.bound):
        line = _line(draft, located.known, r, located)
        if line is None or line[0].id in rows:
            if rows and len(rows) == len(section.rows):
                break
            continue
        row, column = line
        last = r
        draft.mark(f"{section.id}.{row.id}", r, column)
        rows[row.id] = _values(draft, located, row, r)
    draft.used.update(range(located.head, last + 1))
    kept = [
        {"line": k, **values} for k, values in rows.items() if any(v is not None for v in values.values())
    ]
    draft.content[section.id] = kept
    head = grid.span(located.head, 0)
    draft.mark(section.id, head.top, head.left)


def read_pairs(draft: Draft, known: KnownSection) -> None:
    """Read a matrix written as label/value pairs without heads.

    ``年度资金总额：| 100`` names row and column at once; the labels beneath it belong to the same column.
    """
    section, grid = known.section, draft.part.grid
    fields = [f for f in section.fields if not f.only_row]
    rows: dict[str, Json] = {}
    under: dict[int, Field] = {}
    for r in range(draft.part.top, draft.part.bottom):
        for column, text in () if r in draft.used else grid.filled(r):
            row, field = look_up(known.rows, text), look_up(known.fields, text)
            if field is not None and not field.only_row:
                under[column] = field
                row = row or section.rows[0]
            field = under.get(column) or (fields[0] if len(fields) == 1 else None)
            if row is None or field is None or field.id in rows.get(row.id, {}):
                continue
            at = _value_right_of(draft, known, r, column)
            value = typed(draft.shown(field, r, at), field)
            if value is not None and not re.match(r"[\d.,+¥￥-]", str(value)):
                continue
            draft.mark(f"{section.id}.{row.id}.{field.id}", r, at)
            rows.setdefault(row.id, {})[field.id] = value
    draft.content[section.id] = [
        {"line": key, **{f.id: None for f in fields}, **values}
        for key, values in rows.items()
        if any(v is not None for v in values.values())
    ]


def _value_right_of(draft: Draft, known: KnownSection, r: int, column: int) -> int:
    """Give where a label's value stands: next to it, or after empty cells, but not beyond another label."""
    grid = draft.part.grid
    at = grid.next_right(r, column)
    if grid.text(r, at):
        return at
    following = next(((c, t) for c, t in grid.filled(r) if c > column), None)
    if following is None:
        return at
    is_label = (
        look_up(known.rows, following[1]) is not None or look_up(known.fields, following[1]) is not None
    )
    return at if is_label else following[0]


def _line(draft: Draft, known: KnownSection, r: int, located: Located) -> tuple[Row, int] | None:
    """Find the label of a row, left of the first column."""
    edge = min((c for c, _ in located.columns.values()), default=0)
    for column, text in draft.part.grid.filled(r):
        row = look_up(known.rows, text)
        if row is not None and column < edge:
            return row, column
    return None


def _values(draft: Draft, located: Located, row: Row, r: int) -> Json:
    section = located.known.section
    values: Json = {}
    for field in section.fields:
        if field.id not in located.columns:
            if not field.only_row:
                values[field.id] = None
            continue
        at = _filled_column(draft, r, *located.columns[field.id])
        if not field.only_row:
            values[field.id] = typed(draft.shown(field, r, at), field)
            draft.mark(f"{section.id}.{row.id}.{field.id}", r, at)
        elif field.only_row == row.id:
            draft.put(field, field.id, r, at)
        else:
            _elsewhere(draft, field, row, r, at)
    return values


def _filled_column(draft: Draft, r: int, left: int, right: int) -> int:
    return next((c for c in range(left, right + 1) if draft.part.grid.text(r, c)), left)


def _elsewhere(draft: Draft, field: Field, row: Row, r: int, at: int) -> None:
    """A value in a row to which the column does not belong is not taken over, but said."""
    text = draft.shown(field, r, at)
    taken = draft.content.get(field.id)
    if text and text != NOT_HERE and typed(text, field) not in {None, taken}:
        message = (
            f"“{row.label}”行的“{field.label}”写了“{text}”，此栏只在总额一行填写，这个值未采用，请核对。"
        )
        draft.notice("shape.ignored_value", field.id, message, text)
