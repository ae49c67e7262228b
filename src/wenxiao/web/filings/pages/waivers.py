"""Pages of waivers: asking beside a finding, the list of those who decide, the decision."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wenxiao.core.errors import WenxiaoError
from wenxiao.web.filings.models import Waiver
from wenxiao.web.filings.pages.common import get_filing, head_of
from wenxiao.web.filings.pages.edit import merge_page
from wenxiao.web.filings.services import NotAllowedError, StaleWriteError, save
from wenxiao.web.filings.sheet.posted import read_posted
from wenxiao.web.filings.visible import visible
from wenxiao.web.filings.waivers import ask, decide, may_decide, requests_for

SHOWN = 200


@require_POST
def ask_page(request: HttpRequest, pk: object) -> HttpResponse:
    """Ask for a waiver of one finding; what else the page holds is saved first, so that nothing typed is lost."""
    head = head_of(request.user, get_filing(request, pk))
    key, told = request.POST.get("waive", ""), request.POST.get("version", "")
    if not head.editable:
        raise NotAllowedError("只有正在填报的人可以申请豁免；需要申请的，请先退回或撤回。")
    try:
        content = read_posted(request.POST, head.form, head.filing.working)
        head.filing = save(request.user, pk, content, read_version=int(told) if told.isdigit() else 0)
        ask(request.user, head.filing, key, request.POST.get(f"waive-reason:{key}", ""))
        messages.success(
            request, "豁免申请已送出。批准后这条疑点不再拦住提交；不等批准的，也可以改正或写说明。"
        )
    except StaleWriteError as stale:
        return merge_page(request, head, stale)
    except WenxiaoError as problem:
        messages.error(request, str(problem))
    from_edit = urlsplit(request.headers.get("Referer", "")).path == reverse("filings:edit", args=[pk])
    return redirect("filings:edit" if from_edit else "filings:send", pk=pk)


def waiver_list(request: HttpRequest) -> HttpResponse:
    """Show the requests the person may decide or has asked for."""
    found = list(requests_for(request.user)[:SHOWN])
    seen = set(visible(request.user).filter(pk__in={w.filing_id for w in found}).values_list("pk", flat=True))
    told = [
        (w, w.state == Waiver.State.ASKED and may_decide(request.user, w, {"severity": w.severity, "rule": w.rule}),
         w.filing_id in seen)
        for w in found
    ]  # fmt: skip
    return render(request, "filings/waivers.html", {"told": told})


@require_POST
def decide_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse one request with a word."""
    if not requests_for(request.user).filter(pk=pk).exists():
        raise Http404
    try:
        done = decide(
            request.user, pk, grant=request.POST.get("decision") == "grant", word=request.POST.get("word", "")
        )
        messages.success(request, f"“{done.filing.subject_name}”的豁免申请：{done.get_state_display()}。")
    except WenxiaoError as problem:
        messages.error(request, str(problem))
    return redirect("filings:waivers")
