"""Where the sections of a form stand in a table: their head rows, wherever people moved them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wenxiao.core.forms.model import Field
from wenxiao.exchange.xlsx.grid import Grid
from wenxiao.exchange.xlsx.known import KnownForm, KnownSection
from wenxiao.exchange.xlsx.labels import bare, look_up, plain
from wenxiao.exchange.xlsx.split import Part

Columns = dict[str, tuple[int, int]]  # field id → first and last column under its head
MIN_HEADS = 3


@dataclass(frozen=True, slots=True)
class Located:
    """A section with the row of its heads, its columns, and the rows in which to look for its content."""

    known: KnownSection
    head: int
    columns: Columns
    first: int  # first row of content
    bound: int  # row after the last that may belong to it


def locate(part: Part, known: KnownForm) -> dict[str, Located]:
    """Find every matrix, table and block that is there, by section id."""
    chosen: dict[str, tuple[int, Columns]] = {}
    taken: set[int] = set()
    for section, row, columns in _candidates(part, known):
        if section.section.id not in chosen and row not in taken:
            if section.section.kind == "matrix" and not _has_lines(part, section, row):
                continue
            chosen[section.section.id] = (row, columns)
            taken.add(row)
    for section in known.sections:
        if section.section.kind == "block":
            block = _block_row(part, section, taken)
            if block is not None:
                chosen[section.section.id] = block
                taken.add(block[0])
    heads = sorted(row for row, _ in chosen.values())
    by_id = {s.section.id: s for s in known.sections}
    found = {}
    for key, (row, columns) in chosen.items():
        bound = next((h for h in heads if h > row), part.bottom)
        first = 1 + max((part.grid.span(row, c).bottom for c, _ in columns.values()), default=row)
        found[key] = Located(by_id[key], row, columns, min(first, bound), bound)
    return found


def _candidates(part: Part, known: KnownForm) -> Iterable[tuple[KnownSection, int, Columns]]:
    """Give possible head rows of matrices and tables, those with most heads first."""
    found: list[tuple[int, float, int, KnownSection, Columns]] = []
    for order, section in enumerate(known.sections):
        if section.section.kind not in {"matrix", "table"}:
            continue
        fields = [f for f in section.section.fields if not f.extra]
        least = min(MIN_HEADS if section.section.kind == "table" else 2, len(fields))
        for row in range(part.top, part.bottom):
            columns = head_columns(part.grid, row, section)
            if len(columns) >= least:
                found.append(
                    (-len(columns), -len(columns) / len(fields), order, section, {"": (row, 0), **columns})
                )
    for *_, section, columns in sorted(found, key=lambda f: (*f[:3], f[4][""][0])):
        row, _ = columns.pop("")
        yield section, row, columns


def head_columns(grid: Grid, row: int, known: KnownSection) -> Columns:
    """Match the texts of a row to the columns of a section, in any order.

    A first label wins over an alias, and an alias over a word that also names the section
    (绩效指标 heads the section in one table and the third level in another).
    """
    starts = [c for c, _ in grid.filled(row)]
    hits = ((c, t, look_up(known.fields, t)) for c, t in grid.filled(row))
    left = {c: (t, field) for c, t, field in hits if field is not None}
    columns: Columns = {}
    for wanted in (_is_label, _is_alias, _is_section_word):
        for column, (text, field) in list(left.items()):
            if field.id in columns or not wanted(known, field, text):
                continue
            own_end = grid.span(row, column).right
            following = next((s for s in starts if s > column), own_end + 1)
            columns[field.id] = (column, max(own_end, following - 1))
            del left[column]
    return columns


def _is_label(known: KnownSection, field: Field, text: str) -> bool:
    return plain(field.label) in {plain(text), bare(text)}


def _is_alias(known: KnownSection, field: Field, text: str) -> bool:
    return plain(text) not in known.labels


def _is_section_word(known: KnownSection, field: Field, text: str) -> bool:
    return True


def _has_lines(part: Part, section: KnownSection, row: int) -> bool:
    """A matrix needs at least one of its row labels in the rows below the heads."""
    for below in range(row + 1, min(part.bottom, row + 2 + 2 * len(section.section.rows))):
        if any(look_up(section.rows, text) for _, text in part.grid.filled(below)):
            return True
    return False


def _block_row(part: Part, section: KnownSection, taken: set[int]) -> tuple[int, Columns] | None:
    best: tuple[int, Columns] | None = None
    for row in range(part.top, part.bottom):
        if row in taken:
            continue
        columns = head_columns(part.grid, row, section)
        if columns and (best is None or len(columns) > len(best[1])):
            best = (row, columns)
    return best
