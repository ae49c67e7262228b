"""The structure of a document: every part of its form there, whatever was handed in."""

from __future__ import annotations

from typing import Any

from wenxiao.core.documents import Json, get_path, set_path
from wenxiao.core.forms.model import Field, Form, Section

TOP_KEYS = {"form", "jurisdiction", "money_unit", "fiscal_year", "subject", "id", "source"}


def complete(content: Json, form: Form) -> Json:
    """Give a document of sound structure: every field of the form present (``None`` when missing).

    Parts of the wrong structure (a list where an object belongs) become missing; ``check_shape``
    on the original names them. Unknown keys are kept; rows of a matrix without any value are left out.
    """
    done: Json = {"form": form.id, "jurisdiction": None, "money_unit": form.money_unit, **content}
    done["money_unit"] = done["money_unit"] or form.money_unit
    done.setdefault("fiscal_year", None)
    for key in sorted(k for k in TOP_KEYS - {"subject"} if isinstance(done.get(k), dict | list)):
        done[key] = form.money_unit if key == "money_unit" else None
    subject = content.get("subject")
    done["subject"] = {
        "kind": form.subject[0],
        "code": None,
        "name": None,
        **(subject if isinstance(subject, dict) else {}),
    }
    if done["subject"]["kind"] not in form.subject:
        done["subject"]["kind"] = form.subject[0]
    for field in form.scalar_fields():
        _drop_wrong_parents(done, field.id)
        value = get_path(done, field.id)
        set_path(done, field.id, None if isinstance(value, dict | list) else value)
    for section in (*form.tables(), *form.matrices()):
        fields = [f.id for f in section.fields if not f.only_row]
        rows = [_row(row, fields) for row in _list(done.get(section.id)) if isinstance(row, dict)]
        if section.kind == "matrix":
            rows = [row for row in rows if any(row[f] is not None for f in fields)]
        done[section.id] = rows
    return done


def name_field(section: Section) -> Field | None:
    """Give the column that names a row: the first required text that is not carried down, else a code."""
    texts = {"text", "longtext", "code"}
    own = [f for f in section.fields if f.id not in section.fill_down and f.type in texts]
    return min(own, key=lambda f: (not f.required, f.type == "code"), default=None)


def _row(row: Json, fields: list[str]) -> Json:
    kept = {f: None if isinstance(row.get(f), dict | list) else row.get(f) for f in fields}
    return {**row, **kept}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _drop_wrong_parents(content: Json, path: str) -> None:
    parent = path.rpartition(".")[0]
    if parent and not isinstance(get_path(content, parent), dict):
        set_path(content, parent, {})
