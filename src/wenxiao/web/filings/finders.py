"""What the search box finds here: filings the person may see, and the forms themselves."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.pages.common import state_light
from wenxiao.web.filings.pages.lists import address, every_filing
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.search import Finder, Found, Hit, found_in, matching


def filings(request: HttpRequest, words: list[str]) -> Found:
    """Find filings of all years by name, code or unit."""
    return found_in(every_filing(request), "q", words, reverse("filings:every"), _hit)


def forms(request: HttpRequest, words: list[str]) -> Found:
    """Find forms that are filed here, by title and help."""
    told = rulebook().catalog.place("cn").forms.values()
    found = [f for f in told if rulebook().has_workflow(f.id) and matching(words, f.title, f.help)]
    hits = [Hit(f.title, f.help or "", reverse("filings:list", args=(f.id,))) for f in found]
    return Found(hits, len(hits))


def _hit(filing: Filing) -> Hit:
    form = rulebook().catalog.place("cn").forms[filing.form]
    workflow = rulebook().workflow_of(filing.form)
    state = state_light(workflow, workflow.states[filing.state])[1]
    note = f"{form.title}，{filing.fiscal_year} 年度，{filing.body.name}，{state}"
    return Hit(filing.subject_name or "（未写名称）", note, address(filing))


FINDERS = [Finder("filings", "填报", filings, rank=20), Finder("forms", "表单", forms, rank=40)]
