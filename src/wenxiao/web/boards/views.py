"""Pages of the boards: where each role starts, the board, the rows behind it, charts and exports."""

from __future__ import annotations

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from wenxiao.web.boards import bureau
from wenxiao.web.boards.answers import Answer, Asked, answer, kinds
from wenxiao.web.boards.blocks import blocks_for
from wenxiao.web.boards.charts import bars
from wenxiao.web.desk.notices import unread_notices
from wenxiao.web.desk.tasks import rows_of
from wenxiao.web.filings.overdue import tell_once_a_day
from wenxiao.web.filings.pages.lists import address
from wenxiao.web.filings.waivers import waiting_for
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.export import xlsx_response
from wenxiao.web.ui.lists import Column, Filter, Listing


def start(request: HttpRequest) -> HttpResponse:
    """Show what the person must do today: the blocks that the rulebook gives the person's roles."""
    tell_once_a_day()
    asked = _asked(request)
    elsewhere = rows_of(asked.user, "tasks").exclude(fiscal_year=asked.year)
    counted = elsewhere.order_by().values("fiscal_year").annotate(number=Count("pk")).order_by("-fiscal_year")
    shown = {
        "blocks": blocks_for(asked),
        "today": asked.day,
        "elsewhere": counted,
        "unread": unread_notices(asked.user),
        "waivers": waiting_for(asked.user),
    }
    return render(request, "boards/start.html", shown)


def board(request: HttpRequest) -> HttpResponse:
    """Show every question with its answer."""
    asked = _asked(request)
    return render(request, "boards/board.html", {"told": bureau.board(asked), "head": bureau.figures(asked)})


def brief(request: HttpRequest) -> HttpResponse:
    """Show the leader's page; it prints on one sheet."""
    return render(request, "boards/brief.html", {"told": bureau.brief(_asked(request))})


def chart(request: HttpRequest, name: str) -> HttpResponse:
    """Draw one answer."""
    told = _named(request, name)
    svg = bars(told.sentence, told.unit, [(str(line[0]), float(line[1])) for line in told.lines])
    return HttpResponse(svg, content_type="image/svg+xml")


def table(request: HttpRequest, name: str) -> HttpResponseBase:
    """Give one answer's table as a workbook."""
    told = _named(request, name)
    return xlsx_response(told.sentence, list(told.heads), told.lines)


def rows(request: HttpRequest) -> HttpResponse:
    """Show the filings behind a number of the board."""
    asked = _asked(request)
    told = kinds(asked.day)
    forms = rulebook().catalog.place("cn").forms
    found = asked.filings().select_related("body", "body__parent").defer("content", "draft")
    return Listing(
        "board-rows", f"填报 · {asked.year}年", found,
        [
            Column("name", "对象", lambda f: f.subject_name, sort="subject_name", link=address),
            Column("form", "表", lambda f: forms[f.form].title if f.form in forms else f.form, sort="form"),
            Column("body", "单位", lambda f: f.body.name, sort="body__name"),
            Column("state", "状态", lambda f: rulebook().workflow_of(f.form).states[f.state].label, sort="state"),
            Column("since", "到达时间", lambda f: f.holder_since, kind="moment", sort="holder_since"),
            Column("due", "期限", lambda f: f.due, kind="day", sort="due"),
            Column("errors", "必改", lambda f: f.errors, kind="number", sort="errors"),
            Column("unexplained", "未说明", lambda f: f.unexplained, kind="number", sort="unexplained"),
        ],
        [
            Filter("kind", "哪些", lambda r, kind: r.filter(told[kind][1]), [(k, words) for k, (words, _) in told.items()]),
            Filter("department", "部门", lambda r, name: r.filter(_below(name)), hint="部门名称"),
        ],
        default_sort="due", empty="没有这样的表。",
    ).answer(request)  # fmt: skip


def _below(name: str) -> Q:
    return Q(body__name=name) | Q(body__parent__name=name)


def _asked(request: HttpRequest) -> Asked:
    return Asked(request.user, request.fiscal_year, timezone.localdate())  # type: ignore[arg-type, attr-defined]


def _named(request: HttpRequest, name: str) -> Answer:
    found = answer(_asked(request), name)
    if found is None:
        raise Http404
    return found
