"""What the search box finds here: units and departments within the person's scope."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from wenxiao.web.accounts.models import Body
from wenxiao.web.boards.bodies import listing, rows_address
from wenxiao.web.ui.search import Finder, Found, Hit, found_in


def bodies(request: HttpRequest, words: list[str]) -> Found:
    """Find units by name or code."""
    return found_in(listing(request), "q", words, reverse("board_bodies"), _hit)


def _hit(body: Body) -> Hit:
    above = f"，{body.parent.name}" if body.parent else ""
    return Hit(body.name, f"{body.get_kind_display()}，{body.code}{above}", rows_address(body.name))


FINDERS = [Finder("bodies", "单位", bodies, rank=30)]
