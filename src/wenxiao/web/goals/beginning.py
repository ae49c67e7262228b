"""Beginning the adjustment of a goal from the budget line that changed: before-values come from the goal that counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from wenxiao.core.documents import Json
from wenxiao.core.forms.structure import complete
from wenxiao.core.money import plain_amount
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import roles_at
from wenxiao.web.filings.effective import ADJUSTMENT, TABLE, effective_content, forms_of
from wenxiao.web.filings.judging import form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.services import free_id
from wenxiao.web.goals.gate import terms_of
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

CAUSE, UNCHANGED = "预算调整", "不调整"
KEPT = ("level1", "level2", "level3", "direction", "target", "unit", "weight")


def adopted_goal(line: Row) -> Filing | None:
    """Give the adopted goal of a budget line's project, ``None`` when there is none."""
    terms = terms_of(line.jurisdiction, line.fiscal_year or 0, date.today())
    adopted = Q(pk__in=())
    for form, state in terms.adopted:
        adopted |= Q(form=form, state=state)
    found = Filing.objects.filter(adopted, fiscal_year=line.fiscal_year, subject_code=line.project)
    return found.exclude(subject_code="").select_related("body").order_by("-holder_since").first()


def writes_adjustments(user: User, goal: Filing) -> bool:
    """Tell whether the person may begin an adjustment for the goal's body."""
    writer = rulebook().workflow_of(forms_of(ADJUSTMENT)[0]).initial.holder
    return writer in roles_at(user, goal.body, rulebook().roles)


def first_adjustment(goal: Filing, line: Row, day: date) -> Json:
    """Give the first content of an adjustment: every indicator with its value before, left as it is until changed."""
    told = effective_content(goal)
    unit = told.get("money_unit") or form_of(told).money_unit
    fresh: Json = {
        "form": forms_of(ADJUSTMENT)[0], "jurisdiction": told.get("jurisdiction"), "fiscal_year": goal.fiscal_year,
        "money_unit": unit, "subject": dict(told.get("subject") or {}), "department": told.get("department"),
        "unit": told.get("unit"), "cause": CAUSE, "applied_on": day.isoformat(),
        "document_no": line.content.get("adjustment_document"), "funds": [_funds(line, unit)],
        "before_goal": told.get("annual_goal"), "after_goal": told.get("annual_goal"),
        TABLE: [_row(row) for row in told.get(TABLE) or [] if isinstance(row, dict)],
    }  # fmt: skip
    told = complete(fresh, form_of(fresh))
    return {**told, "id": free_id(told)}  # a goal may be adjusted more than once a year


def _funds(line: Row, unit: str) -> Json:
    """The project's budget before and after, over all its lines."""
    lines = Row.objects.filter(
        register="budget_lines", jurisdiction=line.jurisdiction, fiscal_year=line.fiscal_year, project=line.project
    )  # fmt: skip
    before = after = 0
    for each in lines:
        before += int(each.content.get("initial") or 0)
        after += each.amount_fen or 0
    return {"line": "total", "before": plain_amount(before, unit), "after": plain_amount(after, unit)}


def _row(row: Json) -> Json:
    told: dict[str, Any] = {k: row[k] for k in KEPT if row.get(k) is not None}
    return {
        **told,
        "before_target": row.get("target"),
        "before_weight": row.get("weight"),
        "reason": UNCHANGED,
    }
