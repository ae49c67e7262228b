"""Deadlines that have passed: whoever has the filing is told once; a new deadline that passes is told anew."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from wenxiao.core.calendar import show_date
from wenxiao.web.accounts.models import Body
from wenxiao.web.accounts.scope import NOTHING, holders, standing_in
from wenxiao.web.filings.models import Filing, Notice
from wenxiao.web.rulebook import rulebook

BATCH = 500
_ASKED: dict[str, date] = {}


def open_filings() -> Q:
    """Give the filter for filings that still lie on someone's desk."""
    found = NOTHING
    for workflow in rulebook().workflows.values():
        open_states = [s.id for s in workflow.states.values() if not s.final]
        found |= Q(form__in=workflow.forms, state__in=open_states)
    return found


def tell_once_a_day() -> None:
    """Tell of what has passed, on the first visit of a day; there is no clock besides the people who come.

    Every process of the site asks once; what one has told the others find told.
    """
    today = timezone.localdate()
    if _ASKED.get("day") != today:
        _ASKED["day"] = today
        tell_overdue(today)


def tell_overdue(today: date) -> int:
    """Write the notices for deadlines that passed before ``today`` and were not told; give how many filings."""
    told = Notice.objects.filter(filing=OuterRef("pk"), overdue=OuterRef("due"))
    found = Filing.objects.filter(open_filings(), due__lt=today).exclude(Exists(told))
    people: dict[tuple[int, str], list[int]] = {}
    notices: list[Notice] = []
    passed = found.select_related("body", "body__parent", "body__parent__parent").defer("content", "draft")
    number = 0
    for filing in passed:
        number += 1
        state = rulebook().workflow_of(filing.form).states[filing.state]
        key = (filing.body_id, state.holder or "")
        if key not in people:
            people[key] = _people(filing.body, key[1])
        due = filing.due or today
        sentence = (
            f"“{filing.subject_name}”的办理期限（{show_date(due)}）已过，现在是“{state.label}”；"
            "仍可办理，会记为逾期办理。来不及的，请绩效科延长期限。"
        )
        notices += [
            Notice(user_id=pk, filing=filing, sentence=sentence[:500], overdue=due) for pk in people[key]
        ]
    Notice.objects.bulk_create(notices, batch_size=BATCH)
    return number


def _people(body: Body, role: str) -> list[int]:
    held = holders(body, role, rulebook().roles) if role else []
    return list(dict.fromkeys(user.pk for user in [*held, *standing_in(held)]))
