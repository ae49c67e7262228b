"""The printed look of a form: which cell stands where, as in the official tables.

Template, workbook, Word print and page all draw this layout; the reader takes its
labels from the same form. Nothing here knows an Excel library.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wenxiao.core.documents import Json, get_path
from wenxiao.core.forms.columns import (
    ROW_LABEL_WIDTH,
    Span,
    field_path,
    grid_widths,
    grouped,
    matrix_share,
    run_length,
    shown,
    spread,
)
from wenxiao.core.forms.model import Field, Form, Section

Role = Literal[
    "title", "year", "unit_note", "section", "label", "head", "value", "footer", "blank", "version"
]
NOT_HERE = "—"  # printed where a column of a matrix belongs to another row


@dataclass(frozen=True, slots=True)
class LayoutCell:
    """One printed cell; ``row`` and ``column`` count from 0, ``path`` leads to the value in the document."""

    row: int
    column: int
    rowspan: int
    colspan: int
    role: Role
    text: str = ""
    path: str = ""
    field: Field | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """All cells of a table with the widths of its columns (in characters) and its parts as row ranges."""

    cells: tuple[LayoutCell, ...]
    widths: tuple[float, ...]
    height: int
    parts: tuple[tuple[str, int, int], ...]  # section id, first row, row after the last


def layout(
    form: Form,
    rows: Mapping[str, int] | None = None,
    extras: Collection[str] = (),
    content: Json | None = None,
) -> Layout:
    """Give the layout of a form, filled from ``content`` when given.

    ``rows`` says how many rows each table gets (default: as many as the content has, or the
    form's ``blank_rows``); ``extras`` names the fields beyond the official table to print
    (``review``, ``indicators.unit``); those that the content fills are printed anyway.
    """
    return _Drawing(form, rows or {}, {*extras, *used_extras(form, content or {})}, content).draw()


def used_extras(form: Form, content: Json) -> set[str]:
    """Give the extra fields that a document fills; they are written beside the official ones."""
    used: set[str] = set()
    for section in form.sections:
        for field in section.fields:
            path = field_path(section, field)
            if field.extra and any(v is not None for v in _values(section, field, content)):
                used.add(path)
    return used


def show_value(value: object) -> str:
    """Write a document's value as it stands in a cell: missing as nothing, flags as 是 and 否."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)


def version_line(form: Form, content: Json | None = None) -> str:
    """Give the small last line that names form and version, and what else a reader could not know."""
    parts = [f"表样 {form.id} · {form.version.isoformat()}"]
    content = content or {}
    kind = get_path(content, "subject.kind")
    if content.get("jurisdiction"):
        parts.append(f"区划 {content['jurisdiction']}")
    if kind and kind != form.subject[0]:
        parts.append(f"对象 {kind}")
    if content.get("id"):
        parts.append(f"编号 {content['id']}")
    return " · ".join(parts)


def _values(section: Section, field: Field, content: Json) -> list[Any]:
    if section.kind in {"table", "matrix"} and not field.only_row:
        return [row.get(field.id) for row in _rows(content, section)]
    return [get_path(content, field.id)]


def _rows(content: Json | None, section: Section) -> list[Json]:
    rows = (content or {}).get(section.id)
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


class _Drawing:
    """Puts down one section after another from the top."""

    def __init__(
        self, form: Form, rows: Mapping[str, int], extras: Collection[str], content: Json | None
    ) -> None:
        self.form, self.rows, self.extras, self.content = form, rows, extras, content
        self.widths = grid_widths(form, extras)
        self.cells: list[LayoutCell] = []
        self.parts: list[tuple[str, int, int]] = []
        self.row = 0

    def draw(self) -> Layout:
        content = self.content or {}
        year = content.get("fiscal_year")
        self._line("title", self.form.title)
        self._line("year", f"（{'    ' if year is None else year}年度）")
        self._line("unit_note", f"金额单位：{content.get('money_unit') or self.form.money_unit}")
        draw = {"fields": self._fields, "block": self._block, "matrix": self._matrix, "table": self._table}
        for section in self.form.sections:
            fields = shown(section, self.extras)
            if fields:
                top = self.row
                draw[section.kind](section, fields)
                self.parts.append((section.id, top, self.row))
        self._line("version", version_line(self.form, self.content))
        return Layout(tuple(self.cells), tuple(self.widths), self.row, tuple(self.parts))

    def _put(self, span: Span, role: Role, text: str = "", rows: int = 1, at: int | None = None) -> None:
        row = self.row if at is None else at
        self.cells.append(LayoutCell(row, span[0], rows, span[1], role, text))

    def _value(self, span: Span, field: Field, path: str, value: object, rows: int = 1) -> None:
        self.cells.append(
            LayoutCell(self.row, span[0], rows, span[1], "value", show_value(value), path, field)
        )

    def _scalar(self, span: Span, field: Field) -> None:
        self._value(span, field, field.id, get_path(self.content or {}, field.id))

    def _line(self, role: Role, text: str) -> None:
        self._put((0, len(self.widths)), role, text)
        self.row += 1

    def _fields(self, section: Section, fields: Sequence[Field]) -> None:
        pairs = max(1, min(section.pairs, len(self.widths) // 2))
        for group in grouped(fields, pairs):
            spans = spread(self.widths, [15.0, 85.0 / 2] * pairs)
            for i, field in enumerate(group):
                start, width = spans[2 * i + 1]
                if i == len(group) - 1:
                    width = len(self.widths) - start
                self._put(spans[2 * i], "label", field.label)
                self._scalar((start, width), field)
            self.row += 1

    def _block(self, section: Section, fields: Sequence[Field]) -> None:
        self._put((0, 1), "section", section.label, rows=2)
        spans = spread(self.widths, [1.0] * len(fields), first=1)
        for span, field in zip(spans, fields, strict=True):
            self._put(span, "head", field.label)
        self.row += 1
        for span, field in zip(spans, fields, strict=True):
            self._scalar(span, field)
        self.row += 1

    def _matrix(self, section: Section, fields: Sequence[Field]) -> None:
        self._put((0, 1), "section", section.label, rows=1 + len(section.rows))
        first, *spans = spread(self.widths, [ROW_LABEL_WIDTH, *map(matrix_share, fields)], first=1)
        self._put(first, "head")
        for span, field in zip(spans, fields, strict=True):
            self._put(span, "head", field.label)
        self.row += 1
        filled = {row.get("line"): row for row in _rows(self.content, section)}
        for line in section.rows:
            self._put(first, "label", line.label)
            for span, field in zip(spans, fields, strict=True):
                if field.only_row is None:
                    value = filled.get(line.id, {}).get(field.id)
                    self._value(span, field, f"{section.id}.{line.id}.{field.id}", value)
                elif field.only_row == line.id:
                    self._scalar(span, field)
                else:
                    self._put(span, "blank", NOT_HERE)
            self.row += 1

    def _table(self, section: Section, fields: Sequence[Field]) -> None:
        content = _rows(self.content, section)
        count = max(
            self.rows.get(section.id, len(content) if self.content else section.blank_rows), len(content), 1
        )
        self._put((0, 1), "section", section.label, rows=1 + count)
        spans = spread(self.widths, [float(f.width) for f in fields], first=1)
        for span, field in zip(spans, fields, strict=True):
            self._put(span, "head", field.label)
        self.row += 1
        for i in range(count):
            row = content[i] if i < len(content) else {}
            for span, field in zip(spans, fields, strict=True):
                rows = run_length(content, i, section.fill_down, field)
                if rows:
                    self._value(span, field, f"{section.id}[{i}].{field.id}", row.get(field.id), rows)
            self.row += 1
        if section.footer:
            self._footer(section, dict(zip((f.id for f in fields), spans, strict=True)))

    def _footer(self, section: Section, spans: Mapping[str, Span]) -> None:
        under = {spans[f.under]: f for f in section.footer if f.under and f.under in spans}
        if under:
            edge = min(start for start, _ in under)
            self._put((0, edge), "footer", section.footer_label)
            for span in (s for s in spans.values() if s[0] >= edge):
                if span in under:
                    self._scalar(span, under[span])
                else:
                    self._put(span, "blank")
            self.row += 1
        rest = [f for f in section.footer if f not in under.values()]
        if rest:
            self._fields(section, rest)
