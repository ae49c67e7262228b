"""Pages of adjustments: budget lines that changed with what became of their goals, and one adjustment side by side."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from wenxiao.web.accounts.scope import body_scope
from wenxiao.web.filings.effective import ADJUSTMENT, effective_content, forms_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.services import NotAllowedError, create
from wenxiao.web.filings.visible import readable_content, visible
from wenxiao.web.goals.adjustments import adjusted_lines, adjustments_of, compare
from wenxiao.web.goals.beginning import adopted_goal, first_adjustment, writes_adjustments
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
            Column("state", "目标调整", state, kind="state", link=lambda r: _address(told.get(r.project), r)),
        ],
        [Filter("missing", "目标调整", missing, [("yes", "目标还没有调整")])],
        empty="这一年登记的预算没有调整、调剂。",
    ).answer(request, "goals/adjustments.html")  # fmt: skip


def adjustment(request: HttpRequest, pk: object) -> HttpResponse:
    """Show one adjustment, before and after side by side."""
    filing = visible(request.user).filter(pk=pk, form__in=forms_of(ADJUSTMENT)).select_related("body").first()  # type: ignore[arg-type]
    if filing is None:
        raise Http404
    content = readable_content(request.user, filing)  # type: ignore[arg-type]
    shown = {"filing": filing, "told": content, "compared": compare(filing, content)}
    return render(request, "goals/adjustment.html", shown)


def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin the adjustment of a changed budget line's goal, filled with what the adopted goal says now."""
    scope = body_scope(request.user, rulebook().roles)  # type: ignore[arg-type]
    line = adjusted_lines(Row.objects.filter(scope, pk=pk)).select_related("body").first()
    if line is None:
        raise Http404
    goal = adopted_goal(line)
    begun = adjustments_of(visible(request.user), line.fiscal_year or 0).get(line.project)  # type: ignore[arg-type]
    if begun is not None and not rulebook().workflow_of(begun.form).states[begun.state].final:
        messages.info(request, "这个项目的目标调整已经开始办理，接着办就可以。")
        return redirect("filings:view", pk=begun.pk)
    if request.method == "POST":
        if goal is None:
            raise NotAllowedError("这个项目还没有审核通过的绩效目标，没有可以调整的；请先报送绩效目标。")
        made = create(request.user, goal.body, first_adjustment(goal, line, timezone.localdate()))  # type: ignore[arg-type]
        messages.success(
            request, "已建立目标调整申报表，调整前的内容已带入；改好要调的指标，写明理由后提交。"
        )
        return redirect("filings:edit", pk=made.pk)
    may = goal is not None and writes_adjustments(request.user, goal)  # type: ignore[arg-type]
    shown = {"line": line, "goal": goal, "content": effective_content(goal) if goal else None, "may": may}
    return render(request, "goals/begin_adjustment.html", shown)


def _address(filing: Filing | None, line: Row) -> str:
    return (
        reverse("adjustment", args=(filing.pk,)) if filing else reverse("adjustment_begin", args=(line.pk,))
    )


def _line_address(line: Row) -> str:
    return reverse("register_row", args=("budget_lines", line.pk))
