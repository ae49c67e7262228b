"""Deadlines: set when a filing comes to a desk, from the days of the workflow; moved by those who may."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from django.utils import timezone

from wenxiao.core.calendar import RestDays, rest_days, show_date, working_days_after
from wenxiao.core.errors import WenxiaoError
from wenxiao.core.workflow.model import Workflow
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import roles_at
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook

REST_DAYS = "calendar.rest_days"


class DeadlineError(WenxiaoError):
    """A deadline that cannot be set; the text says why."""


def due_in(workflow: Workflow, state: str, since: date, place: str = "cn") -> date | None:
    """Give the day by which something must have been done in a state; none where the workflow sets no days."""
    days = [t.days for t in workflow.transitions.values() if state in t.sources and t.days is not None]
    return working_days_after(since, min(days), rest_days_of(place)) if days else None


@lru_cache(maxsize=64)
def rest_days_of(place: str) -> RestDays:
    """Give the rest days of a place; a year whose value the rulebook ends or lacks has weekends only."""
    parameter = rulebook().catalog.place(place).parameters[REST_DAYS]
    told = {value.since.year: value.value for value in parameter.values if value.value is not None}
    return rest_days(told)


def unknown_years(place: str, since: date, due: date) -> list[int]:
    """Give the years between two days whose holidays are not in the rulebook."""
    return [y for y in range(since.year, due.year + 1) if y not in rest_days_of(place).years]


def may_extend(user: User, filing: Filing) -> bool:
    """Tell whether the person may move this filing's deadline."""
    known = rulebook().roles
    held = roles_at(user, filing.body, known)
    final = rulebook().workflow_of(filing.form).states[filing.state].final
    return filing.due is not None and not final and any(known[role].extends_deadlines for role in held)


def check_extension(filing: Filing, day: date, opinion: str) -> None:
    """Refuse a day that is not later than the present deadline, or an extension without reason."""
    check_reason(day, opinion)
    if filing.due is None or day <= max(filing.due, timezone.localdate()):
        shown = show_date(filing.due) if filing.due else "没有"
        raise DeadlineError(f"延期后的日期须晚于今天，也须晚于现在的期限（{shown}），请重选日期。")


def check_reason(day: date, opinion: str) -> None:
    """Refuse an extension without reason, or to a day that has passed."""
    if not opinion.strip():
        raise DeadlineError("延期须写明理由，请填写意见后再办理。")
    if day <= timezone.localdate():
        raise DeadlineError("延期后的日期须晚于今天，请重选日期。")
