"""Form definitions: what a filing consists of, as read from ``rulebook/*/forms/*.yaml``.

A form holds no expressions. From it come the Excel template, import and export,
JSON Schema, the printed table, the field dictionary, the web form and the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator
from pydantic import Field as Key

from wenxiao.core.sources import Status

FieldType = Literal[
    "text",
    "longtext",
    "code",
    "choice",
    "flag",
    "year",
    "date",
    "integer",
    "number",
    "rate",
    "money",
    "points",
    "target",
]
SubjectKind = Literal["project", "policy", "department", "government"]
CHANGEABLE = {
    "label",
    "aliases",
    "required",
    "choices",
    "suggest",
    "max",
    "min",
    "help",
    "example",
    "guide",
    "width",
}
Aggregate = Literal[
    "sum",
    "count",
    "count_filled",
    "ratio",
    "copy",
    "difference",
    "largest",
    "shared_words",
    "stem",
    "month",
]


class Computed(BaseModel):
    """A derived column: a named function over other columns, never an expression.

    ``where`` and ``unless`` choose the rows that ``sum`` and ``count`` take: those whose column
    holds one of the values, or none of them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    function: Aggregate
    of: tuple[str, ...]
    by: str | None = None
    against: tuple[str, ...] = ()  # of ``shared_words``: the texts compared with
    where: dict[str, tuple[Any, ...]] = {}
    unless: dict[str, tuple[Any, ...]] = {}


class Field(BaseModel):
    """One field. ``id`` is its path in the document and, dots as underscores, its column in the facts."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    type: FieldType = "text"
    unit: str | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    suggest: tuple[str, ...] = ()  # usual words, offered but not enforced
    suggest_from: Literal["frameworks"] | None = None  # … taken from what the place has, see ``uses.offered``
    max: float | None = None
    min: float | None = None
    help: str | None = None
    example: str | None = None
    computed: Computed | None = None
    carried_from: str | None = Key(default=None, alias="from")
    basis: str | None = None
    guide: str | None = None  # the clause of a guide that says how to fill this field
    since: date | None = None
    until: date | None = None
    index: bool = False
    width: int = 12
    extra: bool = False  # not in the official table; written and read where present
    only_row: str | None = None  # in a matrix: the field belongs to this row alone
    under: str | None = None  # in a footer: the column beneath which it stands

    @property
    def column(self) -> str:
        """The field's column in the facts, without the unit's suffix."""
        return self.id.replace(".", "_")

    @property
    def fact_column(self) -> str:
        """The field's main column in the facts: money ends in ``_fen``, points in ``_cp``."""
        return self.column + {"money": "_fen", "points": "_cp"}.get(self.type, "")

    @property
    def labels(self) -> tuple[str, ...]:
        """All words under which real tables head this field."""
        return (self.label, *self.aliases)


class Row(BaseModel):
    """One fixed row of a matrix section."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    aliases: tuple[str, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """All words under which real tables name this row."""
        return (self.label, *self.aliases)


class Section(BaseModel):
    """A part of the form.

    ``fields`` are label/value pairs; ``block`` are long texts with the label above;
    ``matrix`` has fixed rows × columns and becomes a list keyed by ``line``;
    ``table`` repeats its columns and becomes a list and a fact table of its own.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    aliases: tuple[str, ...] = ()
    kind: Literal["fields", "block", "matrix", "table"]
    fields: tuple[Field, ...]
    rows: tuple[Row, ...] = ()
    footer: tuple[Field, ...] = ()
    footer_label: str = "合计"
    footer_aliases: tuple[str, ...] = ()
    fill_down: tuple[str, ...] = ()  # merged columns: a value holds until the next one
    pairs: int = 2  # label/value pairs a row in a ``fields`` section
    blank_rows: int = 8  # empty rows of a table in a template
    computed: tuple[Field, ...] = ()  # derived columns of the section's rows
    beside: str | None = (
        None  # on official tables it may stand left of that table, under shared first columns
    )

    @property
    def columns(self) -> tuple[Field, ...]:
        """The fields as columns (of a matrix or table)."""
        return self.fields


