"""The list of the library: filters that are remembered, pages, how often each is used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from wenxiao.analysis.library import search
from wenxiao.core.indicators import DIRECTION_LABEL
from wenxiao.core.sources import STATUS_LABEL
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import roles_of
from wenxiao.web.filings.visible import visible
from wenxiao.web.indicators.acts import ACTIVE, APPROVE, PROPOSE, PROPOSED, acts
from wenxiao.web.indicators.cards import Entry, Library, library_for, seen_by
from wenxiao.web.indicators.filed import catch_up, handed_in
from wenxiao.web.indicators.models import FiledIndicator
from wenxiao.web.rulebook import rulebook

SIZE = 50
MEMORY = "list:indicators"
LOCAL = "local"  # the mark of what the place itself brought in
FILTERS = ("q", "group", "level", "status", "state")


@dataclass(frozen=True)
class Line:
    """One card as the list shows it."""

    entry: Entry
    mark: str
    direction: str
    light: tuple[str, str]
    used: int


def card_list(request: HttpRequest) -> HttpResponse:
    """Show the cards of the person's place, those in use unless another state is asked for."""
    if "clear" in request.GET:
        request.session.pop(MEMORY, None)
        return HttpResponseRedirect(request.path)
    if not request.GET and request.session.get(MEMORY):
        return HttpResponseRedirect(f"{request.path}?{request.session[MEMORY]}")
    asked = {key: request.GET.get(key, "").strip() for key in FILTERS}
    kept = QueryDict(mutable=True)
    kept.update({key: value for key, value in asked.items() if value})
    if request.session.get(MEMORY, "") != kept.urlencode():
        request.session[MEMORY] = kept.urlencode()
    user: User = request.user  # type: ignore[assignment]
    library = library_for(user)
    seen = seen_by(user, library)
    page = Paginator(found(seen, asked), SIZE).get_page(request.GET.get("page"))
    held = roles_of(user)
    shown: dict[str, Any] = {
        "guide": _guide(), "page": page, "lines": _lines(user, library, page.object_list), "asked": asked, "filtered": any(asked.values()),
        "choices": _choices(seen), "waiting": sum(e.state == PROPOSED for e in seen),
        "proposes": bool(held & set(acts().acts[PROPOSE].roles)), "decides": bool(held & set(acts().acts[APPROVE].roles)),
    }  # fmt: skip
    return render(request, "indicators/list.html", shown)


def found(entries: list[Entry], asked: dict[str, str]) -> list[Entry]:
    """Give the entries that fit the filter, those with the words in the name first."""
    state = asked["state"] or ACTIVE
    told = [e for e in entries if e.state == state]
    if asked["group"]:
        told = [e for e in told if e.card.group == asked["group"]]
    if asked["level"]:
        told = [e for e in told if e.card.level1 == asked["level"]]
    if asked["status"]:
        told = [e for e in told if mark_of(e)[0] == asked["status"]]
    by_id = {e.card.id: e for e in told}
    return [by_id[card.id] for card in search((e.card for e in told), asked["q"].split())]


def mark_of(entry: Entry) -> tuple[str, str]:
    """Give a card's mark and its words; what the place brought in has a mark of its own."""
    if entry.site is not None and entry.site.own:
        return LOCAL, "本地提出"
    return entry.card.status, STATUS_LABEL[entry.card.status]


def used_by(user: User, jurisdiction: str) -> QuerySet[FiledIndicator]:
    """Give the filed indicators of a place whose filings the person may open."""
    return FiledIndicator.objects.filter(
        handed_in(), jurisdiction=jurisdiction, filing__in=visible(user).values("pk")
    )


def _lines(user: User, library: Library, entries: list[Entry]) -> list[Line]:
    catch_up()
    keys = {key for entry in entries for key in entry.card.keys}
    counted = used_by(user, library.jurisdiction).filter(key__in=keys).order_by().values("key")
    uses = dict(counted.annotate(n=Count("filing", distinct=True)).values_list("key", "n"))
    return [
        Line(
            entry, mark_of(entry)[1],
            "工作量，不分好坏" if entry.card.workload else DIRECTION_LABEL[entry.card.direction],
            acts().light(entry.state), sum(uses.get(key, 0) for key in entry.card.keys),
        )
        for entry in entries
    ]  # fmt: skip


def _choices(entries: list[Entry]) -> list[tuple[str, str, list[tuple[str, str]]]]:
    groups = list(dict.fromkeys(e.card.group for e in entries))
    levels = list(dict.fromkeys(e.card.level1 for e in entries if e.card.level1))
    marks = dict(mark_of(e) for e in entries)
    states = [(s.id, s.label) for s in acts().states.values() if s.id != ACTIVE]
    return [
        ("group", "领域", [(g, g) for g in groups]), ("level", "一级指标", [(x, x) for x in levels]),
        ("status", "性质", list(marks.items())), ("state", "状态", states),
    ]  # fmt: skip


def _guide() -> list[tuple[str, str, str, str]]:
    """Give how the library is kept: act, who, what becomes of the card, what must come first."""
    roles, states = rulebook().roles, acts().states
    return [
        (
            a.label,
            "、".join(roles[r].label for r in a.roles),
            states[a.target].label,
            "写明理由" if a.requires else "—",
        )
        for a in acts().acts.values()
    ]
