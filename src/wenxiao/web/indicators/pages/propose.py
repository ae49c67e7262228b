"""Proposing indicators for the library: from the rows of a filing that the person wrote."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wenxiao.analysis.library import similar
from wenxiao.core.documents import Json
from wenxiao.core.errors import WenxiaoError
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import roles_at, roles_of
from wenxiao.web.filings.judging import form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.pages.common import get_filing
from wenxiao.web.filings.services import NotAllowedError
from wenxiao.web.filings.visible import visible
from wenxiao.web.indicators.acts import DECLINED, PROPOSE, acts
from wenxiao.web.indicators.aids import tables_of
from wenxiao.web.indicators.cards import Entry, Library, library_of
from wenxiao.web.indicators.services import propose
from wenxiao.web.rulebook import rulebook

OFFERED = 100  # filings to choose from
NEAR = 3  # similar cards that a row names


@dataclass(frozen=True)
class Line:
    """One row of a filing: what the library already has of it."""

    key: str  # section and row number, as the page sends it
    row: Json
    known: Entry | None
    near: list[Entry]


def choose(request: HttpRequest) -> HttpResponse:
    """Let the person choose the filing from which an indicator is proposed."""
    _demand_proposer(request)
    forms = [f.id for f in rulebook().catalog.place("cn").forms.values() if tables_of(f)]
    mine = visible(request.user).filter(form__in=forms, fiscal_year=request.fiscal_year)  # type: ignore[arg-type, attr-defined]
    listed = mine.select_related("body", "body__parent", "body__parent__parent").defer("content")
    own = [f for f in listed.order_by("subject_name")[:OFFERED] if may_propose(request.user, f)]  # type: ignore[arg-type]
    return render(request, "indicators/sources.html", {"filings": own})


def propose_page(request: HttpRequest, pk: object) -> HttpResponse:
    """Show the rows of a filing with what the library has of each; propose those that are ticked."""
    filing = get_filing(request, pk)
    if not may_propose(request.user, filing):  # type: ignore[arg-type]
        _refuse(filing.body.name)
    library = library_of(jurisdiction_of(filing.body))
    lines = _lines(filing, library)
    if not lines:
        raise Http404
    refused: list[str] = []
    if request.method == "POST":
        made, refused = _propose_ticked(request, filing, lines)
        if made:
            messages.success(request, f"已提出 {len(made)} 个：{'、'.join(made)}；绩效科批准后进入指标库。")
        if made and not refused:
            return redirect("indicator_propose", pk)
        library = library_of(jurisdiction_of(filing.body))
        lines = _lines(filing, library)
    fields = list(dict.fromkeys(c.field for c in library.active() if c.field))
    shown = {"filing": filing, "lines": lines, "refused": refused, "fields": fields, "posted": request.POST}
    return render(request, "indicators/propose.html", shown, status=422 if refused else 200)


def _propose_ticked(request: HttpRequest, filing: Filing, lines: list[Line]) -> tuple[list[str], list[str]]:
    """Propose each ticked row by itself; give the names that were taken and the sentences for those that were not."""
    ticked = set(request.POST.getlist("row"))
    made, refused = [], []
    for line in lines:
        if line.key not in ticked:
            continue
        more = {
            "field": request.POST.get("field", ""),
            "explain": request.POST.get(f"explain:{line.key}", ""),
        }
        try:
            made.append(str(propose(request.user, filing, line.row, more)))  # type: ignore[arg-type]
        except WenxiaoError as fault:
            refused.append(str(fault))
    if not ticked:
        refused.append("没有勾选指标，请在要提出的行前打勾再提交。")
    return made, refused


def _lines(filing: Filing, library: Library) -> list[Line]:
    found = []
    cards = library.active()
    for section in tables_of(form_of(filing.content)):
        for number, row in enumerate(filing.content.get(section.id) or []):
            name = str(row.get("level3") or "").strip() if isinstance(row, dict) else ""
            if not name:
                continue
            known = library.named(name)
            known = known if known and known.state != DECLINED else None
            near = [] if known else [library.entries[c.id] for c in similar(cards, name, limit=NEAR)]
            found.append(Line(f"{section.id}:{number}", row, known, near))
    return found


def may_propose(user: User, filing: Filing) -> bool:
    """Tell whether the person may propose indicators of a filing: files for its body."""
    return bool(set(acts().acts[PROPOSE].roles) & roles_at(user, filing.body, rulebook().roles))


def _demand_proposer(request: HttpRequest) -> None:
    if not set(acts().acts[PROPOSE].roles) & roles_of(request.user):  # type: ignore[arg-type]
        _refuse("本单位")


def _refuse(body: str) -> None:
    who = "、".join(rulebook().roles[role].label for role in acts().acts[PROPOSE].roles)
    raise NotAllowedError(f"指标由“{body}”的{who}从自己填的表里提出；请用有此角色的账号办理。")
