"""Where the sections of a form stand in a table: their head rows, wherever people moved them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wenxiao.exchange.xlsx.heads import Columns, head_columns
from wenxiao.exchange.xlsx.known import KnownForm, KnownSection
from wenxiao.exchange.xlsx.labels import look_up
from wenxiao.exchange.xlsx.split import Part

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
    chosen: dict[str, _Heads] = {}
    taken: set[int] = set()
    for heads in _candidates(part, known):
        if heads.id in chosen or taken & heads.rows:
            continue
        if heads.known.section.kind == "matrix" and not _has_lines(part, heads):
            continue
        chosen[heads.id] = heads
        taken |= heads.rows
    for section in known.sections:
        if section.section.kind == "block":
            block = _block_row(part, section, taken)
            if block is not None:
                chosen[block.id] = block
                taken |= block.rows
    starts = sorted(heads.row for heads in chosen.values())
    return {key: _located(part, heads, starts) for key, heads in chosen.items()}


@dataclass(frozen=True, slots=True)
class _Heads:
    """Where the heads of a section may stand: a row, or two."""

    known: KnownSection
    row: int
    depth: int
    columns: Columns

    @property
    def id(self) -> str:
        return self.known.section.id

    @property
    def rows(self) -> set[int]:
        return set(range(self.row, self.row + self.depth))


def _located(part: Part, heads: _Heads, starts: Sequence[int]) -> Located:
    bound = next((row for row in starts if row > heads.row), part.bottom)
    ends = [part.grid.span(heads.row, c).bottom for c, _ in heads.columns.values()]
    first = max(heads.row + heads.depth, 1 + max(ends, default=heads.row))
    return Located(heads.known, heads.row, heads.columns, min(first, bound), bound)


def _candidates(part: Part, known: KnownForm) -> list[_Heads]:
    """Give possible heads of matrices and tables, those with most columns first."""
    found: list[tuple[tuple[float, ...], _Heads]] = []
    for order, section in enumerate(known.sections):
        if section.section.kind not in {"matrix", "table"}:
            continue
        fields = [f for f in section.section.fields if not f.extra] or list(section.section.fields)
        least = min(MIN_HEADS if section.section.kind == "table" else 2, len(fields))
        single = {row: head_columns(part.grid, row, section) for row in range(part.top, part.bottom)}
        for row, columns in single.items():
            heads = _Heads(section, row, 1, columns)
            below = single.get(row + 1)
            if columns and below:  # labels in two rows on end may be heads below common heads
                both = head_columns(part.grid, row, section, depth=2)
                if len(both) > max(len(columns), len(below)):
                    heads = _Heads(section, row, 2, both)
            count = len(heads.columns)
            if count >= least:
                twin = (
                    section.section.beside is not None
                )  # it may share the other table's heads, never take them
                found.append(((twin, -count, -count / len(fields), order, row), heads))
    return [heads for _, heads in sorted(found, key=lambda entry: entry[0])]


def _has_lines(part: Part, heads: _Heads) -> bool:
    """A matrix needs at least one of its row labels below its heads and left of them."""
    edge = min(c for c, _ in heads.columns.values())
    lines = heads.known.rows
    for below in range(heads.row + 1, min(part.bottom, heads.row + 2 + 2 * len(heads.known.section.rows))):
        if any(c < edge and look_up(lines, text) for c, text in part.grid.filled(below)):
            return True
    return False


def _block_row(part: Part, section: KnownSection, taken: set[int]) -> _Heads | None:
    best: _Heads | None = None
    for row in range(part.top, part.bottom):
        columns = {} if row in taken else head_columns(part.grid, row, section)
        if columns and (best is None or len(columns) > len(best.columns)):
            best = _Heads(section, row, 1, columns)
    return best
