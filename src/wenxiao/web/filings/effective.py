"""The goal that counts: what was adopted, with the adjustments that were adopted after it, in their order."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from wenxiao.core.documents import Json
from wenxiao.core.forms.model import Form
from wenxiao.core.forms.shape import row_name
from wenxiao.web.filings.judging import form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook

GOAL, ADJUSTMENT = "goal", "goal_adjustment"  # stages
TABLE = "indicators"
TAKEN_OUT = "删除"


def forms_of(stage: str) -> list[str]:
    """Give the forms of a stage by their ids."""
    return [form.id for form in rulebook().catalog.place("cn").forms.values() if form.stage == stage]


def adopted_adjustments(goal: Filing) -> list[Filing]:
    """Give the adopted adjustments of a goal, the oldest first; none for what is no adopted goal or has no code."""
    book = rulebook()
    if goal.form not in forms_of(GOAL) or goal.state != book.workflow_of(goal.form).success:
        return []
    if not goal.subject_code:
        return []
    found: list[Filing] = []
    for form in forms_of(ADJUSTMENT):
        found += Filing.objects.filter(
            form=form, state=book.workflow_of(form).success, subject_code=goal.subject_code,
            fiscal_year=goal.fiscal_year, body=goal.body_id,
        )  # fmt: skip
    return sorted(found, key=lambda filing: filing.holder_since)


def effective_content(filing: Filing, content: Json | None = None) -> Json:
    """Give a filing's content as it counts in later stages: an adopted goal with its adjustments, others as they are."""
    told: Json = filing.content if content is None else content
    return adjusted(told, (a.content for a in adopted_adjustments(filing)))


def adjusted(goal: Json, adjustments: Iterable[Json]) -> Json:
    """Put adjustments on a goal, one after the other; what an adjustment leaves empty stays as it was.

    Amounts are taken over only where both are written in the same unit.
    """
    told, form = copy.deepcopy(goal), None
    for adjustment in adjustments:
        form = form or form_of(goal)
        if adjustment.get("after_goal"):
            told["annual_goal"] = adjustment["after_goal"]
        told[TABLE] = _rows(told.get(TABLE) or [], adjustment.get(TABLE) or [], form)
        if adjustment.get("money_unit") == told.get("money_unit"):
            told["funds"] = _funds(told.get("funds") or [], adjustment.get("funds") or [])
    return told


def _rows(before: list[Json], changes: list[Json], form: Form) -> list[Json]:
    section = form.section(TABLE)
    known = {field.id for field in section.fields}
    rows = list(before)
    for change in changes:
        name = row_name(change, section)
        place = next((n for n, row in enumerate(rows) if row_name(row, section) == name), None)
        if change.get("change") == TAKEN_OUT:
            if place is not None:
                rows.pop(place)
            continue
        told = {k: v for k, v in change.items() if k in known and v is not None}
        if place is None:
            rows.append(told)
        else:
            rows[place] = {**rows[place], **told}
    return rows


def _funds(before: list[Json], changes: list[Json]) -> list[Json]:
    after = {line.get("line"): line.get("after") for line in changes}
    known = {line.get("line") for line in before}
    told = [
        {**line, "annual": after[name]} if after.get(name := line.get("line")) is not None else line
        for line in before
    ]
    return told + [
        {"line": name, "annual": value}
        for name, value in after.items()
        if value is not None and name not in known
    ]
