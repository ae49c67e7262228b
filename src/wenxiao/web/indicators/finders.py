"""What the search box finds here: the indicators in use in the person's place, the place's own among them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from wenxiao.web.indicators.acts import ACTIVE
from wenxiao.web.indicators.cards import library_for, seen_by
from wenxiao.web.ui.search import Finder, Found, Hit, matching


def cards(request: HttpRequest, words: list[str]) -> Found:
    """Find cards by name, group, explanation and keywords; those with the words in the name stand first."""
    user = request.user
    entries = [e for e in seen_by(user, library_for(user)) if e.state == ACTIVE]  # type: ignore[arg-type]
    told = [e.card for e in entries]
    found = [c for c in told if matching(words, c.name, c.group, c.explain, c.keywords)]
    found.sort(key=lambda card: not matching(words, card.name))
    hits = [
        Hit(
            c.name,
            "，".join(filter(None, (c.group, c.level2, c.explain))),
            reverse("indicator_card", args=(c.id,)),
        )
        for c in found
    ]
    return Found(hits, len(hits))


FINDERS = [Finder("indicators", "指标", cards, rank=60)]
