"""From what a page sends back to a document: only what the form has, everything else stays as it was."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from typing import Any

from wenxiao.core.documents import Json, set_path
from wenxiao.core.errors import InputError
from wenxiao.core.forms.model import Form, Section
from wenxiao.core.forms.values import typed

MAX_ROWS = 2_000
GRID = "grid:"  # a table that the browser's grid sends as one JSON text
_PATH = re.compile(r"^(?P<section>\w+)\[(?P<number>\d{1,4})\]\.(?P<field>\w+)$")


def read_posted(post: Mapping[str, str], form: Form, before: Json) -> Json:
    """Give the document with the values that were sent; ``post`` maps paths (``indicators[2].target``) to texts.

    InputError when a table has more rows than a page takes; none is dropped.
    """
    content = copy.deepcopy(before)
    for told in form.scalar_fields():
        if told.id in post:
            set_path(content, told.id, typed(post[told.id], told))
    for section in form.matrices():
        _matrix(post, section, content)
    for section in form.tables():
        rows = (
            _grid_rows(post[GRID + section.id]) if GRID + section.id in post else _plain_rows(post, section)
        )
        if rows is not None:
            content[section.id] = _typed_rows(rows, section, content.get(section.id) or [])
    _explanations(post, content)
    return content


def _matrix(post: Mapping[str, str], section: Section, content: Json) -> None:
    lines = {str(r.get("line")): r for r in content.get(section.id) or [] if isinstance(r, dict)}
    fields = [f for f in section.fields if not f.only_row]
    sent = False
    for row in section.rows:
        for told in fields:
            path = f"{section.id}.{row.id}.{told.id}"
            if path in post:
                sent = True
                lines.setdefault(row.id, {"line": row.id})[told.id] = typed(post[path], told)
    if sent:
        kept = [lines[r.id] for r in section.rows if r.id in lines]
        content[section.id] = [r for r in kept if any(r.get(f.id) is not None for f in fields)]


def _plain_rows(post: Mapping[str, str], section: Section) -> list[Json] | None:
    rows: dict[int, Json] = {}
    for key, value in post.items():
        found = _PATH.match(key)
        if found and found["section"] == section.id:
            rows.setdefault(int(found["number"]), {})[found["field"]] = value
    return [rows[number] for number in sorted(rows)] if rows else None


def _grid_rows(text: str) -> list[Json] | None:
    try:
        told = json.loads(text)
    except ValueError:
        return None  # a broken text changes nothing
    return [row for row in told if isinstance(row, dict)] if isinstance(told, list) else None


def _typed_rows(rows: list[Json], section: Section, before: list[Any]) -> list[Json]:
    """Type the rows; empty ones go; columns that the page did not send stay as they were in the same row."""
    done: list[Json] = []
    if len(rows) > MAX_ROWS:
        raise InputError(
            f"“{section.label}”有 {len(rows)} 行，页面上一张表最多填 {MAX_ROWS} 行；这次没有保存，请用 Excel 上传，或合并一些行。"
        )
    for number, row in enumerate(rows):
        values = {f.id: typed(_text(row[f.id]), f) for f in section.fields if f.id in row}
        if any(value is not None for value in values.values()):
            was = before[number] if len(rows) == len(before) and isinstance(before[number], dict) else {}
            done.append({**was, **values})
    return done


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _explanations(post: Mapping[str, str], content: Json) -> None:
    told = dict(content.get("explanations") or {})
    for key, value in post.items():
        if key.startswith("explain:"):
            told[key.removeprefix("explain:")] = value.strip()
    told = {key: value for key, value in told.items() if value}
    if told:
        content["explanations"] = told
    else:
        content.pop("explanations", None)
