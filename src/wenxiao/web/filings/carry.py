"""Carrying over: a new filing begins with what an earlier one of the same subject already says."""

from __future__ import annotations

from typing import Any

from wenxiao.core.documents import Json, get_path, set_path
from wenxiao.core.forms.model import Form

OF_THE_YEAR = {"fiscal_year"}


def carried(source: Json, source_form: Form, form: Form, fresh: Json) -> Json:
    """Give ``fresh`` with every field and row that both forms have, under the same name, filled from ``source``.

    Amounts are carried only where both forms write them in the same unit. The year stays the new one's.
    """
    same_unit = (source.get("money_unit") or source_form.money_unit) == fresh.get(
        "money_unit", form.money_unit
    )
    known = {f.id: f for f in source_form.scalar_fields()}
    for told in form.scalar_fields():
        there = known.get(told.id)
        if there is None or there.type != told.type or told.id in OF_THE_YEAR:
            continue
        value = get_path(source, told.id)
        if value is not None and get_path(fresh, told.id) is None and (same_unit or told.type != "money"):
            set_path(fresh, told.id, value)
    for section in form.sections:
        if section.kind in {"table", "matrix"} and source_form.has(section.id):
            shared = _shared(section.fields, source_form.section(section.id).fields, same_unit=same_unit)
            rows = [
                _row(row, shared, section.kind)
                for row in source.get(section.id) or []
                if isinstance(row, dict)
            ]
            fresh[section.id] = [row for row in rows if set(row) - {"line"}]
    return fresh


def _shared(fields: Any, others: Any, *, same_unit: bool) -> set[str]:
    types = {f.id: f.type for f in others}
    return {f.id for f in fields if types.get(f.id) == f.type and (same_unit or f.type != "money")}


def _row(row: Json, shared: set[str], kind: str) -> Json:
    kept = {key: value for key, value in row.items() if key in shared and value is not None}
    return {"line": row.get("line"), **kept} if kind == "matrix" else kept
