"""Starting a filing: for which body, about what, beginning with what."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wenxiao.core.documents import Json
from wenxiao.core.errors import WenxiaoError
from wenxiao.core.forms.model import Form
from wenxiao.core.forms.structure import complete
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.accounts.scope import appointments, reaches
from wenxiao.web.filings.carry import carried
from wenxiao.web.filings.effective import effective_content
from wenxiao.web.filings.judging import form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.pages.lists import form_named, register_instead
from wenxiao.web.filings.registered import with_registered
from wenxiao.web.filings.services import create
from wenxiao.web.filings.visible import visible
from wenxiao.web.rulebook import rulebook

OFFERED = 200  # earlier filings offered for carrying over


def new(request: HttpRequest, form_id: str) -> HttpResponse:
    """Ask what the new filing is about and start it as a draft."""
    if register_instead(form_id) is not None:
        return redirect("filings:list", form_id=form_id)
    form = form_named(form_id)
    holder = rulebook().workflow_of(form_id).initial.holder
    bodies = bodies_for(request.user, holder)
    earlier = earlier_filings(request, form)
    fault = ""
    if request.method == "POST":
        body = next((b for b in bodies if str(b.pk) == request.POST.get("body")), None)
        source = next((f for f in earlier if str(f.pk) == request.POST.get("source")), None)
        try:
            if body is None:
                fault = "请选择填报单位；您没有可以填报的单位的，请联系管理员。"
            elif source is None and not request.POST.get("name", "").strip():
                fault = "请写明对象的名称，或选一张已有的表带入。"
            else:
                filing = create(request.user, body, first_content(request, form, body, source))
                messages.success(request, "草稿已建立，随填随存，填好后提交审核。")
                return redirect("filings:edit", pk=filing.pk)
        except WenxiaoError as problem:
            fault = str(problem)
    shown = {"form": form, "bodies": bodies, "earlier": earlier, "fault": fault, "posted": request.POST}
    return render(request, "filings/new.html", shown, status=422 if fault else 200)


def bodies_for(user: User, holder: str | None) -> list[Body]:
    """Give the bodies the person may file for: the own one, and for roles above the units those below it as well."""
    found: dict[int, Body] = {}
    for role, path in reaches(user, rulebook().roles):
        if role.id == holder and role.scope != "unit":
            below = Body.objects.filter(path__startswith=path).select_related("parent", "parent__parent")
            found |= {body.pk: body for body in below}
    own = (a.body for a in appointments(user) if a.role == holder)
    return [*({body.pk: body for body in own} | found).values()]


def earlier_filings(request: HttpRequest, form: Form) -> list[Filing]:
    """Give the filings a new one may begin with: this form's of last year, other forms' of this year and last."""
    known = rulebook().catalog.place("cn").forms
    tables = {s.id for s in form.tables()}
    alike = [f.id for f in known.values() if f.id != form.id and tables & {s.id for s in f.tables()}]
    year = request.fiscal_year
    rows = visible(request.user).filter(form__in=alike, fiscal_year__in=(year, year - 1))
    if not _records_results(form):
        rows = rows | visible(request.user).filter(form=form.id, fiscal_year=year - 1)
    return list(rows.order_by("-fiscal_year", "subject_name").defer("content", "draft")[:OFFERED])


def first_content(request: HttpRequest, form: Form, body: Body, source: Filing | None) -> Json:
    """Give the first content of a new filing."""
    department, place = body.above(Body.Kind.DEPARTMENT), body.above(Body.Kind.JURISDICTION)
    fresh: Json = {
        "form": form.id,
        "jurisdiction": place.code if place else None,
        "fiscal_year": request.fiscal_year,
        "subject": {"kind": form.subject[0], "code": None, "name": None},
        "department": department.name if department else None,
        "unit": body.name,
    }
    name, code = request.POST.get("name", "").strip(), request.POST.get("code", "").strip()
    fresh["subject"] |= {"name": name or None, "code": code or None}
    if source is not None:
        content = effective_content(source)
        told = content.get("subject") or {}
        fresh["subject"] |= {k: fresh["subject"].get(k) or told.get(k) for k in ("code", "name")}
        fresh = carried(content, form_of(content), form, fresh)
    code = fresh["subject"].get("code") or ""
    return complete(with_registered(fresh, form, body, request.fiscal_year, code), form)


def _records_results(form: Form) -> bool:
    """Tell whether a form has a table with results beside targets: last year's results are not this year's."""
    return any(sum(f.type == "target" for f in table.fields) > 1 for table in form.tables())
