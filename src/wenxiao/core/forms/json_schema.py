"""JSON Schema (draft 2020-12) of a form's documents: accepts exactly what export writes."""

from __future__ import annotations

from typing import Any

from wenxiao.core.forms.model import Field, Form, Section
from wenxiao.core.money import FEN_PER

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_NUMBERS = {"money", "points", "number", "integer", "rate", "target"}
Schema = dict[str, Any]


def json_schema(form: Form) -> Schema:
    """Give the schema: titles in Chinese, choices as enum, missing as null, no other keys."""
    root = _object(form.title)
    root = {"$schema": DIALECT, "$id": f"urn:wenxiao:form:{form.id}:{form.version.isoformat()}", **root}
    properties: Schema = root["properties"]
    properties |= {
        "form": {"const": form.id, "title": "表样"},
        "id": _text("文件编号"),
        "jurisdiction": _text("财政区划代码"),
        "fiscal_year": {"type": ["integer", "null"], "title": "预算年度", "minimum": 1990, "maximum": 2100},
        "money_unit": {"enum": [*FEN_PER, None], "title": "金额单位"},
        "subject": _object("评价对象") | {"type": ["object", "null"]},
    }
    properties["subject"]["properties"] = {
        "kind": {"enum": [*form.subject, None], "title": "类型"},
        "code": _text("编码"),
        "name": _text("名称"),
    }  # fmt: skip
    for field in form.scalar_fields():
        _place(root, field)
    for section in (*form.matrices(), *form.tables()):
        properties[section.id] = _list(section)
    root["required"] = ["form"]
    return root


def _object(title: str) -> Schema:
    return {"type": "object", "title": title, "properties": {}, "additionalProperties": False}


def _text(title: str) -> Schema:
    return {"type": ["string", "null"], "title": title}


def _place(root: Schema, field: Field) -> None:
    node = root
    *parents, last = field.id.split(".")
    for part in parents:
        node = node["properties"].setdefault(part, _object(part))
        node["type"] = ["object", "null"]
    node["properties"][last] = _value(field)


def _list(section: Section) -> Schema:
    row = _object(section.label)
    if section.kind == "matrix":
        row["properties"]["line"] = {"enum": [r.id for r in section.rows], "title": "行"}
        row["required"] = ["line"]
    else:
        row["properties"]["id"] = _text("行编号")
    row["properties"] |= {f.id: _value(f) for f in section.fields if not f.only_row}
    return {"type": ["array", "null"], "title": section.label, "items": row}


def _value(field: Field) -> Schema:
    """Give the schema of one value.

    Years and flags may also be strings: text that could not be typed is kept as written,
    and the shape check names it as a problem.
    """
    schema: Schema = {"title": field.label}
    if field.help:
        schema["description"] = field.help
    if field.type == "year":
        return schema | {"type": ["integer", "string", "null"]}
    if field.type == "flag":
        return schema | {"type": ["boolean", "string", "null"]}
    if field.choices:
        return schema | {"enum": [*field.choices, None]}
    if field.suggest:
        schema["examples"] = list(field.suggest)
    kinds = ["string", "number", "null"] if field.type in _NUMBERS else ["string", "null"]
    if field.type in {"money", "rate"} and field.unit:
        schema["description"] = f"单位：{field.unit}"
    return schema | {"type": kinds}
