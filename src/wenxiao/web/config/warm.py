"""Made ready at the start of a server process, so that the first person does not wait for it."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.template.loader import get_template
from django.urls import get_resolver
from django.utils import timezone

from wenxiao.core.documents import Json
from wenxiao.core.forms.structure import complete
from wenxiao.web.accounts.models import Body
from wenxiao.web.filings.judging import form_of, standing_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook

TEMPLATES = (
    "boards/start.html", "desk/tasks.html", "filings/list.html", "filings/edit.html", "filings/rail.html", "filings/view.html",
    "search/results.html", "registers/list.html", "goals/gate.html",
)  # fmt: skip


def wanted() -> bool:
    """Tell whether to make ready; WENXIAO_WARM=0 is for measuring what it is worth."""
    return os.environ.get("WENXIAO_WARM", "1") != "0"


def warm() -> int:
    """Read the rulebook, the addresses and the pages, and judge one document of every stage; give how many.

    A rule is made ready once a place and year; what is judged here are the places and the newest year
    of this database. A database that is not there yet, or not of the newest structure, is no fault.
    """
    rulebook().catalog.version  # noqa: B018 - read here, not while someone waits
    get_resolver().url_patterns  # noqa: B018
    for name in TEMPLATES:
        get_template(name)
    judged = 0
    for content in samples():
        try:
            standing_of(content)
        except Exception:  # a form that cannot be judged empty must not keep the site from starting
            logging.getLogger(__name__).exception("开机预备时没有判断成 %s", content["form"])
        judged += 1
    connection.close()
    return judged


def samples() -> Iterator[Json]:
    """Give one nearly empty document of every stage that is filed: forms of one stage share their rules.

    For each place of the database, and its newest year.
    """
    try:
        codes = list(Body.objects.filter(kind=Body.Kind.JURISDICTION).values_list("code", flat=True))
        newest = Filing.objects.order_by("-fiscal_year").values_list("fiscal_year", flat=True).first()
    except DatabaseError:
        return
    for code in codes:
        done: set[str] = set()
        for form in rulebook().catalog.place(code).forms.values():
            if rulebook().has_workflow(form.id) and form.stage not in done:
                done.add(form.stage)
                content: Json = {
                    "form": form.id, "jurisdiction": code, "fiscal_year": newest or timezone.localdate().year,
                    "subject": {"kind": form.subject[0], "code": "-", "name": "-"},
                }  # fmt: skip
                told = complete(content, form_of(content))
                yield {**told, **{section.id: [{}] for section in form_of(content).tables()}}
