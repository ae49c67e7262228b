"""The page of one card: all that is known of it, who uses it, what is similar, its history; and the acts on it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wenxiao.analysis.library import similar
from wenxiao.analysis.library_use import uses
from wenxiao.core.errors import WenxiaoError
from wenxiao.core.indicators import DIRECTION_LABEL, Card, plain_name
from wenxiao.core.place import Place
from wenxiao.core.uses import forms_of_card
from wenxiao.core.workflow.model import Transition
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import roles_at
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.visible import visible
from wenxiao.web.indicators.acts import APPROVE, MERGE, MERGED, PROPOSE, acts
from wenxiao.web.indicators.bands import Peers, picture
from wenxiao.web.indicators.cards import OWN, Entry, Library, in_scope, library_for, place_of, seen_by
from wenxiao.web.indicators.filed import catch_up, rows_by_key
from wenxiao.web.indicators.pages.lists import mark_of, used_by
from wenxiao.web.indicators.services import COMPLETED, about, act
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

USES = 20  # filings that a page lists; the number of all is told
UNKNOWN = ""  # shown as 未知
LABELS = {
    "field": "领域", "unit": "度量单位", "direction": "方向", "explain": "含义", "formula": "算式", "data_source": "数据来源",
    "standard": "评价标准", "name": "名称", "level1": "一级指标", "level2": "二级指标", "example": "指标值示例",
}  # fmt: skip


def card_page(request: HttpRequest, name: str) -> HttpResponse:
    """Show one card."""
    return _page(request, name)


@require_POST
def take_act(request: HttpRequest, name: str) -> HttpResponse:
    """Take one act on a card; what was typed is shown again when it could not be taken."""
    library, entry = _entry(request, name)
    post = request.POST
    version = int(post["version"]) if post.get("version", "").isdigit() else -1
    content = {key: post[key] for key in COMPLETED if key in post}
    try:
        card = act(
            request.user, library.jurisdiction, name, post.get("act", ""), read_version=version,  # type: ignore[arg-type]
            opinion=post.get("opinion", ""), into=post.get("into", ""), content=content or None,
        )  # fmt: skip
    except WenxiaoError as fault:
        return _page(request, name, str(fault), getattr(fault, "status", 422))
    messages.success(request, f"“{entry.card.name}”现在是“{acts().states[card.state].label}”。")
    return redirect("indicator_card", name)


def _page(request: HttpRequest, name: str, fault: str = "", status: int = 200) -> HttpResponse:
    library, entry = _entry(request, name)
    user: User = request.user  # type: ignore[assignment]
    catch_up()
    card = entry.card
    place = rulebook().catalog.place(library.jurisdiction)
    peers = Peers(library.jurisdiction, card.keys, request.fiscal_year)  # type: ignore[attr-defined]
    band = peers.spread(card.name, card.keys)
    shown: dict[str, Any] = {
        "entry": entry, "card": card, "mark": mark_of(entry)[1], "light": acts().light(entry.state),
        "told": list(told_of(entry)), "source": source_of(user, entry), "band": band, "picture": picture(band),
        "similar": [library.entries[c.id] for c in similar(library.active(), card.name) if c.id != card.id],
        "into": library.entries.get(entry.site.into) if entry.site and entry.state == MERGED else None,
        "forms": forms_of_card(card, place), "frameworks": _frameworks(card, place),
        "history": _history(user, library, entry), "fault": fault, "posted": request.POST, **_uses(user, library, card),
        "steps": _steps(user, library, entry),
    }  # fmt: skip
    shown["merges"] = any(s.id == MERGE for s in shown["steps"])
    shown["approves"] = any(s.id == APPROVE for s in shown["steps"])
    shown["targets"] = _targets(library, entry, shown["similar"]) if shown["merges"] else []
    shown["completed"] = _completed(library, entry, request) if shown["approves"] else []
    return render(request, "indicators/card.html", shown, status=status)


def told_of(entry: Entry) -> list[tuple[str, str]]:
    """Give everything the card says as label and words; what nobody stated has empty words."""
    card = entry.card
    unknown_unit = "不适用" if card.kind == "qualitative" else UNKNOWN
    return [
        ("编号", card.id), ("领域", card.group), ("层级", " → ".join(x for x in (card.level1, card.level2) if x)),
        ("类型", "" if card.id.startswith(OWN) else {"quantitative": "定量", "qualitative": "定性"}[card.kind]),
        ("含义", card.explain), ("算式", card.formula or UNKNOWN), ("口径", card.counted or UNKNOWN),
        ("度量单位", card.unit or unknown_unit),
        ("方向", "工作量，不分好坏" if card.workload else DIRECTION_LABEL[card.direction] if card.direction else UNKNOWN),
        ("评价标准", card.standard or UNKNOWN), ("数据来源", card.data_source or UNKNOWN),
        ("指标值示例", card.example or UNKNOWN), ("说明", card.note or UNKNOWN),
        ("关键词", "、".join((*card.keywords, *card.field_keywords))), ("别名", "、".join(card.aliases) or "没有"),
    ]  # fmt: skip


def source_of(user: User, entry: Entry) -> dict[str, Any]:
    """Give where a card comes from: its source with its page, its words, the framework, who adopted it, the filing one may open."""
    card, site, cite = entry.card, entry.site, rulebook().catalog.cite
    evidence = card.evidence
    source = evidence.source if evidence else None
    filing: Filing | None = None
    if site is not None and site.filing_id:
        filing = visible(user).filter(pk=site.filing_id).defer("content").first()
    known = source.partition("#")[0] if source else ""
    return {
        "cited": cite(source) if source else "", "known": known if known in rulebook().catalog.sources else "",
        "words": evidence.words if evidence else "", "address": (evidence.address if evidence else None) or "",
        "adopted": [(a.place, cite(a.basis)) for a in card.adopted], "filing": filing,
    }  # fmt: skip


def _entry(request: HttpRequest, name: str) -> tuple[Library, Entry]:
    user: User = request.user  # type: ignore[assignment]
    library = library_for(user)
    found = next((e for e in seen_by(user, library) if e.card.id == name), None)
    if found is None:
        raise Http404
    return library, found


def _uses(user: User, library: Library, card: Card) -> dict[str, Any]:
    rows = used_by(user, library.jurisdiction).filter(key__in=card.keys)
    listed = rows.select_related("filing", "filing__body").defer("filing__content")
    told = [row for found in rows_by_key(rows).values() for row in found]
    return {
        "uses": list(listed.order_by("-fiscal_year", "filing__subject_name", "pk")[:USES]),
        "facts": uses([card], told)[0][0].facts if told else "",
    }


def _frameworks(card: Card, place: Place) -> list[str]:
    """Give the evaluation frameworks that have the indicator as a leaf."""
    return [
        framework.label
        for framework in place.frameworks.values()
        if any(plain_name(leaf.name) in card.keys for _, _, leaf in framework.rows())
    ]


def _steps(user: User, library: Library, entry: Entry) -> list[Transition]:
    place = place_of(library.jurisdiction)
    held = roles_at(user, place, rulebook().roles) if place else set()
    return [step for step in acts().open_to(entry.state, held) if step.id != PROPOSE]


def _targets(library: Library, entry: Entry, near: list[Entry]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the cards one may merge with: the similar ones first, then all."""
    others = [c for c in library.active() if c.id != entry.card.id]
    listed = sorted(others, key=lambda c: (c.group, c.name))
    groups = [("名称相近", [(e.card.id, f"{e.card.name}（{e.card.group}）") for e in near])] if near else []
    return [*groups, ("全部在用", [(c.id, f"{c.name}（{c.group}）") for c in listed])]


