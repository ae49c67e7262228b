"""Writing a draft: the page, its saving, its live check, and merging when two people wrote."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenxiao.core.documents import Json
from wenxiao.core.errors import InputError
from wenxiao.web.filings.judging import Standing
from wenxiao.web.filings.pages.common import Head, get_filing, head_of
from wenxiao.web.filings.services import NotAllowedError, StaleWriteError, save
from wenxiao.web.filings.sheet.cells import SPARE_ROWS, parts_of
from wenxiao.web.filings.sheet.merging import differences, merged
from wenxiao.web.filings.sheet.posted import read_posted
from wenxiao.web.filings.sheet.totals import totals_of
from wenxiao.web.filings.waivers import standing_for
from wenxiao.web.rulebook import rulebook

MANY_ROWS = 10  # rows that the button "add rows" gives


def edit(request: HttpRequest, pk: object) -> HttpResponse:
    """Show a draft for writing, or save what was written."""
    head = writable(request, pk)
    if request.method != "POST":
        return render(request, "filings/edit.html", _shown(head))
    if "X-Wenxiao" in request.headers:
        return _autosaved(request, head)
    try:
        filing = save(request.user, pk, _posted(request, head), read_version=version_of(request))
    except StaleWriteError as stale:
        return merge_page(request, head, stale)
    if "add" in request.POST:
        head.filing = filing
        return render(request, "filings/edit.html", _shown(head, request.POST["add"]))
    if "send" not in request.POST:
        messages.success(request, f"{timezone.localtime():%H:%M} 已保存为第 {filing.version} 版。")
    return redirect("filings:send" if "send" in request.POST else "filings:edit", pk=pk)


def _autosaved(request: HttpRequest, head: Head) -> JsonResponse:
    try:
        filing = save(request.user, head.filing.pk, _posted(request, head), read_version=version_of(request))
    except StaleWriteError as stale:
        return JsonResponse({"sentence": str(stale)}, status=409)
    except InputError as fault:
        return JsonResponse({"sentence": str(fault)}, status=422)
    return JsonResponse({"version": filing.version, "saved": f"{timezone.localtime():%H:%M} 已自动保存"})


def _posted(request: HttpRequest, head: Head) -> Json:
    return read_posted(request.POST, head.form, head.filing.working)


@require_POST
def check(request: HttpRequest, pk: object) -> HttpResponse:
    """Judge what is on the page, without saving it: the findings for the rail."""
    head = writable(request, pk)
    standing = standing_for(
        head.filing,
        _posted(request, head),
        day=timezone.localdate(head.filing.created_at),
    )
    return render(
        request,
        "filings/rail.html",
        {"standing": standing, "head": head, "filing": head.filing, "live": True},
    )


@require_POST
def merge(request: HttpRequest, pk: object) -> HttpResponse:
    """Save what was picked from two versions; when a third came meanwhile, show that beside it."""
    head = writable(request, pk)
    try:
        mine = json.loads(request.POST.get("mine", ""))
    except ValueError:
        mine = None
    if not isinstance(mine, dict):
        raise NotAllowedError("两版对照的内容不完整，没有保存；请回到填写页重新保存。")
    picks = {k.removeprefix("take:"): v for k, v in request.POST.items() if k.startswith("take:")}
    theirs = head.filing.working
    try:
        save(request.user, pk, merged(theirs, mine, head.form, picks), read_version=version_of(request))
    except StaleWriteError as stale:
        stale.mine = mine
        return merge_page(request, head, stale)
    messages.success(request, "两版已合并保存。")
    return redirect("filings:edit", pk=pk)


def writable(request: HttpRequest, pk: object) -> Head:
    """Give the head of a filing that the person may write now; NotAllowedError says who may."""
    head = head_of(request.user, get_filing(request, pk))
    if not head.editable:
        raise NotAllowedError(
            f"这张表现在是“{head.state.label}”，由{head.holder}办理，您不能修改；需要修改的，请退回或撤回后再改。"
        )
    return head


def version_of(request: HttpRequest) -> int:
    """Give the version that the page was made from."""
    told = request.POST.get("version", "")
    return int(told) if told.isdigit() else 0


def _shown(head: Head, more_rows_in: str = "") -> dict[str, Any]:
    standing: Standing = standing_for(
        head.filing, head.filing.working, day=timezone.localdate(head.filing.created_at)
    )
    parts = parts_of(head.filing.working, head.form, standing.findings, spare=SPARE_ROWS)
    if more_rows_in:
        wide = parts_of(head.filing.working, head.form, standing.findings, spare=MANY_ROWS)
        parts = [b if b.section.id == more_rows_in else a for a, b in zip(parts, wide, strict=True)]
    place = rulebook().catalog.place(str(head.filing.working.get("jurisdiction") or "cn"))
    totals = totals_of(head.form, place, head.filing.fiscal_year, timezone.localdate(head.filing.created_at))
    for part in parts:
        part.totals = [(t, t.now(head.filing.working)) for t in totals.get(part.section.id, [])]
    sends = next((s for s in head.steps if s.kind == "forward"), None)
    return {
        "head": head, "filing": head.filing, "form": head.form, "parts": parts, "standing": standing,
        "sends": sends, "check_url": reverse("filings:check", args=[head.filing.pk]),
    }  # fmt: skip


def merge_page(request: HttpRequest, head: Head, stale: StaleWriteError) -> HttpResponse:
    """Show both versions side by side, so that nothing typed is lost."""
    last = stale.filing.events.select_related("actor").order_by("-number").first()
    shown = {
        "head": head, "filing": stale.filing, "sentence": str(stale), "last": last,
        "differences": differences(stale.filing.working, stale.mine, head.form),
        "mine": json.dumps(stale.mine, ensure_ascii=False),
    }  # fmt: skip
    return render(request, "filings/merge.html", shown, status=409)
