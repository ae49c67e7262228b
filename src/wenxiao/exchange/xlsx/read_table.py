"""Repeating rows: columns in any order, merged cells carried down, up to the total or the next part."""

from __future__ import annotations

import re
import sys
from dataclasses import replace

from wenxiao.core.documents import Json
from wenxiao.core.forms.model import Field, Section
from wenxiao.core.forms.structure import name_field
from wenxiao.core.forms.values import typed
from wenxiao.exchange.xlsx.draft import Draft
from wenxiao.exchange.xlsx.grid import address
from wenxiao.exchange.xlsx.heads import Columns, head_columns, repeated_from
from wenxiao.exchange.xlsx.labels import look_up, plain
from wenxiao.exchange.xlsx.locate import Located

_EMPTY = re.compile(r"[.…·\s/—\-]*")
_PLACEHOLDER = re.compile(r"[.…·\s/—\-]*|指标\d*[:：]?")
_NOTE = re.compile(r"(注|说明|备注|填[表报]说明|注意事项)\s*\d*[:：]")
_SUBTOTALS = {"小计", "本页小计"}


def read_table(draft: Draft, located: Located) -> None:
    """Read the rows of a table and its footer, and those of the table that stands beside it."""
    twin = next((s for s in draft.known.sections if s.section.beside == located.known.section.id), None)
    anew = (
        repeated_from(draft.part.grid, located.head, located.known, located.columns)
        if twin is not None
        else None
    )
    if twin is None or anew is None:
        _read(draft, located)
        return
    own = located.columns
    ids = {f.id for f in located.known.section.fields}
    right = head_columns(draft.part.grid, located.head, located.known, within=(anew, sys.maxsize))
    shared = {key: place for key, place in own.items() if key not in right and place[1] < anew}
    left = head_columns(draft.part.grid, located.head, twin, within=(0, anew))
    _read(draft, replace(located, known=twin, columns=left), quiet=True)
    _read(
        draft,
        replace(located, columns={k: v for k, v in {**shared, **right}.items() if k in ids}),
        quiet=True,
    )


def _read(draft: Draft, located: Located, *, quiet: bool = False) -> None:
    section, grid = located.known.section, draft.part.grid
    rows: list[Json] = []
    carried: Json = {}
    last = located.head
    if not quiet:
        _extra_columns(draft, located)
    for r in range(located.first, located.bound):
        texts = list(grid.filled(r))
        if not texts:
            continue
        if _is_footer(draft, located, texts):
            _footer(draft, located, r)
            last = r
            break
        if _ends(draft, located, texts, r):
            break
        last = r
        if _NOTE.match(texts[0][1]) and len(texts) == 1:
            continue
        if plain(texts[0][1]) in _SUBTOTALS:
            message = f"{address(r, texts[0][0])} 的小计行不是一条内容，未读入。"
            draft.notice("shape.subtotal", section.id, message)
            continue
        _row(draft, located, r, rows, carried)
    draft.used.update(range(located.head, last + 1))
    draft.content[section.id] = rows
    head = min((c for c, _ in located.columns.values()), default=0)
    draft.mark(section.id, located.head, head)


def _row(draft: Draft, located: Located, r: int, rows: list[Json], carried: Json) -> None:
    section = located.known.section
    row: Json = {}
    places: dict[str, tuple[int, int]] = {}
    for field in section.fields:
        if field.id in located.columns:
            text, places[field.id] = _text(draft, field, r, located.columns[field.id])
            row[field.id] = typed(text, field)
        else:
            row[field.id] = None
    if _is_empty(row, section):
        _carry(section, row, carried, places)  # a merged cell may begin in a row without content
        return
    _carry(section, row, carried, places)
    at = f"{section.id}[{len(rows)}]"
    name = name_field(section)
    if name is not None and name.id in places:
        draft.mark(at, *places[name.id])
    elif places:
        draft.mark(at, *next(iter(places.values())))
    for key, (place_row, place_column) in places.items():
        draft.mark(f"{at}.{key}", place_row, place_column)
    rows.append(row)


