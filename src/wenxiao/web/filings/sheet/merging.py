"""Two versions of one document side by side, and the one that people make of them."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wenxiao.core.documents import Json, get_path, set_path
from wenxiao.core.forms.model import Form, Section
from wenxiao.core.forms.shape import row_name
from wenxiao.web.filings.sheet.cells import written
from wenxiao.web.filings.sheet.differences import paired_rows

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Difference:
    """One place where two versions differ, in words, with the key under which a choice is made."""

    key: str
    label: str
    theirs: str
    mine: str


def differences(theirs: Json, mine: Json, form: Form) -> list[Difference]:
    """Give every place where the versions differ, in the order of the form."""
    found: list[Difference] = []
    for told in form.scalar_fields():
        a, b = written(get_path(theirs, told.id)), written(get_path(mine, told.id))
        if a != b:
            found.append(Difference(told.id, told.label, a, b))
    for section in (*form.matrices(), *form.tables()):
        found += _of_rows(theirs, mine, section)
    return found


def merged(theirs: Json, mine: Json, form: Form, picks: Mapping[str, str]) -> Json:
    """Give their version with what was picked from mine; a place without a pick stays theirs."""
    content = copy.deepcopy(theirs)
    for told in form.scalar_fields():
        if picks.get(told.id) == MINE:
            set_path(content, told.id, get_path(mine, told.id))
    for section in (*form.matrices(), *form.tables()):
        content[section.id] = _merged_rows(theirs, mine, section, picks)
    explained = {**(theirs.get("explanations") or {}), **(mine.get("explanations") or {})}
    return content | ({"explanations": explained} if explained else {})


def _pairs(theirs: Json, mine: Json, section: Section) -> Iterator[tuple[int, Json | None, Json | None]]:
    a, b = theirs.get(section.id) or [], mine.get(section.id) or []
    if section.kind == "table":
        pairs = [(was, new) for new, was in paired_rows(b, a, section)]
    else:
        left, right = ({str(r.get("line")): r for r in rows} for rows in (a, b))
        pairs = [(left.get(r.id), right.get(r.id)) for r in section.rows if r.id in left or r.id in right]
    for number, (was, new) in enumerate(pairs):
        yield number, was, new


def _of_rows(theirs: Json, mine: Json, section: Section) -> Iterator[Difference]:
    for number, was, new in _pairs(theirs, mine, section):
        name = _name(section, was or new or {}, number)
        if was is None or new is None:
            told = _in_words(section, was or new or {})
            gone = "（没有这一行）"
            yield Difference(f"{section.id}#{number}", name, told if was else gone, told if new else gone)
            continue
        for column in section.fields:
            a, b = written(was.get(column.id)), written(new.get(column.id))
            if a != b and not column.only_row:
                yield Difference(f"{section.id}#{number}.{column.id}", f"{name}的“{column.label}”", a, b)


def _merged_rows(theirs: Json, mine: Json, section: Section, picks: Mapping[str, str]) -> list[Json]:
    rows: list[Json] = []
    for number, was, new in _pairs(theirs, mine, section):
        if was is None or new is None:
            pick = picks.get(f"{section.id}#{number}", THEIRS)
            row = new if pick == MINE else was
            if row is not None:
                rows.append(row)
            continue
        row = dict(was)
        for column in section.fields:
            if picks.get(f"{section.id}#{number}.{column.id}") == MINE:
                row[column.id] = new.get(column.id)
        rows.append(row)
    return rows


def _name(section: Section, row: Json, number: int) -> str:
    line = next((r.label for r in section.rows if r.id == row.get("line")), "")
    return f"“{section.label}”{line or row_name(row, section) or f'第 {number + 1} 行'}"


def _in_words(section: Section, row: Json) -> str:
    return "；".join(f"{f.label}：{written(row[f.id])}" for f in section.fields if row.get(f.id) is not None)
