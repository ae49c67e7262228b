"""Explanations of findings: kept in the document under rule and place, found again when rows move."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from wenxiao.core.documents import Json
from wenxiao.core.forms.model import Form
from wenxiao.core.forms.shape import row_name

_ROW = re.compile(r"^(?P<section>\w+)\[(?P<number>\d+)\](?P<rest>.*)$")


def explanation_key(content: Json, form: Form, finding: Mapping[str, Any]) -> str:
    """Give the key under which a finding is explained: its rule, and its place with the row's name for its number.

    A row that moves keeps its explanation; a row that is renamed is another indicator and needs its own.
    """
    return f"{finding['rule']}@{named_place(content, form, str(finding['at']))}"


def named_place(content: Json, form: Form, at: str) -> str:
    """Give a path in which a row stands by its name; of rows with the same name, the second and later are counted."""
    found = _ROW.match(at)
    if found is None or not form.has(found["section"]):
        return at
    section, number = form.section(found["section"]), int(found["number"])
    rows = [row for row in content.get(section.id) or [] if isinstance(row, dict)]
    if number >= len(rows):
        return at
    name = row_name(rows[number], section)
    if not name:
        return at
    before = sum(row_name(row, section) == name for row in rows[:number])
    return f"{section.id}[{name}{f'#{before + 1}' if before else ''}]{found['rest']}"
