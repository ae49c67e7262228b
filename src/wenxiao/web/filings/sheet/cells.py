"""A document as parts, rows and cells: what the templates draw, for reading, filing and comparing alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wenxiao.core.documents import Json, get_path
from wenxiao.core.forms.model import Field, Form, Section
from wenxiao.core.forms.values import NUMERIC

Findings = Sequence[Mapping[str, Any]]
SPARE_ROWS = 3  # empty rows offered to those who file without JavaScript
LONG = "longtext"


@dataclass
class Cell:
    """One value at its path; ``old`` is what stood there before, where the page compares."""

    at: str
    field: Field
    value: str
    old: str | None = None
    findings: list[Mapping[str, Any]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Give an id for the page: the path without characters that a selector would need quoted."""
        return "f-" + self.at.replace("[", "-").replace("]", "").replace(".", "-")

    @property
    def control(self) -> str:
        """Give which control the value is written in."""
        if self.field.type == "flag":
            return "flag"
        if self.field.choices:
            return "choice"
        return "area" if self.field.type == LONG else "line"

    @property
    def numeric(self) -> bool:
        """Tell whether it stands right-aligned."""
        return self.field.type in NUMERIC

    @property
    def changed(self) -> bool:
        """Tell whether it differs from what stood there before."""
        return self.old is not None and self.old != self.value


@dataclass
class Row:
    """One row of a matrix or table; ``was`` tells whether the whole row is new or gone."""

    label: str
    cells: list[Cell | None]
    number: int = 0
    was: str = ""
    findings: list[Mapping[str, Any]] = field(default_factory=list)


@dataclass
class Part:
    """A section of the form with its cells."""

    section: Section
    heads: list[Field] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)  # of fields and blocks, and the footer of a table
    findings: list[Mapping[str, Any]] = field(default_factory=list)
    totals: list[tuple[Any, str]] = field(default_factory=list)  # running sums with what they are now

    @property
    def kind(self) -> str:
        """Give how it is laid out."""
        return self.section.kind


def parts_of(
    content: Json, form: Form, findings: Findings = (), *, old: Json | None = None, spare: int = 0
) -> list[Part]:
    """Give the parts of a document; findings stand at their cells, rows or parts; ``old`` is what it is compared with."""
    at: dict[str, list[Mapping[str, Any]]] = {}
    for finding in findings:
        at.setdefault(str(finding["at"]), []).append(finding)
    maker = _Maker(content, old, at)
    return [maker.part(section, spare) for section in form.sections]


def written(value: object) -> str:
    """Give a value as a control shows it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)


@dataclass
class _Maker:
    content: Json
    old: Json | None
    at: dict[str, list[Mapping[str, Any]]]

    def part(self, section: Section, spare: int) -> Part:
        part = Part(section, findings=self.at.get(section.id, []))
        single = [*section.footer]
        if section.kind in {"fields", "block"}:
            single = [*section.fields, *section.footer]
        part.cells = [self.scalar(told) for told in single]
        if section.kind == "matrix":
            self.matrix(section, part)
        if section.kind == "table":
            self.table(section, part, spare)
        return part

    def scalar(self, told: Field) -> Cell:
        before = None if self.old is None else written(get_path(self.old, told.id))
        return self.cell(told.id, told, get_path(self.content, told.id), before)

    def cell(self, at: str, told: Field, value: object, before: str | None) -> Cell:
        return Cell(at, told, written(value), before, self.at.get(at, []))

    def matrix(self, section: Section, part: Part) -> None:
        now, then = _by_line(self.content, section), _by_line(self.old, section)
        part.heads = list(section.fields)
        for line in section.rows:
            cells: list[Cell | None] = []
            for told in section.fields:
                if told.only_row:
                    cells.append(self.scalar(told) if told.only_row == line.id else None)
                    continue
                before = None if self.old is None else written(then.get(line.id, {}).get(told.id))
                value = now.get(line.id, {}).get(told.id)
                cells.append(self.cell(f"{section.id}.{line.id}.{told.id}", told, value, before))
            part.rows.append(Row(line.label, cells))

    def table(self, section: Section, part: Part, spare: int) -> None:
        from wenxiao.web.filings.sheet.differences import paired_rows

        part.heads = list(section.fields)
        rows = [r for r in self.content.get(section.id) or [] if isinstance(r, dict)]
        before = (
            None if self.old is None else [r for r in self.old.get(section.id) or [] if isinstance(r, dict)]
        )
        number = 0
        for new, was in paired_rows(rows, before, section):
            if new is None:
                cells = [Cell("", f, "", written((was or {}).get(f.id))) for f in section.fields]
                part.rows.append(Row("", list(cells), was="gone"))
                continue
            part.rows.append(self._row(section, number, new, was))
            number += 1
        for extra in range(number, number + spare):
            part.rows.append(self._row(section, extra, {}, None, empty=True))

    def _row(self, section: Section, number: int, new: Json, was: Json | None, *, empty: bool = False) -> Row:
        place = f"{section.id}[{number}]"
        compared = self.old is not None and not empty
        cells: list[Cell | None] = [
            self.cell(
                f"{place}.{f.id}", f, new.get(f.id), written((was or {}).get(f.id)) if compared else None
            )
            for f in section.fields
        ]
        state = "new" if compared and was is None else ""
        return Row(str(number + 1), cells, number, state, self.at.get(place, []))


def _by_line(content: Json | None, section: Section) -> dict[str, Json]:
    rows = (content or {}).get(section.id) or []
    return {str(row.get("line")): row for row in rows if isinstance(row, dict)}
