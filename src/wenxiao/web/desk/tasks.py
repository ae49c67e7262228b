"""My tasks, what I sent on, and what is done."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import roles_of
from wenxiao.web.desk.notices import unread_notices
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.overdue import tell_once_a_day
from wenxiao.web.filings.pages.lists import BATCH, address, columns
from wenxiao.web.filings.visible import on_desk, visible
from wenxiao.web.filings.waivers import waiting_for
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.lists import Column, Filter, Listing

BOXES = {
    "tasks": ("我的任务", "现在没有等您办理的事项。"),
    "sent": ("已送出", "您送出、还在别人那里办理的表会列在这里。"),
    "done": ("已办结", "您经手、已经办结的表会列在这里。"),
}


def box(request: HttpRequest, name: str = "tasks") -> HttpResponse:
    """Show one of the three lists of the desk, for the chosen year."""
    if name not in BOXES:
        raise Http404
    title, empty = BOXES[name]
    tell_once_a_day()
    rows = rows_of(request.user, name).filter(fiscal_year=request.fiscal_year)
    forms = rulebook().catalog.place("cn").forms
    reviews = name == "tasks" and _reviews(request.user)
    listing = Listing(
        name=f"desk-{name}",
        title=f"{title}（{request.fiscal_year} 年度）",
        rows=rows.defer("content", "draft"),
        columns=[_next_step() if name == "tasks" else _form_column(), *columns(request.user)],
        filters=_filters(),
        default_sort="due",
        empty=empty,
        batch=BATCH if reviews else (),
        batch_url=reverse("filings:batch"),
        tick=lambda row: f"{row.pk}:{row.version}",
        context={
            "box": name, "boxes": [(key, words) for key, (words, _) in BOXES.items()],
            "groups": _grouped(rows, forms), "unread": unread_notices(request.user),
            "starts": _starts(request.user), "waivers": waiting_for(request.user) if name == "tasks" else 0,
        },
    )  # fmt: skip
    return listing.answer(request, "desk/tasks.html")


def rows_of(user: User, name: str) -> QuerySet[Filing]:
    """Give the filings of one list."""
    finished = Q()
    for workflow in rulebook().workflows.values():
        ends = [s.id for s in workflow.states.values() if s.final]
        finished |= Q(form__in=workflow.forms, state__in=ends)
    if name == "tasks":
        return visible(user).filter(on_desk(user))
    mine = visible(user).filter(Exists(Event.objects.filter(filing=OuterRef("pk"), actor=user)))
    return mine.filter(finished) if name == "done" else mine.exclude(finished).exclude(on_desk(user))


def _grouped(rows: QuerySet[Filing], forms: object) -> list[tuple[str, int, int]]:
    """Count by form: how many, and how many of them have findings that must be mended."""
    counted = (
        rows.order_by().values("form").annotate(all=Count("pk"), faulty=Count("pk", filter=Q(errors__gt=0)))
    )
    return [(forms[c["form"]].title, c["all"], c["faulty"]) for c in counted if c["form"] in forms]  # type: ignore[index]


def _form_column() -> Column:
    return Column("form", "表", lambda r: rulebook().catalog.place("cn").forms[r.form].title, sort="form")


def _next_step() -> Column:
    def words(row: Filing) -> str:
        workflow = rulebook().workflow_of(row.form)
        state = workflow.states[row.state]
        return "填写并提交" if state.initial else "修改后再提交" if state.editable else "审核"

    return Column("next", "要做的事", words, sort="state", link=_where)


def _where(row: Filing) -> str:
    state = rulebook().workflow_of(row.form).states[row.state]
    return reverse("filings:edit", args=[row.pk]) if state.editable else address(row)


def _filters() -> list[Filter]:
    forms = rulebook().catalog.place("cn").forms
    filed = [(f.id, f.title) for f in forms.values() if rulebook().has_workflow(f.id)]

    def words(rows: QuerySet, text: str) -> QuerySet:
        return rows.filter(Q(subject_name__icontains=text) | Q(body__name__icontains=text))

    return [
        Filter("q", "查找", words, hint="名称或单位"),
        Filter("form", "表", lambda rows, value: rows.filter(form=value), filed),
    ]


def _reviews(user: User) -> bool:
    held = roles_of(user)
    return any(
        s.holder in held for w in rulebook().workflows.values() for s in w.states.values() if not s.editable
    )


def _starts(user: User) -> list[tuple[str, str]]:
    """Give the forms that the person may start, with their addresses."""
    held, forms = roles_of(user), rulebook().catalog.place("cn").forms
    may: Iterable[str] = (
        f for w in rulebook().workflows.values() if w.initial.holder in held for f in w.forms
    )
    return [(forms[f].title, reverse("filings:new", args=[f])) for f in may if f in forms]
