"""Derived columns of rows that look at text: filled once a document, so that rules stay plain conditions."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from wenxiao.core.facts.wording import name_stem, words_of
from wenxiao.core.forms.model import Field, Form, Section

Row = dict[str, Any]
_DAY = re.compile(r"\d{4}-(\d{2})-\d{2}")
FEWEST_WORDS = 8  # with less to compare against, nothing can be said


def add_row_values(rows: Mapping[str, list[Row]], forms: Mapping[str, Form]) -> None:
    """Fill the computed columns of every table section, in place; a value that is there already stays.

    ``stem`` is a name without phases, numbers and years; ``month`` is the month as a number, of the
    first of its columns that holds one or a day (2021-06-30); ``shared_words`` counts the words
    of content a row shares with other texts of its document (``section.column`` for rows,
    ``column`` for the document): missing when the row has no words of content, or when
    the other texts hold too few to compare with.
    """
    for form in forms.values():
        for section in form.tables():
            for told in section.computed:
                _fill(rows, form, section, told)


def _fill(rows: Mapping[str, list[Row]], form: Form, section: Section, told: Field) -> None:
    computed = told.computed
    if computed is None:
        return
    mine = [row for row in rows[f"{form.stage}.{section.id}"] if row["form"] == form.id]
    if computed.function == "stem":
        for row in mine:
            row.setdefault(told.fact_column, name_stem(row.get(computed.of[0])))
        return
    if computed.function == "month":
        for row in mine:
            row.setdefault(told.fact_column, _month(row.get(name) for name in computed.of))
        return
    others = _words_by_document(rows, form, computed.against) if mine else {}
    for row in mine:
        if row.get(told.fact_column) is None:
            own, other = _words(row, computed.of), others.get(row["document"], set())
            comparable = own and len(other) >= FEWEST_WORDS
            row[told.fact_column] = len(own & other) if comparable else None


def _month(cells: Iterable[Any]) -> int | None:
    for cell in cells:
        if isinstance(cell, int):
            return cell
        day = _DAY.match(str(cell or ""))
        if day:
            return int(day[1])
    return None


def _words_by_document(
    rows: Mapping[str, list[Row]], form: Form, names: Iterable[str]
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    wanted: dict[str, list[str]] = defaultdict(list)
    for name in names:
        section, dot, column = name.partition(".")
        wanted[f"{form.stage}.{section}" if dot else form.stage].append(column if dot else section)
    for table, columns in wanted.items():
        for row in rows[table]:
            if row["form"] == form.id:
                found[row["document"]] |= _words(row, columns)
    return found


def _words(row: Row, columns: Iterable[str]) -> set[str]:
    return set().union(*(words_of(row[name]) for name in columns if row.get(name)))
