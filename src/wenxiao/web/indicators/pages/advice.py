"""Advice for keeping the library: what may be merged, retired, or taken in, each with the facts it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wenxiao.analysis.library_merge import MergeGroup, merge_groups
from wenxiao.analysis.library_use import Use, Wanted, uses
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import roles_at
from wenxiao.web.filings.services import NotAllowedError
from wenxiao.web.indicators.acts import APPROVE, acts
from wenxiao.web.indicators.cards import Library, library_for, place_of
from wenxiao.web.indicators.filed import catch_up, handed_in, rows_by_key
from wenxiao.web.indicators.models import FiledIndicator, Reached
from wenxiao.web.rulebook import rulebook

YEARS = 3  # of which use is counted
SHOWN = 50  # of each list; the number of all is told
_KEPT: dict[str, tuple[Library, tuple[int, int], Advice]] = {}


@dataclass(frozen=True)
class Advice:
    """What the facts suggest; a person decides."""

    merges: list[MergeGroup]
    retires: list[Use]
    wanted: list[Wanted]


def advice_page(request: HttpRequest) -> HttpResponse:
    """Show the advice to those who decide about the library."""
    user: User = request.user  # type: ignore[assignment]
    library = library_for(user)
    place = place_of(library.jurisdiction)
    deciders = acts().acts[APPROVE].roles
    if place is None or not set(deciders) & roles_at(user, place, rulebook().roles):
        who = "、".join(rulebook().roles[role].label for role in deciders)
        raise NotAllowedError(f"整理建议供{who}参考；请用有此角色的账号查看。")
    year = request.fiscal_year  # type: ignore[attr-defined]
    return render(
        request, "indicators/advice.html", {"advice": advice(library, year), "shown": SHOWN, "year": year}
    )


def advice(library: Library, year: int) -> Advice:
    """Give the advice for a place; kept until the library or what was filed changes, since it reads every row."""
    catch_up()
    reached = Reached.objects.first()
    asked = (year, reached.number if reached else 0)
    kept = _KEPT.get(library.jurisdiction)
    if kept is not None and kept[0] is library and kept[1] == asked:
        return kept[2]
    found = FiledIndicator.objects.filter(
        handed_in(), jurisdiction=library.jurisdiction, fiscal_year__range=(year - YEARS + 1, year)
    )
    rows = [row for told in rows_by_key(found).values() for row in told]
    cards = library.active()
    used, wanted = uses(cards, rows)
    made = Advice(merge_groups(cards, rows), [use for use in used if use.advice], wanted)
    _KEPT[library.jurisdiction] = (library, asked, made)
    return made
