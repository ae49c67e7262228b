"""Pages of the gate: the list for budgeting, certificates, checking a certificate."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.scope import appointments, body_scope, roles_of
from wenxiao.web.goals import gate
from wenxiao.web.goals.certificates import check, issue, issuers
from wenxiao.web.goals.models import Certificate
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.lists import Column, Filter, Listing

ORIGINS = {"initial": "年初预算", "added": "年中追加"}


def gate_list(request: HttpRequest) -> HttpResponse:
    """Show which budget lines of the year may be arranged."""
    terms = _terms(request)
    lines = gate.with_goals(_lines(request), terms)
    may_issue = bool(issuers() & roles_of(request.user))  # type: ignore[arg-type]
    judged: dict[int, gate.Verdict] = {}
    not_exempt = ~gate.verdict_filter(gate.EXEMPT, terms)

    def verdict(line: Any) -> gate.Verdict:
        return judged.setdefault(line.pk, gate.judge_line(line, terms))

    listing = Listing(
        "gate", f"预算安排清单 · {request.fiscal_year}年", lines,  # type: ignore[attr-defined]
        [
            Column("code", "项目编码", lambda line: line.project, sort="project", link=_row_address),
            Column("name", "项目名称", lambda line: line.name, sort="name"),
            Column("unit", "单位", lambda line: line.body.name, sort="body__name"),
            Column("amount", "预算数", lambda line: line.amount_fen, kind="amount", sort="amount_fen"),
            Column("origin", "来源", lambda line: ORIGINS["added" if gate.is_added(line) else "initial"]),
            Column("verdict", "结论", lambda line: (gate.LIGHTS[verdict(line).kind], verdict(line).label), kind="state"),
            Column("reason", "原因", lambda line: verdict(line).reason),
        ],
        [
            Filter("verdict", "结论", lambda rows, kind: rows.filter(gate.verdict_filter(kind, terms)), list(gate.VERDICTS.items())),
            Filter("origin", "来源", _of_origin, list(ORIGINS.items())),
            Filter("filed", "绩效目标", lambda rows, _: rows.filter(not_exempt, goal__isnull=True), [("missing", "没有报送")]),
            Filter("unit", "单位", _in_body, hint="单位或部门名称"),
            Filter("words", "编码或名称", lambda rows, text: rows.filter(Q(name__icontains=text) | Q(project=text))),
        ],
        empty="这一年还没有登记预算；由财政部门在“登记”里导入预算。",
        batch=[("issue", "出具证明")] if may_issue else (), batch_url=reverse("certificate_issue") if may_issue else "",
        context={"terms": terms, "counts": partial(_counts, lines, terms)},
    )  # fmt: skip
    return listing.answer(request, "goals/gate.html")


@require_POST
def issue_page(request: HttpRequest) -> HttpResponse:
    """Issue certificates for the ticked lines."""
    pks = [int(pk) for pk in request.POST.getlist("row") if pk.isdigit()]
    made = issue(request.user, pks)  # type: ignore[arg-type]
    messages.success(request, f"已出具 {len(made)} 份证明，编号 {made[0].number} 起。")
    return redirect("certificate", number=made[0].number) if len(made) == 1 else redirect("certificates")


def certificates(request: HttpRequest) -> HttpResponse:
    """Show the certificates of the year."""
    rows = Certificate.objects.filter(line__in=_lines(request)).select_related("line__body", "issued_by")
    return Listing(
        "certificates", f"证明 · {request.fiscal_year}年", rows,  # type: ignore[attr-defined]
        [
            Column("number", "编号", lambda c: c.number, sort="number", link=lambda c: reverse("certificate", args=(c.number,))),
            Column("name", "项目", lambda c: c.line.name), Column("unit", "单位", lambda c: c.line.body.name),
            Column("amount", "预算数", lambda c: c.content["amount_fen"], kind="amount"),
            Column("verdict", "结论", lambda c: c.content["verdict"]),
            Column("at", "出具时间", lambda c: c.issued_at, kind="moment", sort="issued_at"),
        ],
        [Filter("words", "编号或项目", lambda r, text: r.filter(Q(number__icontains=text) | Q(line__name__icontains=text)))],
        empty="还没有出具证明；在“预算安排清单”里勾选预算，再点“出具证明”。",
    ).answer(request)  # fmt: skip


def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Show one certificate, checked anew; it prints on one page."""
    found = (
        Certificate.objects.filter(number=number, line__in=_all_lines(request))
        .select_related("line", "issued_by")
        .first()
    )
    if found is None:
        raise Http404
    return render(
        request,
        "goals/certificate.html",
        {"certificate": found, "told": found.content, "checked": check(found)},
    )


def _terms(request: HttpRequest) -> gate.Terms:
    held = appointments(request.user)  # type: ignore[arg-type]
    code = jurisdiction_of(held[0].body) if held else "cn"
    return gate.terms_of(code, request.fiscal_year, timezone.localdate())  # type: ignore[attr-defined]


def _all_lines(request: HttpRequest) -> Any:
    return Row.objects.filter(body_scope(request.user, rulebook().roles), register="budget_lines")  # type: ignore[arg-type]


def _lines(request: HttpRequest) -> Any:
    lines = _all_lines(request).filter(fiscal_year=request.fiscal_year)  # type: ignore[attr-defined]
    return lines.select_related("body").order_by("body__path", "project")


def _of_origin(rows: Any, kind: str) -> Any:
    return rows.filter(gate.added()) if kind == "added" else rows.exclude(gate.added())


def _in_body(rows: Any, text: str) -> Any:
    exact = Q(body__name=text) | Q(body__parent__name=text)
    found = rows.filter(exact)  # a name from a board or a list means just this body
    return (
        found
        if found.exists()
        else rows.filter(Q(body__name__icontains=text) | Q(body__parent__name__icontains=text))
    )


def _counts(lines: Any, terms: gate.Terms) -> dict[str, Any]:
    told = gate.counted(lines, terms)
    return {
        "verdicts": [
            (kind, gate.LIGHTS[kind], gate.VERDICTS[kind], number, fen)
            for kind, (number, fen) in told.verdicts.items()
            if number
        ],
        "added": told.added, "blocked": told.added_blocked,
    }  # fmt: skip


def _row_address(line: Any) -> str:
    return reverse("register_row", args=("budget_lines", line.pk))
