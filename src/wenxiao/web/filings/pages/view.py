"""Reading a filing: 内容 · 疑点 · 计分 · 附件 · 流程 · 版本."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wenxiao.core.documents import Json
from wenxiao.core.workflow.model import Workflow
from wenxiao.web.filings.attachments import ACCEPT
from wenxiao.web.filings.deadlines import may_extend, unknown_years
from wenxiao.web.filings.effective import ADJUSTMENT, adjusted, adopted_adjustments
from wenxiao.web.filings.history import content_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.pages.common import Head, get_filing, head_of
from wenxiao.web.filings.sheet.cells import parts_of
from wenxiao.web.filings.visible import readable_attachments, readable_content, reads_drafts
from wenxiao.web.filings.waivers import standing_for
from wenxiao.web.rulebook import rulebook

TABS = {
    "content": "内容", "findings": "疑点", "scores": "计分", "attachments": "附件", "flow": "流程", "versions": "版本",
}  # fmt: skip
OWN_ACTS = {
    "create": "建立草稿",
    "save": "保存",
    "extend": "延长期限",
    "attach": "添加附件",
    "detach": "移除附件",
}


WAIVER_ACTS = {"ask_waiver": "申请豁免", "grant_waiver": "批准豁免", "refuse_waiver": "不批准豁免"}
OWN_ACTS |= WAIVER_ACTS
WRITING_ACTS = ("attach", "detach", *WAIVER_ACTS)  # what a writer does before handing in is the writer's


def view(request: HttpRequest, pk: object) -> HttpResponse:
    """Show one tab of a filing."""
    filing = get_filing(request, pk)
    tab = request.GET.get("tab", "content")
    if tab not in TABS:
        raise Http404
    head = head_of(request.user, filing)
    content = readable_content(request.user, filing)
    standing = standing_for(filing, content, day=timezone.localdate(filing.created_at))
    shown: dict[str, Any] = {
        "head": head, "filing": filing, "form": head.form, "tab": tab, "tabs": TABS.items(), "standing": standing,
        "may_extend": may_extend(request.user, filing), "is_adjustment": head.form.stage == ADJUSTMENT,
    }  # fmt: skip
    return render(request, "filings/view.html", shown | _OF_TAB[tab](request, head, content, standing))


def _content(request: HttpRequest, head: Head, content: Json, standing: Any) -> dict[str, Any]:
    since = adopted_adjustments(head.filing)
    wanted = request.GET.get("changes") != "hide"
    if since and wanted:
        now = adjusted(content, (a.content for a in since))
        return {"parts": parts_of(now, head.form, old=content), "adjusted": since, "compared": True}
    old = before_return(head.filing, head.workflow) if not since else None
    compared = old is not None and wanted
    parts = parts_of(content, head.form, standing.findings, old=old if compared else None)
    told = {
        "was_returned": old is not None,
        "unchanged": old == content,
        "compared": compared,
        "adjusted": since,
    }
    return {"parts": parts, **told}


def _nothing_more(*_: Any) -> dict[str, Any]:
    return {}


def _attachments(request: HttpRequest, head: Head, *_: Any) -> dict[str, Any]:
    return {"attachments": readable_attachments(request.user, head.filing), "accept": ACCEPT}


def _flow(request: HttpRequest, head: Head, *_: Any) -> dict[str, Any]:
    known = head.filing.events.exclude(act="save").select_related("actor").order_by("number")
    if not reads_drafts(request.user, head.filing):
        known = known.exclude(state__in=_editable(head.workflow), act__in=WRITING_ACTS)
    events = list(known.defer("content"))
    labels = {**OWN_ACTS, **{t.id: t.label for t in head.workflow.transitions.values()}}
    told = []
    for number, event in enumerate(events):
        following = next((e for e in events[number + 1 :] if e.state != event.state), None)
        until = following.at if following else (None if head.state.final else timezone.now())
        moved = number == 0 or events[number - 1].state != event.state
        told.append((event, labels.get(event.act, event.act), head.workflow.states[event.state].label,
                     _lasted(event.at, until) if moved and until else ""))  # fmt: skip
    return {"told": told, "diagram": _stations(head), "unknown_years": _unknown_years(head.filing)}


def _versions(request: HttpRequest, head: Head, _content: Json, _standing: Any) -> dict[str, Any]:
    """Offer the versions at which something was handed on, and every saving; compare two of them."""
    events = head.filing.events.exclude(act__in=WAIVER_ACTS).select_related("actor").order_by("-number")
    if not reads_drafts(request.user, head.filing):  # only what was handed in
        events = events.exclude(state__in=_editable(head.workflow))
    labels = {**OWN_ACTS, **{t.id: t.label for t in head.workflow.transitions.values()}}
    listed = list(events.defer("content")[:200])
    chosen = {key: request.GET.get(key, "") for key in ("old", "new")}
    found = {str(e.number): e for e in events.filter(number__in=[v for v in chosen.values() if v.isdigit()])}
    parts = None
    if chosen["old"] in found and chosen["new"] in found:
        old, new = found[chosen["old"]], found[chosen["new"]]
        parts = parts_of(content_of(new), head.form, old=content_of(old))
    return {"listed": [(e, labels.get(e.act, e.act)) for e in listed], "parts": parts, "chosen": chosen}


def _editable(workflow: Workflow) -> list[str]:
    return [s.id for s in workflow.states.values() if s.editable]


def before_return(filing: Filing, workflow: Workflow) -> Json | None:
    """Give what was handed in before the last return; none where nothing was returned since the start."""
    returns = [t.id for t in workflow.transitions.values() if t.kind == "return"]
    event = filing.events.filter(act__in=returns).order_by("-number").first()
    return event.content if event else None


def _unknown_years(filing: Filing) -> list[int]:
    if filing.due is None:
        return []
    place = str(filing.content.get("jurisdiction") or "cn")
    return unknown_years(place, timezone.localdate(filing.holder_since), filing.due)


def _lasted(since: Any, until: Any) -> str:
    minutes = int((until - since).total_seconds() // 60)
    days, hours = divmod(minutes, 24 * 60)
    return f"{days} 天 {hours // 60} 小时" if days else f"{hours // 60} 小时 {hours % 60} 分"


def _stations(head: Head) -> list[tuple[str, str, str]]:
    """Give the straight way as (word, role, done | here | ahead): the picture of the flow as a list."""
    way, state = [], head.workflow.initial
    while state is not None and state.id not in {s.id for s in way}:
        way.append(state)
        ahead = (
            t for t in head.workflow.transitions.values() if state.id in t.sources and t.kind == "forward"
        )
        step = next(ahead, None)
        state = head.workflow.states[step.target] if step else None
    at = next((i for i, s in enumerate(way) if s.id == head.state.id), 0)
    roles = rulebook().roles
    return [
        (
            s.label,
            roles[s.holder].label if s.holder else "",
            "here" if i == at else "done" if i < at else "ahead",
        )
        for i, s in enumerate(way)
    ]


_OF_TAB = {
    "content": _content, "findings": _nothing_more, "scores": _nothing_more,
    "attachments": _attachments, "flow": _flow, "versions": _versions,
}  # fmt: skip
