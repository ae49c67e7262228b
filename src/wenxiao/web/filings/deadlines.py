"""Deadlines: set when a filing comes to a desk, from the days of the workflow; moved by those who may."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from wenxiao.core.calendar import show_date, working_days_after
from wenxiao.core.errors import WenxiaoError
from wenxiao.core.workflow.model import Workflow
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import roles_at
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook


class DeadlineError(WenxiaoError):
    """A deadline that cannot be set; the text says why."""


def due_in(workflow: Workflow, state: str, since: date) -> date | None:
    """Give the day by which something must have been done in a state; none where the workflow sets no days."""
    days = [t.days for t in workflow.transitions.values() if state in t.sources and t.days is not None]
    return working_days_after(since, min(days)) if days else None


def may_extend(user: User, filing: Filing) -> bool:
    """Tell whether the person may move this filing's deadline."""
    known = rulebook().roles
    held = roles_at(user, filing.body, known)
    final = rulebook().workflow_of(filing.form).states[filing.state].final
    return filing.due is not None and not final and any(known[role].extends_deadlines for role in held)


def check_extension(filing: Filing, day: date, opinion: str) -> None:
    """Refuse a day that is not later than the present deadline, or an extension without reason."""
    if not opinion.strip():
        raise DeadlineError("延期须写明理由，请填写意见后再办理。")
    if filing.due is None or day <= max(filing.due, timezone.localdate()):
        shown = show_date(filing.due) if filing.due else "没有"
        raise DeadlineError(f"延期后的日期须晚于今天，也须晚于现在的期限（{shown}），请重选日期。")
