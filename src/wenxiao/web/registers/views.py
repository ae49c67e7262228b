"""Pages of registers: overview, list, one row with its history, templates."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Sum
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from wenxiao.core.errors import NotFoundError
from wenxiao.core.registers.model import Register
from wenxiao.core.registers.reading import find_register, registers_of
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.scope import appointments, body_scope, kept_bodies
from wenxiao.web.registers.judging import SEVERITY, findings_of
from wenxiao.web.registers.lists import listing, rows_for
from wenxiao.web.registers.models import Change, Row
from wenxiao.web.registers.shown import shown
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.export import xlsx_response

FINDINGS_SHOWN = 500
BELOW = ("budget_lines", "payments", "contracts")  # what a project's page adds up


def registers_here(request: HttpRequest) -> dict[str, Register]:
    """Give the registers as the person's place has them."""
    held = appointments(request.user)  # type: ignore[arg-type]
    code = jurisdiction_of(held[0].body) if held else "cn"
    return registers_of(rulebook().catalog, code)


def named(request: HttpRequest, register: str) -> Register:
    """Give a register by its address; a page that does not exist otherwise."""
    try:
        return find_register(registers_here(request), register)
    except NotFoundError as fault:
        raise Http404 from fault


def overview(request: HttpRequest) -> HttpResponse:
    """Show every register with how much is in it this year."""
    scope = body_scope(request.user, rulebook().roles)  # type: ignore[arg-type]
    found = Row.objects.filter(scope, fiscal_year=request.fiscal_year).order_by().values("register")  # type: ignore[attr-defined]
    sums = {line["register"]: line for line in found.annotate(count=Count("pk"), fen=Sum("amount_fen"))}
    lines = [
        (
            register,
            sums.get(register.id),
            bool(kept_bodies(request.user, rulebook().roles, register.imported_by)),
        )  # type: ignore[arg-type]
        for register in registers_here(request).values()
    ]
    shown_lines = [line for line in lines if line[0].kept_in == "rows" or line[2]]
    return render(request, "registers/overview.html", {"lines": shown_lines})


def register_list(request: HttpRequest, register: str) -> HttpResponse:
    """Show one register."""
    told = named(request, register)
    if told.kept_in != "rows":
        return render(
            request, "registers/kept_elsewhere.html", {"register": told, **_may_import(request, told)}
        )
    described = listing(request, told)
    described.context |= _may_import(request, told)
    return described.answer(request, "registers/list.html")


def register_row(request: HttpRequest, register: str, pk: int) -> HttpResponse:
    """Show one row, how it came to be so, and for a project its money."""
    told = named(request, register)
    row = rows_for(request, told.id).filter(pk=pk).first()
    if row is None:
        raise Http404
    fields = [(c, row.content.get(c.id), shown(c, row.content.get(c.id))) for c in told.columns]
    below = _below(request, row) if told.id == "projects" else []
    return render(
        request, "registers/row.html", {"register": told, "row": row, "fields": fields, "history": _history(told, row), "below": below}
    )  # fmt: skip


def register_findings(request: HttpRequest, register: str) -> HttpResponse:
    """Show what the rules find in the year's rows within the person's scope."""
    told = named(request, register)
    if told.facts is None:
        raise Http404
    held = appointments(request.user)  # type: ignore[arg-type]
    place = rulebook().catalog.place(jurisdiction_of(held[0].body) if held else "cn")
    rows = rows_for(request, told.id).filter(fiscal_year=request.fiscal_year).select_related("body__parent")  # type: ignore[attr-defined]
    found = [(SEVERITY[f["severity"]], f) for f in findings_of(told, rows, place)]
    return render(
        request,
        "registers/findings.html",
        {"register": told, "found": found[:FINDINGS_SHOWN], "count": len(found), "rows": rows.count()},
    )


def template(request: HttpRequest, register: str) -> HttpResponseBase:
    """Give an empty workbook with the register's head, Chinese names first and the standard's below it for reading."""
    told = named(request, register)
    heads = [f"{c.label}（元）" if c.type == "money" else c.label for c in told.columns]
    return xlsx_response(f"{told.title}导入模板", heads, [])


def _may_import(request: HttpRequest, told: Register) -> dict[str, Any]:
    return {"may_import": bool(kept_bodies(request.user, rulebook().roles, told.imported_by))}  # type: ignore[arg-type]


def _history(told: Register, row: Row) -> list[tuple[Any, list[tuple[str, str | None, str | None]]]]:
    """Give (event, changes) from the newest: each change shows what stood before and after it."""
    after, lines = row.content, []
    for change in Change.objects.filter(row=row).select_related("event__actor"):
        differing = [
            (c.label, shown(c, change.before.get(c.id)), shown(c, after.get(c.id)))
            for c in told.columns
            if change.before.get(c.id) != after.get(c.id)
        ]
        lines.append((change.event, differing))
        after = change.before
    return lines


def _below(request: HttpRequest, row: Row) -> list[tuple[str, str, int, int | None]]:
    scope = body_scope(request.user, rulebook().roles)  # type: ignore[arg-type]
    found = Row.objects.filter(scope, register__in=BELOW, fiscal_year=row.fiscal_year, project=row.project)
    sums = {
        s["register"]: s
        for s in found.order_by().values("register").annotate(count=Count("pk"), fen=Sum("amount_fen"))
    }
    titles = registers_here(request)
    lines = []
    for name in BELOW:
        line = sums.get(name, {"count": 0, "fen": None})
        lines.append(
            (
                titles[name].title,
                f"{reverse('register_list', args=(name,))}?project={row.project}",
                line["count"],
                line["fen"],
            )
        )
    return lines
