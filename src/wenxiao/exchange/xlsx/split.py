"""One sheet may hold many tables: each begins at its title or at its first head label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wenxiao.exchange.xlsx.grid import Grid
from wenxiao.exchange.xlsx.known import KnownForm
from wenxiao.exchange.xlsx.labels import bare, look_up, plain

YEAR = re.compile(r"(?:19|20)\d\d|[一二][〇○零九0][〇○零一二三四五六七八九]{2}")
_AROUND_TITLE = re.compile(r"[〈<《》>〉\"“”]|(?:19|20)\d\d年?度?|附[件表]\d*:?")
_ABOVE = re.compile(r"^[(]?(?:\d{4}|\s)*年度?[)]?$|单位:|^附[件表]|^$")
TITLE_LIMIT = 60
MANY_LABELS = 3
REACH = 60  # rows within which a table follows its head


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of a sheet that belong to one table: from ``top`` up to before ``bottom``."""

    grid: Grid
    top: int
    bottom: int


def split(grid: Grid, forms: Sequence[KnownForm]) -> list[Part]:
    """Cut a sheet into its tables; a sheet with one table (or none) is one part."""
    starts: list[int] = []
    begun_by: set[str] = set()  # the forms whose first label has been met in the open part
    for row in range(grid.height):
        if _is_title(grid, row, forms):
            if begun_by or not starts:
                starts.append(row)
            begun_by = set()
            continue
        heads = _head_of(grid, row, forms)
        if not heads:
            continue
        if not starts:
            starts.append(row)
        elif begun_by and (
            begun_by & {f.form.id for f in heads} or _begins_another(grid, starts[-1], row, heads, forms)
        ):
            starts.append(_with_lines_above(grid, row, starts[-1] + 1))
            begun_by = set()
        begun_by = begun_by or {f.form.id for f in heads}
    starts = [0, *starts[1:]]
    ends = [*starts[1:], grid.height]
    return [Part(grid, a, b) for a, b in zip(starts, ends, strict=True)]


def title_text(text: str) -> str:
    """Give a title without year, quotes and attachment number."""
    return _AROUND_TITLE.sub("", plain(text)).strip("()年度")


def _is_title(grid: Grid, row: int, forms: Sequence[KnownForm]) -> bool:
    filled = list(grid.filled(row))
    if len(filled) != 1 or len(filled[0][1]) > TITLE_LIMIT:
        return False
    words = title_text(filled[0][1])
    return any(title in words for form in forms for title in form.titles)


def _head_of(grid: Grid, row: int, forms: Sequence[KnownForm]) -> list[KnownForm]:
    """Give the forms whose table begins with the label that begins this row."""
    first = next(grid.filled(row), None)
    if first is None:
        return []
    words = {plain(first[1]), bare(first[1])}
    heads = [form for form in forms if words & form.first_labels]
    return [] if heads and _heads_a_table(grid, row, forms) else heads


def _begins_another(
    grid: Grid, start: int, row: int, heads: Sequence[KnownForm], forms: Sequence[KnownForm]
) -> bool:
    """Tell a new table from a second label of the open one.

    主管部门 begins one form and is a mere line in others: a new table has one behind it and one to come.
    """
    if not any(_heads_a_table(grid, r, forms) for r in range(start, row)):
        return False
    return any(_heads_a_table(grid, r, heads) for r in range(row + 1, min(row + REACH, grid.height)))


def _heads_a_table(grid: Grid, row: int, forms: Sequence[KnownForm]) -> bool:
    """A row of column heads (项目编码 | 项目名称 | 实施单位 …) begins no new table."""
    texts = [text for _, text in grid.filled(row)]
    for form in forms:
        for known in form.sections:
            if known.section.kind == "table":
                hits = {f.id for f in (look_up(known.fields, t) for t in texts) if f}
                if len(hits) >= MANY_LABELS:
                    return True
    return False


def _with_lines_above(grid: Grid, row: int, least: int) -> int:
    """Take in the year and unit lines directly above a head row that has no title."""
    while row > least and all(_ABOVE.search(plain(t)) for _, t in grid.filled(row - 1)):
        row -= 1
    return row
