"""Form definitions: what a filing consists of, as read from ``rulebook/*/forms/*.yaml``.

A form holds no expressions. From it come the Excel template, import and export,
JSON Schema, the printed table, the field dictionary, the web form and the facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict
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
Aggregate = Literal[
    "sum", "count", "count_filled", "ratio", "copy", "difference", "sum_where_none", "shared_words", "stem"
]


class Computed(BaseModel):
    """A derived column: a named function over other columns, never an expression."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    function: Aggregate
    of: tuple[str, ...]
    by: str | None = None
    against: tuple[str, ...] = ()  # of ``shared_words``: the texts compared with


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
    max: float | None = None
    min: float | None = None
    help: str | None = None
    example: str | None = None
    computed: Computed | None = None
    carried_from: str | None = Key(default=None, alias="from")
    basis: str | None = None
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


class Form(BaseModel):
    """One form, in all its versions; ``at`` gives the one of a day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    aliases: tuple[str, ...] = ()
    stage: str
    subject: tuple[SubjectKind, ...]
    basis: tuple[str, ...]
    status: Status = "official"
    help: str | None = None
    money_unit: str = "万元"
    version: date
    scored_by: str | None = None  # the scoring method of rulebook/*/scoring that reads this form
    sections: tuple[Section, ...]
    computed: tuple[Field, ...] = ()  # derived columns of the document's fact table
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

    def at(self, day: date) -> Form:
        """Give the form as it stood on ``day``: fields outside their dates are left out."""

        def current(fields: tuple[Field, ...]) -> tuple[Field, ...]:
            return tuple(
                f
                for f in fields
                if (f.since is None or f.since <= day) and (f.until is None or day <= f.until)
            )

        sections = tuple(
            s.model_copy(update={"fields": current(s.fields), "footer": current(s.footer)})
            for s in self.sections
        )
        return self.model_copy(update={"sections": tuple(s for s in sections if s.fields)})
