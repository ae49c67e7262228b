"""The lists of registers: columns from the rulebook, rows within the person's scope and year."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from wenxiao.core.registers.model import Column as Told
from wenxiao.core.registers.model import Register
from wenxiao.web.accounts.scope import body_scope
from wenxiao.web.registers.models import Row
from wenxiao.web.registers.shown import shown
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.lists import Column, Filter, Listing

SORTS = {"name": "name", "amount": "amount_fen", "year": "fiscal_year", "project": "project"}
HIDDEN = {"fiscal_year", "unit", "unit_code"}  # told by the year above and by the unit's own column


def rows_for(request: HttpRequest, register: str) -> QuerySet[Row]:
    """Give the rows of a register that the person may see, all years."""
    scope = body_scope(request.user, rulebook().roles)  # type: ignore[arg-type]
    return Row.objects.filter(scope, register=register).select_related("body")


def listing(request: HttpRequest, register: Register) -> Listing:
    """Describe the list of one register in the fiscal year of the page."""
    rows = rows_for(request, register.id)
    if register.year:
        rows = rows.filter(fiscal_year=request.fiscal_year)  # type: ignore[attr-defined]
    code = request.GET.get("project", "")
    names = register.listed or [c.id for c in register.columns if c.id not in HIDDEN]
    columns = [_column(register, register.by_id[name]) for name in names]
    columns.insert(min(2, len(columns)), Column("body", "单位", lambda row: row.body.name, sort="body__name"))
    year = f" · {request.fiscal_year}年" if register.year else ""  # type: ignore[attr-defined]
    empty = f"{register.title}还没有登记{'这一年的内容' if register.year else ''}；由财政部门从文件导入。"
    return Listing(
        f"register-{register.id}", f"{register.title}登记{year}", rows, columns, _filters(register),
        default_sort="", empty=empty, context={"register": register, "project": code},
    )  # fmt: skip


def _column(register: Register, told: Told) -> Column:
    by = next((db for name, db in _promoted(register).items() if name == told.id), None)
    link = partial(_address, register) if told.id in {register.key[-1], register.name, "code"} else None
    if told.type == "money":
        return Column(told.id, told.label, lambda row: row.content.get(told.id), kind="amount", sort=by)
    if told.type == "date":
        return Column(told.id, told.label, lambda row: _day(row.content.get(told.id)), kind="day", sort=by)
    return Column(told.id, told.label, lambda row: shown(told, row.content.get(told.id)), sort=by, link=link)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _promoted(register: Register) -> dict[str | None, str]:
    """Which columns also stand in the database by themselves, and so can be sorted by."""
    found: dict[str | None, str] = {
        register.name: "name",
        register.project: "project",
        register.year: "fiscal_year",
    }
    return found | ({register.amount[0]: "amount_fen"} if register.amount else {})


def _address(register: Register, row: Any) -> str:
    return reverse("register_row", args=(register.id, row.pk))


def _filters(register: Register) -> list[Filter]:
    def words(rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(Q(name__icontains=text) | Q(key__icontains=text))

    filters = [
        Filter("words", "编码或名称", words, hint=register.key_label),
        Filter("body", "单位", lambda rows, text: rows.filter(body__name__icontains=text), hint="单位名称"),
        Filter("project", "项目编码", lambda rows, text: rows.filter(project=text)),
    ]
    for told in register.columns:
        if told.choices or told.type == "flag":
            choices = [(c, c) for c in told.choices] or [("true", "是"), ("false", "否")]
            filters.append(Filter(told.id, told.label, partial(_chosen, told), choices))
    return filters


def _chosen(told: Told, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
    value: Any = {"true": True, "false": False}.get(text, text) if told.type == "flag" else text
    return rows.filter(**{f"content__{told.id}": value})
