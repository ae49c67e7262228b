"""Long texts: below their label as in the official tables, or to the right of it."""

from __future__ import annotations

from wenxiao.core.forms.model import Field
from wenxiao.exchange.xlsx.draft import Draft
from wenxiao.exchange.xlsx.labels import look_up
from wenxiao.exchange.xlsx.locate import Located


def read_block(draft: Draft, located: Located) -> None:
    """Read the texts of a block whose labels were found."""
    grid, row = draft.part.grid, located.head
    columns = {f.id: located.columns[f.id] for f in located.known.section.fields if f.id in located.columns}
    draft.used.add(row)
    for field in located.known.section.fields:
        if field.id not in columns:
            continue
        left, right = columns[field.id]
        beside = next(((c, t) for c, t in grid.filled(row) if c > right), None)
        if len(columns) == 1 and beside is not None and not _is_label(draft, located, beside[1]):
            draft.put(field, field.id, row, beside[0])
        else:
            _below(draft, located, field, left, right)


def _below(draft: Draft, located: Located, field: Field, left: int, right: int) -> None:
    """Join the texts beneath a label down to the next part of the table."""
    grid = draft.part.grid
    first = grid.span(located.head, left).bottom + 1
    others = [c for key, (c, _) in located.columns.items() if key != field.id]
    until = min([c for c in others if c > left], default=right + 1)
    end = _last_row(draft, located, first)
    lines = []
    for row in range(first, end):
        texts = [t for c, t in grid.filled(row) if left <= c < max(until, right + 1)]
        lines += texts
    draft.used.update(range(first, max(end, first + 1)))
    draft.put(field, field.id, first, left, "\n".join(lines))


def _last_row(draft: Draft, located: Located, first: int) -> int:
    """Give the row after the block: before the next heads, labels or version line."""
    grid = draft.part.grid
    section_cell = grid.span(located.head, 0)
    for row in range(first, located.bound):
        texts = [t for _, t in grid.filled(row)]
        inside = section_cell.bottom >= row > section_cell.top
        if row > first and not inside and not texts:
            return row
        if not inside and any(_is_label(draft, located, t) or "表样" in t for t in texts):
            return row
    return located.bound


def _is_label(draft: Draft, located: Located, text: str) -> bool:
    if look_up(draft.known.scalars, text) is not None:
        return True
    return any(
        look_up(known.fields, text) is not None or look_up(known.rows, text) is not None
        for known in draft.known.sections
        if known.section.kind == "matrix" and known.section.id != located.known.section.id
    )
