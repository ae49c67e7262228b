"""The schema of each form accepts what export writes and refuses what it does not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exchange.samples import FORMS, SAMPLE, documents, versions

from wenxiao.core.forms.json_schema import json_schema

TYPES = {
    "object": dict, "array": list, "string": str, "null": type(None), "boolean": bool,
    "number": (int, float), "integer": int,
}  # fmt: skip


def faults(value, schema, path="$"):
    """Check the subset of JSON Schema that we write."""
    if "const" in schema and value != schema["const"]:
        yield f"{path}: const"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{path}: enum {value}"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    fits = [
        k for k in kinds if isinstance(value, TYPES[k]) and not (isinstance(value, bool) and k != "boolean")
    ]
    if kinds and not fits:
        yield f"{path}: {value!r} is not {kinds}"
    if isinstance(value, dict):
        yield from (f"{path}: {k} missing" for k in schema.get("required", []) if k not in value)
        for key, item in value.items():
            if key in schema["properties"]:
                yield from faults(item, schema["properties"][key], f"{path}.{key}")
            elif schema.get("additionalProperties") is False:
                yield f"{path}: {key} unknown"
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from faults(item, schema["items"], f"{path}[{i}]")


@pytest.mark.parametrize("form", versions(), ids=lambda f: f.id)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_accepts_what_export_writes(form, data):
    assert list(faults(data.draw(documents(form)), json_schema(form))) == []


def test_refuses_other_things():
    schema = json_schema(FORMS["self_evaluation"])
    wrong = {**SAMPLE, "form": "x", "colour": 1, "funds": [{"line": "sum"}], "indicators": {}}
    assert len(list(faults(wrong, schema))) == 4
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["properties"]["subject"]["properties"]["name"]["title"] == "项目名称"
    goal = json_schema(FORMS["project_goal"])
    assert goal["properties"]["standing"]["enum"] == ["新增项目", "延续项目", None]
