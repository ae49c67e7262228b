"""The aids beside a form: for the row in focus as a fragment, for all rows as a page, and one indicator into a new row."""

from __future__ import annotations

import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wenxiao.core.documents import Json
from wenxiao.core.errors import NotFoundError
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.filings.pages.common import Head
from wenxiao.web.filings.pages.edit import merge_page, version_of, writable
from wenxiao.web.filings.services import StaleWriteError, save
from wenxiao.web.filings.sheet.posted import read_posted
from wenxiao.web.indicators.acts import ACTIVE
from wenxiao.web.indicators.aids import aids_of, new_row, tables_of
from wenxiao.web.indicators.cards import library_of


def all_rows(request: HttpRequest, pk: object) -> HttpResponse:
    """Show the aids of every row of what is saved: for those who file without JavaScript."""
    head = writable(request, pk)
    told = aids_of(request.user, head.filing, head.form, head.filing.working)  # type: ignore[arg-type]
    if told is None:
        raise NotFoundError(f"《{head.form.title}》没有绩效指标表，没有可以参考的指标。")
    return render(request, "indicators/aids_page.html", {"head": head, "filing": head.filing, "form": head.form, "aids": told})  # fmt: skip


@require_POST
def live(request: HttpRequest, pk: object) -> HttpResponse:
    """Give the aids for what is on the page now, saved or not, for the row in focus; nothing is saved."""
    head = writable(request, pk)
    content = read_posted(request.POST, head.form, head.filing.working)
    told = aids_of(request.user, head.filing, head.form, content, _row(request))  # type: ignore[arg-type]
    return render(request, "indicators/aids_live.html", {"head": head, "filing": head.filing, "aids": told})


@require_POST
def save_and_show(request: HttpRequest, pk: object) -> HttpResponse:
    """Save what is on the page and show the aids of all its rows."""
    head = writable(request, pk)
    return _saved(request, head, _typed(request, head), "aids")


@require_POST
def add(request: HttpRequest, pk: object) -> HttpResponse:
    """Save what is on the page with one more row: the indicator of a card."""
    head = writable(request, pk)
    entry = library_of(jurisdiction_of(head.filing.body)).entries.get(request.POST.get("card", ""))
    tables = tables_of(head.form)
    if entry is None or entry.state != ACTIVE or not tables:
        raise NotFoundError("这个指标现在不在指标库里，没有加入；请回到填写页另选一个。")
    content = copy.deepcopy(_typed(request, head))
    section = tables[0]
    content[section.id] = [*(content.get(section.id) or []), new_row(entry.card, section)]
    answer = _saved(request, head, content, "filings:edit", f"#part-{section.id}")
    if answer.status_code == 302:
        messages.success(request, f"“{entry.card.name}”已加为一行，请填指标值和分值。")
    return answer


def _typed(request: HttpRequest, head: Head) -> Json:
    return read_posted(request.POST, head.form, head.filing.working)


def _saved(request: HttpRequest, head: Head, content: Json, to: str, place: str = "") -> HttpResponse:
    try:
        save(request.user, head.filing.pk, content, read_version=version_of(request))  # type: ignore[arg-type]
    except StaleWriteError as stale:
        return merge_page(request, head, stale)
    return redirect(reverse(to, args=(head.filing.pk,)) + place)


def _row(request: HttpRequest) -> Any:
    section, number = request.POST.get("aids-section", ""), request.POST.get("aids-row", "")
    return (section, int(number)) if section and number.isdigit() else ("", -1)
