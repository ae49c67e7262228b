"""What a register is: its columns, keys and who keeps it, as read from ``rulebook/*/registers/*.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

ColumnType = Literal["text", "code", "choice", "flag", "year", "date", "integer", "money"]


class Column(BaseModel):
    """One column: its Chinese name, its name in the national standard where one is known, its type and limits."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    standard: str | None = None  # the field's name in 预算管理一体化; never invented
    aliases: tuple[str, ...] = ()
    type: ColumnType = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    codes: Mapping[str, Any] = {}  # how the standard writes a choice or flag → our value
    max: int | None = None
    min: int | None = None
    ref: str | None = None  # register whose key this value must be one of
    pattern: str | None = None
    pattern_label: str | None = None  # the pattern in words, for the message
    help: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All names under which the column may stand in a table, the Chinese one first."""
        return (self.label, *((self.standard,) if self.standard else ()), *self.aliases, self.id)


class SumCheck(BaseModel):
    """In one row, ``total`` must be the sum of ``parts`` where all are given."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    total: str
    parts: tuple[str, ...]


class Register(BaseModel):
    """A whole register."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    unit_of_count: str = "条"
    standard: tuple[str, ...] = ()  # tables of the national standard that hold these rows
    basis: tuple[str, ...] = ()
    help: str | None = None
    kept_in: Literal["rows", "bodies", "people"] = "rows"
    key: tuple[str, ...]
    body: str | None = None  # column with the code of the body that a row belongs to
    project: str | None = None  # column with the project's code
    name: str | None = None
    year: str | None = None
    amount: tuple[str, ...] = ()  # the amount of a row: the first of these that is given
    void: str | None = None  # flag that takes a row out of all sums
    sums: tuple[SumCheck, ...] = ()
    order: tuple[tuple[str, str], ...] = ()  # pairs of dates: the first not after the second
    imported_by: tuple[str, ...]
    listed: tuple[str, ...] = ()  # columns of the list, in order; all of them when none is named
    facts: str | None = None  # the fact table that the rows feed
    columns: tuple[Column, ...]
    file: str = ""

    @model_validator(mode="after")
    def _names_exist(self) -> Register:
        known = {c.id for c in self.columns}
        used = {
            *self.key,
            *self.listed,
            *self.amount,
            *(n for n in (self.body, self.project, self.name, self.year, self.void) if n),
        }
        used |= {n for s in self.sums for n in (s.total, *s.parts)} | {n for pair in self.order for n in pair}
        if used - known:
            raise ValueError(f"提到的列 {'、'.join(sorted(used - known))} 不在 columns 中")
        return self

    @cached_property
    def by_id(self) -> dict[str, Column]:
        """The columns by id."""
        return {column.id: column for column in self.columns}

    def key_of(self, row: Mapping[str, Any]) -> str:
        """Give a row's key as one text; an empty part stays empty."""
        return "/".join("" if row.get(name) is None else str(row[name]) for name in self.key)

    def amount_of(self, row: Mapping[str, Any]) -> int | None:
        """Give a row's amount in 分: ``None`` when none is given, 0 for a row that is void."""
        if self.void and row.get(self.void):
            return 0
        return next((row[name] for name in self.amount if row.get(name) is not None), None)

    @property
    def key_label(self) -> str:
        """The key in words: 预算年度＋项目编码."""
        return "＋".join(self.by_id[name].label for name in self.key)