def _text(draft: Draft, field: Field, r: int, columns: tuple[int, int]) -> tuple[str, tuple[int, int]]:
    """Give what stands under a head in this row; several cells under one wide head are joined."""
    found = [
        (c, draft.shown(field, r, c)) for c in range(columns[0], columns[1] + 1) if draft.part.grid.text(r, c)
    ]
    if not found:
        span = draft.part.grid.span(r, columns[0])
        return "", (span.top, span.left)
    return " ".join(text for _, text in found), (r, found[0][0])


def _carry(section: Section, row: Json, carried: Json, places: dict[str, tuple[int, int]]) -> None:
    """Let the merged columns' values hold until the next one; a new upper level clears the lower ones."""
    for i, key in enumerate(section.fill_down):
        value = row.get(key)
        if value is None:
            if key in carried:
                row[key], place = carried[key]
                if key in places:
                    places[key] = place
        else:
            if key not in carried or carried[key][0] != value:
                for lower in section.fill_down[i + 1 :]:
                    carried.pop(lower, None)
            carried[key] = (value, places[key])


def _is_empty(row: Json, section: Section) -> bool:
    """Tell rows left from the template (……, 指标2:) or empty from those that say something."""
    name = name_field(section)
    own = {k: v for k, v in row.items() if k not in section.fill_down}
    named = (
        name is not None and own.get(name.id) is not None and not _PLACEHOLDER.fullmatch(str(own[name.id]))
    )
    if named:
        return False
    return all(
        value is None or _EMPTY.fullmatch(str(value))
        for key, value in own.items()
        if name is None or key != name.id
    )


def _is_footer(draft: Draft, located: Located, texts: list[tuple[int, str]]) -> bool:
    first = texts[0][1]
    return plain(first) in located.known.footers or (
        len(texts) > 1
        and len(first) <= 10
        and plain(texts[1][1]) in located.known.footers
        and _is_name(located, first)
    )


def _is_name(located: Located, text: str) -> bool:
    return plain(text) in located.known.labels


def _ends(draft: Draft, located: Located, texts: list[tuple[int, str]], r: int) -> bool:
    """The next part begins: a label of the head or foot, a label with its value, or the version line."""
    column, first = texts[0]
    if "表样" in first and "·" in first:
        return True
    pairs = {f.id for s in draft.known.form.sections if s.kind in {"fields", "block"} for f in s.fields}
    label = re.split(r"[:：]", first, maxsplit=1)[0] if len(first) <= 60 else first
    field = look_up(draft.known.scalars, label)
    if field is None or field.id not in pairs:
        return False
    # In a filled table a row may well begin with such a word; a label stands left of or in the first column.
    own = located.columns.get(_first_column(located.columns))
    return own is None or column <= own[0]


def _first_column(columns: Columns) -> str:
    return min(columns, key=lambda k: columns[k][0], default="")


def _footer(draft: Draft, located: Located, r: int) -> None:
    grid = draft.part.grid
    label = next(c for c, t in grid.filled(r))
    start = grid.next_right(r, label)
    for field in located.known.section.footer:
        under = located.columns.get(field.under or "")
        if under is not None:
            at = next((c for c in range(under[0], under[1] + 1) if grid.text(r, c)), under[0])
            draft.put(field, field.id, r, at)
        else:
            right = [c for c, _ in grid.filled(r) if c >= start]
            draft.put(
                field, field.id, r, right[0] if len(right) == 1 else start, None if len(right) == 1 else ""
            )


def _extra_columns(draft: Draft, located: Located) -> None:
    """Say which columns of the table the form does not know, where they hold anything."""
    grid, section = draft.part.grid, located.known.section
    known = {c for a, b in located.columns.values() for c in range(a, b + 1)}
    for column, text in grid.filled(located.head):
        if column in known or plain(text) in located.known.labels:
            continue
        rows = range(located.first, min(located.bound, draft.part.grid.height))
        if any(grid.text(r, column) for r in rows):
            message = (
                f"“{section.label}”的“{text}”一栏（{address(located.head, column)}）不是表样的内容，未读入。"
            )
            draft.notice("shape.unknown_column", section.id, message, text)
