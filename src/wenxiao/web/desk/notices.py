"""Notices: what came to one's desk or came back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wenxiao.web.accounts.models import User
from wenxiao.web.filings.models import Notice

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
    return render(request, "desk/notices.html", {"notices": mine.select_related("filing")[:SHOWN]})
