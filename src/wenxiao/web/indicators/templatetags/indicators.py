"""What the pages of a filing take from the library: the aids beside the form, and the way to propose an indicator."""

from __future__ import annotations

from typing import Any

from django import template

from wenxiao.core.forms.model import Form
from wenxiao.web.accounts.models import User
from wenxiao.web.filings.models import Filing
from wenxiao.web.indicators.aids import tables_of
from wenxiao.web.indicators.pages.propose import may_propose

register = template.Library()


@register.inclusion_tag("indicators/aids_rail.html")
def aids_rail(filing: Filing, form: Form) -> dict[str, Any]:
    """Show the aids beside a form that asks for indicators; nothing beside others."""
    return {"filing": filing, "asked": bool(tables_of(form))}


@register.inclusion_tag("indicators/propose_link.html")
def propose_link(filing: Filing, form: Form, user: User) -> dict[str, Any]:
    """Offer to propose this filing's indicators to those who may."""
    return {"filing": filing, "shown": bool(tables_of(form)) and may_propose(user, filing)}
