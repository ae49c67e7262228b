"""The list of a form's filings in the chosen year."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from wenxiao.core.forms.model import Form
from wenxiao.core.registers.model import Register
from wenxiao.core.registers.reading import registers_of
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import kept_bodies, reaches, roles_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.pages.common import due_light, state_light, told_of
from wenxiao.web.filings.visible import reads_drafts, visible
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.lists import Column, Filter, Listing

FAULTS = (("errors", "有必改疑点"), ("clean", "没有疑点"))
BATCH = (("forward", "批量通过"), ("return", "批量退回"))


def form_named(form_id: str) -> Form:
    """Give a form that has a workflow; 404 for others."""
    forms = rulebook().catalog.place("cn").forms
    if form_id not in forms or not rulebook().has_workflow(form_id):
        raise Http404
    return forms[form_id]


def register_instead(form_id: str) -> Register | None:
    """Give the register that takes a form's place; none for forms that are filed.

    Lists of projects, payments and contracts come from the budget system as they are: nobody files and reviews
    them, so they have no workflow, and what they would hold is registered by import.
    """
    form = rulebook().catalog.place("cn").forms.get(form_id)
    if form is None or rulebook().has_workflow(form_id):
        return None
    return next((r for r in registers_of(rulebook().catalog, "cn").values() if r.id == form.stage), None)


def form_list(request: HttpRequest, form_id: str) -> HttpResponse:
    """Show the filings of one form in the chosen year, or say which register takes its place."""
    register = register_instead(form_id)
    if register is not None:
        form = rulebook().catalog.place("cn").forms[form_id]
        may_import = bool(kept_bodies(request.user, rulebook().roles, register.imported_by))
        shown = {"form": form, "register": register, "may_import": may_import}
        return render(request, "filings/in_register.html", shown)
    form = form_named(form_id)
    workflow = rulebook().workflow_of(form_id)
    may_file = workflow.initial.holder in roles_of(request.user)
    reviews = any({s.holder for s in workflow.states.values() if not s.editable} & roles_of(request.user))
    extends = any(role.extends_deadlines for role, _ in reaches(request.user, rulebook().roles))
    listing = Listing(
        name=form_id,
        title=f"{form.title}（{request.fiscal_year} 年度）",
        rows=visible(request.user)
        .filter(form=form_id, fiscal_year=request.fiscal_year)
        .defer("content", "draft"),
        columns=columns(request.user),
        filters=filters(form_id),
        default_sort="due",
        empty=_empty(form, may_file=may_file, year=request.fiscal_year),
        batch=BATCH if reviews else (),
        batch_url=reverse("filings:batch"),
        tick=lambda row: f"{row.pk}:{row.version}",
        context={"form": form, "may_file": may_file, "may_extend": extends},
    )
    return listing.answer(request, "filings/list.html")


def every(request: HttpRequest) -> HttpResponse:
    """Show the filings of all forms and years that the person may see."""
    return every_filing(request).answer(request)


def every_filing(request: HttpRequest) -> Listing:
    """Describe the list of all filings."""
    forms = {
        f.id: f.title for f in rulebook().catalog.place("cn").forms.values() if rulebook().has_workflow(f.id)
    }
    year = Column("year", "年度", lambda r: r.fiscal_year, "number", sort="fiscal_year")
    form = Column("form", "表", lambda r: forms.get(r.form, r.form), sort="form")
    rows = visible(request.user).defer("content", "draft")
    told = columns(request.user)
    return Listing(
        name="every-filing",
        title="全部填报",
        rows=rows,
        columns=[*told[:1], form, year, *told[1:]],
        filters=[
            Filter("q", "查找", words, hint="名称、编码或单位"),
            Filter("form", "表", lambda rows, value: rows.filter(form=value), list(forms.items())),
            Filter("year", "年度", lambda rows, value: rows.filter(fiscal_year=int(value)) if value.isdigit() else rows.none()),
            Filter("faults", "疑点", faults, FAULTS),
        ],
        default_sort="-year",
        empty="还没有您看得到的填报。",
    )  # fmt: skip


def columns(user: User) -> list[Column]:
    """Give the columns of a list of filings, each row as the person may read it."""

    def told(row: Filing, name: str) -> Any:
        return told_of(row, name, own=row.draft_head is not None and reads_drafts(user, row))

    def state(row: Filing) -> tuple[str, str]:
        workflow = rulebook().workflow_of(row.form)
        return state_light(workflow, workflow.states[row.state])

    return [
        Column("subject", "对象", lambda r: told(r, "subject_name"), sort="subject_name", link=address),
        Column("code", "编码", lambda r: r.subject_code, sort="subject_code"),
        Column("body", "单位", lambda r: r.body.name, sort="body__name"),
        Column("amount", "金额", lambda r: told(r, "amount_fen"), "amount", sort="amount_fen"),
        Column("state", "状态", state, "state", sort="state"),
        Column("due", "期限", due_light, "state", sort="due"),
        Column("errors", "必改", lambda r: told(r, "errors"), "number", sort="errors"),
        Column("unexplained", "待说明", lambda r: told(r, "unexplained"), "number", sort="unexplained"),
        Column("since", "到达时间", lambda r: r.holder_since, "moment", sort="holder_since"),
    ]


def address(filing: Filing) -> str:
    """Give the address of a filing's page."""
    return reverse("filings:view", args=[filing.pk])


def filters(form_id: str) -> list[Filter]:
    """Give the filter bar of a form's list."""
    states = [(s.id, s.label) for s in rulebook().workflow_of(form_id).states.values()]

    return [
        Filter("q", "查找", words, hint="名称、编码或单位"),
        Filter("state", "状态", lambda rows, value: rows.filter(state=value), states),
        Filter("faults", "疑点", faults, FAULTS),
    ]


def words(rows: QuerySet, text: str) -> QuerySet:
    """Narrow filings to those whose name, code or unit has a word."""
    return rows.filter(
        Q(subject_name__icontains=text) | Q(subject_code__startswith=text) | Q(body__name__icontains=text)
    )


def faults(rows: QuerySet, value: str) -> QuerySet:
    """Narrow filings to those with findings that must be mended, or to those without any."""
    return rows.filter(errors__gt=0) if value == "errors" else rows.filter(errors=0, unexplained=0)


def _empty(form: Form, *, may_file: bool, year: int) -> str:
    if may_file:
        return f"{year} 年度还没有《{form.title}》。点右上方的“新填一张”，或下载模板填好后上传。"
    return f"{year} 年度还没有送到您这里的《{form.title}》；预算单位提交后会出现在这里。"