class Group(BaseModel):
    """Rows of a table section put together by some of their columns: a fact table of its own.

    A finding on a group points at its first row.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    of: str  # the section
    by: tuple[str, ...]  # rows in which one of these is missing belong to no group
    fields: tuple[Field, ...]  # computed: ``sum`` of a column or ``count`` of rows


class Version(BaseModel):
    """What a form's fields say otherwise from one day on; fields come and go by ``since`` and ``until``."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    since: date = Key(alias="from")
    basis: tuple[str, ...]
    note: str | None = None
    fields: dict[str, dict[str, Any]]  # section.field → the attributes that change


class Form(BaseModel):
    """One form, in all its versions; ``at`` gives the one of a day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    stage: str
    subject: tuple[SubjectKind, ...]
    basis: tuple[str, ...]
    guides: tuple[str, ...] = ()  # 指引 that say how to fill it, beside the 办法 it rests on
    status: Status = "official"
    help: str | None = None
    money_unit: str = "万元"
    version: date
    versions: tuple[Version, ...] = ()
    scored_by: str | None = None  # the scoring method of rulebook/*/scoring that reads this form
    sections: tuple[Section, ...]
    computed: tuple[Field, ...] = ()  # derived columns of the document's fact table
    groups: tuple[Group, ...] = ()
    file: str = ""

    def section(self, section_id: str) -> Section:
        """Give a section by id; KeyError when there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def has(self, section_id: str) -> bool:
        """Tell whether the form has that section."""
        return any(s.id == section_id for s in self.sections)

    def scalar_fields(self) -> Iterator[Field]:
        """Give the fields that occur once in a document, in the order of the table."""
        for section in self.sections:
            if section.kind in {"fields", "block"}:
                yield from section.fields
            if section.kind == "matrix":
                yield from (f for f in section.fields if f.only_row)
            yield from section.footer

    def tables(self) -> Iterator[Section]:
        """Give the repeating sections: each is a fact table ``stage.section``."""
        return (s for s in self.sections if s.kind == "table")

    def matrices(self) -> Iterator[Section]:
        """Give the sections of fixed rows × columns."""
        return (s for s in self.sections if s.kind == "matrix")

    @model_validator(mode="after")
    def _versions_change_what_is_there(self) -> Form:
        known = {f"{s.id}.{f.id}" for s in self.sections for f in (*s.fields, *s.footer)}
        for version in self.versions:
            unknown = sorted(set(version.fields) - known)
            if unknown:
                raise ValueError(f"版本 {version.since} 改的栏目 {'、'.join(unknown)} 不在表中")
            fixed = {key for change in version.fields.values() for key in change} - CHANGEABLE
            if fixed:
                raise ValueError(
                    f"版本 {version.since} 不能改 {'、'.join(sorted(fixed))}，请用 since 和 until"
                )
        return self

    @property
    def days(self) -> tuple[date, ...]:
        """The days from which each version counts, the first one first."""
        return (self.version, *(v.since for v in self.versions))

    def at(self, day: date) -> Form:
        """Give the form as it stood on ``day``: fields outside their dates left out, changes up to then made."""
        counting = [v for v in self.versions if v.since <= day]
        changes: dict[str, dict[str, Any]] = {}
        for version in counting:
            for path, change in version.fields.items():
                changes[path] = changes.get(path, {}) | change

        def current(section: Section, fields: tuple[Field, ...]) -> tuple[Field, ...]:
            return tuple(
                _changed(f, changes.get(f"{section.id}.{f.id}"))
                for f in fields
                if (f.since is None or f.since <= day) and (f.until is None or day <= f.until)
            )

        sections = tuple(
            s.model_copy(update={"fields": current(s, s.fields), "footer": current(s, s.footer)})
            for s in self.sections
        )
        newest = counting[-1].since if counting else self.version
        kept = tuple(s for s in sections if s.fields)
        return self.model_copy(update={"sections": kept, "version": newest, "versions": ()})


def _changed(field: Field, change: dict[str, Any] | None) -> Field:
    """Give a field with some attributes changed, checked like those of a file."""
    return Field.model_validate({**field.model_dump(), **change}) if change else field
