"""From documents to facts: flatten by the form, type every value, read every target once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw

from wenxiao.core.documents import Json, document_id, get_path
from wenxiao.core.facts.cells import caster
from wenxiao.core.facts.computed import add_computed
from wenxiao.core.facts.frames import frame_of
from wenxiao.core.facts.groups import add_groups
from wenxiao.core.facts.model import Facts
from wenxiao.core.facts.readings import add_readings
from wenxiao.core.facts.row_values import add_row_values
from wenxiao.core.facts.schema import TableSchema, table_schemas
from wenxiao.core.forms.model import Form, Section

Row = dict[str, Any]


def build_facts(documents: Iterable[Json], forms: Mapping[str, Form], *, backend: str | None = None) -> Facts:
    """Give the fact tables of documents whose forms are in ``forms``.

    Money is in 分 (``*_fen``), points in 1/100 (``*_cp``); a value that cannot be
    typed is missing. Documents of unknown forms are left out: the reader refuses them.
    """
    schemas = table_schemas(forms)
    rows: dict[str, list[Row]] = {name: [] for name in schemas}
    for content in documents:
        form = forms.get(str(content.get("form")))
        if form is not None:
            _flatten(content, form, rows)
    return facts_of_rows(rows, schemas, forms, backend=backend)


def facts_of_rows(
    rows: Mapping[str, list[Row]],
    schemas: Mapping[str, TableSchema],
    forms: Mapping[str, Form],
    *,
    backend: str | None = None,
) -> Facts:
    """Give facts from flat rows in which targets are still text and nothing is computed."""
    add_row_values(rows, forms)
    tables: dict[str, nw.DataFrame[Any]] = {}
    for name, schema in schemas.items():
        if schema.has_direction:
            add_readings(rows[name], schema)
        tables[name] = frame_of(rows[name], schema, backend)
    tables = add_groups(add_computed(tables, forms), schemas, forms)
    return Facts(tables, schemas)


def _flatten(content: Json, form: Form, rows: dict[str, list[Row]]) -> None:
    money_unit = content.get("money_unit")
    key = {
        "document": document_id(content),
        "form": form.id,
        "jurisdiction": content.get("jurisdiction"),
        "fiscal_year": content.get("fiscal_year"),
    }
    subject = content.get("subject") or {}
    head: Row = {"subject_kind": subject.get("kind"), **key, "department": None, "unit": None}
    if subject.get("kind") == "department":
        head["department"] = content.get("department") or subject.get("name")
    for told in form.scalar_fields():
        value = caster(told.type, money_unit)(get_path(content, told.id))
        if value is not None or told.fact_column not in head:
            head[told.fact_column] = value
    for section in form.matrices():
        _matrix(content, section, money_unit, head)
    rows[form.stage].append(head)
    for section in form.tables():
        target = rows[f"{form.stage}.{section.id}"]
        casts = [(f.id, f.fact_column, caster(f.type, money_unit)) for f in section.fields]
        for number, line in enumerate(content.get(section.id) or ()):
            cells = {column: cast(line.get(name)) for name, column, cast in casts}
            target.append({**cells, **key, "row": number})


def _matrix(content: Json, section: Section, money_unit: str | None, head: Row) -> None:
    for line in content.get(section.id) or ():
        for told in section.fields:
            if told.only_row is None:
                cast = caster(told.type, money_unit)
                head[f"{line.get('line')}_{told.fact_column}"] = cast(line.get(told.id))