def _completed(library: Library, entry: Entry, request: HttpRequest) -> list[dict[str, Any]]:
    fields = list(dict.fromkeys(c.field for c in library.active() if c.field))
    ways = [(key, words) for key, words in DIRECTION_LABEL.items() if key]
    choices = {"field": [(f, f) for f in [*fields, "其他"] if f], "direction": ways}
    told = entry.site.content if entry.site else {}
    return [
        {"id": key, "label": LABELS[key], "value": request.POST.get(key, told.get(key, "")),
         "choices": list(dict.fromkeys(choices.get(key, ())))}
        for key in COMPLETED
    ]  # fmt: skip


def _history(user: User, library: Library, entry: Entry) -> list[dict[str, Any]]:
    """Give every act on the card and on those merged into it, the newest first, with what changed.

    Who proposed is told only to those whose scope has the proposing body.
    """
    card = entry.card
    sites = [e.site for e in library.entries.values() if e.site and card.id in {e.card.id, e.site.into}]
    named = {about(library.jurisdiction, site.card): site for site in sites}
    mine = in_scope(user, library)
    events = Event.objects.filter(about__in=named).select_related("actor").order_by("-number")
    return [
        {
            "event": e, "label": acts().acts[e.act].label if e.act in acts().acts else e.act,
            "who": e.actor if e.act != PROPOSE or named[e.about].pk in mine else None,
            "other": "" if named[e.about].card == card.id else str(named[e.about]),
            "changes": _changes(library, e.content.get("before"), e.content["after"]),
        }
        for e in events
    ]  # fmt: skip


def _changes(
    library: Library, before: dict[str, Any] | None, after: dict[str, Any]
) -> list[tuple[str, str, str]]:
    """Give what an act changed as (what, before, after)."""
    states = {key: state.label for key, state in acts().states.items()}
    told = []
    was = (
        states[before["state"]]
        if before
        else ("没有卡片" if after["content"].keys() - {"name"} else states["active"])
    )
    if was != states[after["state"]]:
        told.append(("状态", was, states[after["state"]]))
    if after["into"]:
        target = library.entries.get(after["into"])
        told.append(("并入", "", target.card.name if target else after["into"]))
    old, new = (before or {}).get("content") or {}, after["content"]
    changed = [k for k in {**old, **new} if old.get(k) != new.get(k)] if before else []
    return told + [(LABELS.get(k, k), _words(k, old.get(k, "")), _words(k, new.get(k, ""))) for k in changed]


def _words(what: str, value: str) -> str:
    return DIRECTION_LABEL.get(value, value) if what == "direction" else value  # type: ignore[call-overload, no-any-return]
