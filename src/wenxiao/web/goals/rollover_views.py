"""Page of the roll-over: the dry run first, then the deed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wenxiao.core.registers.reading import registers_of
from wenxiao.web.accounts.models import Body
from wenxiao.web.accounts.scope import kept_bodies
from wenxiao.web.goals.rollover import PROJECTS, dry_run, roll_over
from wenxiao.web.goals.rollover_undo import UndoError, dry_undo, undo
from wenxiao.web.rulebook import rulebook

SHOWN = 50


def roll_over_page(request: HttpRequest) -> HttpResponse:
    """Show what carrying the chosen year over would do; do it when confirmed."""
    top = _top(request)
    year: int = request.fiscal_year  # type: ignore[attr-defined]
    if request.method == "POST":
        projects, drafts = roll_over(request.user, top, year)  # type: ignore[arg-type]
        messages.success(
            request, f"已结转到 {year + 1} 年：登记项目 {projects} 个，绩效目标草稿 {drafts} 份。"
        )
        request.session["years"] = [request.session["years"][0], max(request.session["years"][1], year + 1)]
        return redirect("roll_over")
    told = dry_run(top, year)
    lists = [
        ("要登记的延续项目", told.to_register), ("要建的绩效目标草稿", told.to_draft), ("不延续的项目", told.ended),
    ]  # fmt: skip
    shown = [(title, len(decisions), decisions[:SHOWN]) for title, decisions in lists]
    context = {"told": told, "lists": shown, "undo": dry_undo(top, year)}
    return render(request, "goals/roll_over.html", context)


def undo_page(request: HttpRequest) -> HttpResponse:
    """Show what taking the roll-over of the chosen year back would do; do it when confirmed."""
    top = _top(request)
    year: int = request.fiscal_year  # type: ignore[attr-defined]
    if request.method == "POST":
        try:
            projects, drafts = undo(request.user, top, year)  # type: ignore[arg-type]
            messages.success(request, f"已撤销结转：删去项目登记 {projects} 个，取消目标草稿 {drafts} 份。")
        except UndoError as fault:
            messages.error(request, str(fault))
        return redirect("roll_over")
    told = dry_undo(top, year)
    if told.event is None:
        raise Http404
    return render(request, "goals/undo_roll_over.html", {"told": told, "rows": told.rows[:SHOWN]})


def _top(request: HttpRequest) -> Body:
    keepers = registers_of(rulebook().catalog, "cn")[PROJECTS].imported_by
    tops = kept_bodies(request.user, rulebook().roles, keepers)  # type: ignore[arg-type]
    if not tops:
        raise Http404
    return tops[0]
