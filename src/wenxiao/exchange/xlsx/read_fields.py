"""Label/value pairs: the value to the right of its label, or behind a colon in the same cell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenxiao.core.forms.model import Field
from wenxiao.exchange.xlsx.draft import Draft
from wenxiao.exchange.xlsx.labels import index, look_up, plain

_PAIR = re.compile(r"([^\s:：]{2,20})\s*[:：]\s*((?:(?!\s+[^\s:：]{2,20}[:：]).)*)", re.S)


def read_fields(draft: Draft, fields: Iterable[Field]) -> None:
    """Read the scalar fields from all rows that no matrix, table or block has used."""
    wanted = [f for f in fields if f.id not in draft.found]
    known = index((f.labels, f) for f in wanted)
    for row in range(draft.part.top, draft.part.bottom):
        if row not in draft.used:
            _row(draft, row, known)


def _row(draft: Draft, row: int, known: dict[str, Field]) -> None:
    grid = draft.part.grid
    filled = list(grid.filled(row))
    skip_until = 0
    for column, text in filled:
        if column < skip_until:
            continue
        field = look_up(known, text)
        if field is None:
            _pairs_in_cell(draft, row, column, text, known)
        elif field.id not in draft.found:
            skip_until = _value_right(draft, row, column, field, known)


def _value_right(draft: Draft, row: int, column: int, field: Field, known: dict[str, Field]) -> int:
    """Take the next text to the right unless it is a label itself; give the column after it."""
    grid = draft.part.grid
    start = grid.next_right(row, column)
    for at, text in grid.filled(row):
        if at < start:
            continue
        other = look_up(known, text)
        if other is not None and other.id not in draft.found and other.id != field.id:
            break  # the next label: nothing is written between
        draft.put(field, field.id, row, at)
        return at + 1
    draft.put(field, field.id, row, start, "")
    return start


def _pairs_in_cell(draft: Draft, row: int, column: int, text: str, known: dict[str, Field]) -> None:
    if ":" not in text and "：" not in text:
        return
    for label, value in _PAIR.findall(text):
        field = known.get(plain(label))
        if field is None or field.id in draft.found:
            continue
        if value.strip():
            draft.put(field, field.id, row, column, value)
        elif text.rstrip().endswith((":", "：")):
            _value_right(draft, row, column, field, known)
