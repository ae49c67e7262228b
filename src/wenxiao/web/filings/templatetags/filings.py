"""Filters for the pages of filings: citations, anchors, the titles of forms."""

from __future__ import annotations

from django import template

from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook

register = template.Library()


@register.filter
def cited(basis: str) -> str:
    """Write a citation for people."""
    return rulebook().catalog.cite(basis)


@register.filter
def anchor(at: str) -> str:
    """Give the id on the page of the place a finding points at."""
    return "f-" + str(at).replace("[", "-").replace("]", "").replace(".", "-")


@register.filter
def form_title(filing: Filing) -> str:
    """Give the title of a filing's form."""
    return rulebook().catalog.place("cn").forms[filing.form].title
