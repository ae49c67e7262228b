"""The columns of every fact table, derived from the forms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from wenxiao.core.forms.model import Field, FieldType, Form, Group

PLAIN: dict[FieldType, Any] = {
    "text": nw.String,
    "longtext": nw.String,
    "code": nw.String,
    "choice": nw.String,
    "target": nw.String,
    "flag": nw.Boolean,
    "date": nw.String,
    "year": nw.Int64,
    "integer": nw.Int64,
    "money": nw.Int64,
    "points": nw.Int64,
    "number": nw.Float64,
    "rate": nw.Float64,
}

# What the target grammar adds beside a column of type ``target``.
READING: dict[str, tuple[str, Any]] = {
    "kind": ("种类", nw.String),
    "comparator": ("比较符", nw.String),
    "value": ("数值", nw.Float64),
    "high": ("上限", nw.Float64),
    "unit": ("单位", nw.String),
    "band": ("达成情况", nw.String),
    "sure": ("把握", nw.String),
    "count": ("数字个数", nw.Int64),
}

DOCUMENT_KEYS: dict[str, tuple[str, Any]] = {
    "document": ("文档", nw.String),
    "form": ("表单", nw.String),
    "jurisdiction": ("财政区划", nw.String),
    "fiscal_year": ("预算年度", nw.Int64),
    "department": ("主管部门", nw.String),
    "unit": ("预算单位", nw.String),
    "subject_kind": ("对象类型", nw.String),
    "subject_code": ("对象编码", nw.String),
    "subject_name": ("对象名称", nw.String),
}
ROW_KEYS: dict[str, tuple[str, Any]] = {
    **{key: DOCUMENT_KEYS[key] for key in ("document", "form", "jurisdiction", "fiscal_year")},
    "row": ("行号", nw.Int64),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a fact table: type, label for people, and the form field it comes from."""

    name: str
    label: str
    dtype: Any
    type: FieldType = "text"


@dataclass(slots=True)
class TableSchema:
    """The columns of one fact table; ``section`` is the form section of a row table."""

    name: str
    section: str | None
    columns: dict[str, Column] = field(default_factory=dict)

    def add(self, name: str, label: str, dtype: Any, kind: FieldType = "text") -> None:
        """Add a column unless it is there already (forms of one stage share columns)."""
        self.columns.setdefault(name, Column(name, label, dtype, kind))

    def add_field(self, told: Field, prefix: str = "", label: str = "") -> None:
        """Add what one form field becomes."""
        name = prefix + told.fact_column
        self.add(name, label + told.label, PLAIN[told.type], told.type)
        if told.type == "target":
            for suffix, (word, dtype) in READING.items():
                self.add(f"{prefix}{told.column}_{suffix}", f"{told.label}的{word}", dtype)

    @property
    def has_direction(self) -> bool:
        """Tell whether rows carry an indicator's target, hence a direction."""
        return "target_kind" in self.columns


def _add_group(tables: dict[str, TableSchema], form: Form, group: Group) -> None:
    name = f"{form.stage}.{group.id}"
    rows = tables.setdefault(name, TableSchema(name, group.of))
    for key, (label, dtype) in ROW_KEYS.items():
        rows.add(key, label, dtype)
    section = form.section(group.of)
    keys = {told.fact_column: told for told in (*section.fields, *section.computed)}
    for told in (*(keys[key] for key in group.by), *group.fields):
        rows.add_field(told)


def table_schemas(forms: Mapping[str, Form]) -> dict[str, TableSchema]:
    """Give the schema of every fact table that the forms of a place yield."""
    tables: dict[str, TableSchema] = {}
    for form in forms.values():
        head = tables.setdefault(form.stage, TableSchema(form.stage, None))
        for name, (label, dtype) in DOCUMENT_KEYS.items():
            head.add(name, label, dtype)
        for told in (*form.scalar_fields(), *form.computed):
            head.add_field(told)
        for section in form.matrices():
            for row in section.rows:
                for told in section.fields:
                    if told.only_row is None:
                        head.add_field(told, prefix=f"{row.id}_", label=f"{row.label}·")
        for section in form.tables():
            rows = tables.setdefault(
                f"{form.stage}.{section.id}", TableSchema(f"{form.stage}.{section.id}", section.id)
            )
            for name, (label, dtype) in ROW_KEYS.items():
                rows.add(name, label, dtype)
            for told in (*section.fields, *section.computed):
                rows.add_field(told)
            if rows.has_direction:
                rows.add("direction_written", "填报的指标性质", nw.String)
                rows.add("direction_source", "方向来源", nw.String)
        for group in form.groups:
            _add_group(tables, form, group)
    return tables
