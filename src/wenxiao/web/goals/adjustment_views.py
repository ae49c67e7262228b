"""Pages of adjustments: budget lines that changed with what became of their goals, and one adjustment side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wenxiao.web.accounts.scope import body_scope
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.visible import visible
from wenxiao.web.goals.adjustments import adjusted_lines, adjustments_of, compare
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.lists import Column, Filter, Listing


def adjustment_list(request: HttpRequest) -> HttpResponse:
    """Show the budget lines that changed, and whether the goal was adjusted with them."""
    year: int = request.fiscal_year  # type: ignore[attr-defined]
    rows = Row.objects.filter(body_scope(request.user, rulebook().roles), fiscal_year=year)  # type: ignore[arg-type]
    told = adjustments_of(visible(request.user), year)  # type: ignore[arg-type]

    def state(line: Any) -> tuple[str, str]:
        filing = told.get(line.project)
        if filing is None:
            return "watch", "目标还没有调整"
        workflow = rulebook().workflow_of(filing.form)
        return ("good" if filing.state == workflow.success else "none"), workflow.states[filing.state].label

    def missing(found: Any, _: str) -> Any:
        return found.exclude(project__in=list(told))

    return Listing(
        "adjustments", f"预算调整与目标调整 · {year}年", adjusted_lines(rows).select_related("body"),
        [
            Column("code", "项目编码", lambda r: r.project, sort="project", link=_line_address),
            Column("name", "项目名称", lambda r: r.name, sort="name"), Column("unit", "单位", lambda r: r.body.name, sort="body__name"),
            Column("initial", "年初批复数", lambda r: r.content.get("initial"), kind="amount"),
            Column("current", "变动后预算数", lambda r: r.amount_fen, kind="amount", sort="amount_fen"),
            Column("day", "调整日期", lambda r: date.fromisoformat(r.day) if r.day else None, kind="day"),
            Column("state", "目标调整", state, kind="state", link=lambda r: _address(told.get(r.project))),
        ],
        [Filter("missing", "目标调整", missing, [("yes", "目标还没有调整")])],
        empty="这一年登记的预算没有调整、调剂。",
    ).answer(request, "goals/adjustments.html")  # fmt: skip


def adjustment(request: HttpRequest, pk: object) -> HttpResponse:
    """Show one adjustment, before and after side by side."""
    filing = visible(request.user).filter(pk=pk, form="goal_adjustment").select_related("body").first()  # type: ignore[arg-type]
    if filing is None:
        raise Http404
    return render(
        request,
        "goals/adjustment.html",
        {"filing": filing, "told": filing.content, "compared": compare(filing)},
    )


def _address(filing: Filing | None) -> str:
    return reverse("adjustment", args=(filing.pk,)) if filing else ""


def _line_address(line: Row) -> str:
    return reverse("register_row", args=("budget_lines", line.pk))
