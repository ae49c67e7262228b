"""Notices: what came to one's desk or came back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wenxiao.web.accounts.models import User
from wenxiao.web.filings.models import Notice
from wenxiao.web.filings.visible import visible

SHOWN = 100


def unread_notices(user: User) -> int:
    """Count the notices not yet read."""
    return Notice.objects.filter(user=user, read=False).count()


def notices(request: HttpRequest) -> HttpResponse:
    """Show one's notices; a post marks all as read."""
    mine = Notice.objects.filter(user=request.user)
    if request.method == "POST":
        mine.filter(read=False).update(read=True)
        return redirect("desk:notices")
    shown = list(mine.select_related("filing").defer("filing__content", "filing__draft")[:SHOWN])
    seen = visible(request.user).filter(pk__in={notice.filing_id for notice in shown})
    open_to = set(seen.values_list("pk", flat=True))  # what was withdrawn meanwhile is told without a link
    told = [(notice, _address(notice, open_to)) for notice in shown]
    return render(request, "desk/notices.html", {"notices": told})


def _address(notice: Notice, open_to: set[object]) -> str:
    if notice.address:
        return notice.address
    return reverse("filings:view", args=(notice.filing_id,)) if notice.filing_id in open_to else ""
