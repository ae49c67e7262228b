"""What every page of the frame needs: the fiscal year, the navigation, who is here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from wenxiao.web.accounts.scope import appointments
from wenxiao.web.config.menu import menu
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook

Handler = Callable[[HttpRequest], HttpResponse]


def fiscal_year(get_response: Handler) -> Handler:
    """Give every request its fiscal year: the one the person chose, else the newest that has filings."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and "years" not in request.session:
            _choose_years(request)
        request.fiscal_year = request.session.get("year", timezone.localdate().year)
        return get_response(request)

    return answer


@require_POST
def switch_year(request: HttpRequest) -> HttpResponse:
    """Change the fiscal year and come back to the same page."""
    told = request.POST.get("year", "")
    if told.isdigit() and int(told) in _years(request):
        request.session["year"] = int(told)
    back = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(back if safe else "/")


def context(request: HttpRequest) -> dict[str, Any]:
    """Give the frame's own variables to every template."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    known = rulebook().roles
    held = appointments(request.user)
    return {
        "fiscal_year": request.fiscal_year,
        "years": _years(request),
        "navigation": menu(request),
        "offices": [(a.body.name, known[a.role].label) for a in held if a.role in known],
    }


def _choose_years(request: HttpRequest) -> None:
    found = Filing.objects.aggregate(first=Min("fiscal_year"), last=Max("fiscal_year"))
    this = timezone.localdate().year
    request.session["years"] = [min(found["first"] or this, this), max(found["last"] or this, this) + 1]
    request.session["year"] = found["last"] or this


def _years(request: HttpRequest) -> range:
    first, last = request.session.get("years", (request.fiscal_year, request.fiscal_year))
    return range(last, first - 1, -1)
