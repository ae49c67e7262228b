"""Registered payments and contracts judged by the rules of the forms that would list them: no rule is written twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone

from wenxiao.core.documents import Json
from wenxiao.core.facts.build import build_facts
from wenxiao.core.forms.model import Form
from wenxiao.core.judging import judge
from wenxiao.core.money import plain_amount
from wenxiao.core.place import Place
from wenxiao.core.registers.model import Register
from wenxiao.web.accounts.models import Body
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

SEVERITY = {"error": ("alarm", "必改"), "warning": ("watch", "须说明"), "notice": ("none", "提示")}


def findings_of(register: Register, rows: Iterable[Row], place: Place) -> list[dict[str, Any]]:
    """Give the findings of registered rows, department by department; none where no form lists such rows."""
    documents = list(documents_of(register, rows, place))
    facts = build_facts(documents, place.forms)
    return [dict(f) for f in judge(facts, rulebook().catalog, as_of=timezone.localdate()).findings()]


def documents_of(register: Register, rows: Iterable[Row], place: Place) -> Iterator[Json]:
    """Give the rows as documents of the form that feeds the same fact table: one a department and year."""
    form, section = _form(register, place)
    if form is None:
        return
    shared = [f.id for f in form.section(section).fields if f.id in register.by_id]
    groups: dict[tuple[int, int], list[Row]] = {}
    departments: dict[int, Body] = {}
    for row in rows:
        if register.void and row.content.get(register.void):
            continue
        department = row.body.above(Body.Kind.DEPARTMENT) or row.body
        departments[department.pk] = department
        groups.setdefault((department.pk, row.fiscal_year or 0), []).append(row)
    for (key, year), found in groups.items():
        department = departments[key]
        yield {
            "form": form.id, "jurisdiction": place.code, "fiscal_year": year, "money_unit": "元",
            "subject": {"kind": "department", "code": department.code, "name": department.name},
            section: [{name: _told(register, name, row.content.get(name)) for name in shared} for row in found],
        }  # fmt: skip


def _form(register: Register, place: Place) -> tuple[Form | None, str]:
    stage, _, section = (register.facts or "").partition(".")
    form = next((f for f in place.forms.values() if f.stage == stage and f.has(section)), None)
    return form, section


def _told(register: Register, name: str, value: Any) -> Any:
    if value is not None and register.by_id[name].type == "money":
        return plain_amount(value, "元")
    return value
