"""Goals adjusted with the budget: which changed lines lack an adjustment, before and after, and what came too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from wenxiao.core.calendar import Clock, show_date
from wenxiao.core.documents import Json
from wenxiao.core.facts.build import build_facts
from wenxiao.core.forms.structure import complete
from wenxiao.web.filings.effective import ADJUSTMENT, forms_of
from wenxiao.web.filings.judging import OWN_KEYS, form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.goals.gate import added
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

STAGE, UNTIL = ADJUSTMENT, "goal.lowering_until"
NO_DAY = "本地没有规定下调指标值的截止日期，不判断是否过晚；要判断的，由财政部门在规则库里写明 goal.lowering_until。"


@dataclass(frozen=True)
class Line:
    """One indicator before and after."""

    level3: str
    change: str
    before: str
    after: str
    before_weight: str
    after_weight: str
    reason: str
    lowered: bool


@dataclass(frozen=True)
class Compared:
    """An adjustment side by side; ``late`` says whether lowering came too late, ``None`` where nobody may say."""

    lines: list[Line]
    late: bool | None
    sentence: str


def adjusted_lines(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Give the budget lines whose amount has changed since it was approved.

    A project that had no money at first is not adjusted but added: it needs a goal of its own, which the gate asks.
    """
    changed = Q(content__adjustment__isnull=False) & ~Q(content__adjustment=0)
    moved = Q(content__reallocation__isnull=False) & ~Q(content__reallocation=0)
    lines = rows.filter(register="budget_lines")
    began = Row.objects.filter(
        register="budget_lines", jurisdiction=OuterRef("jurisdiction"), fiscal_year=OuterRef("fiscal_year"),
        project=OuterRef("project"),
    ).exclude(added())  # fmt: skip
    found = lines.filter(changed | moved).filter(~added() | Exists(began))
    return found.annotate(day=KT("content__adjusted_on"))


def adjustments_of(rows: QuerySet[Filing], year: int) -> dict[str, Filing]:
    """Give the latest adjustment of each project of a year, by project code."""
    found = (
        rows.filter(form__in=forms_of(STAGE), fiscal_year=year)
        .order_by("holder_since")
        .defer("content", "draft")
    )
    return {filing.subject_code: filing for filing in found}


def compare(filing: Filing, content: Json | None = None) -> Compared:
    """Set an adjustment's indicators side by side, and say whether lowering comes too late."""
    content = filing.content if content is None else content
    lowered = _lowered(content)
    lines = [
        _line(row, lowered=number in lowered) for number, row in enumerate(content.get("indicators") or [])
    ]
    late, sentence = _late(content, bool(lowered))
    return Compared(lines, late, sentence)


def _line(row: Json, *, lowered: bool) -> Line:
    def told(name: str) -> str:
        return str(row.get(name) or "未填")

    return Line(
        told("level3"), told("change"), told("before_target"), told("target"), told("before_weight"), told("weight"),
        told("reason"), lowered,
    )  # fmt: skip


def _lowered(content: Json) -> set[int]:
    """Give the rows whose target became easier: lower where higher is better, higher where lower is."""
    place = rulebook().catalog.place(str(content.get("jurisdiction") or "cn"))
    plain = {k: v for k, v in content.items() if k not in OWN_KEYS}
    facts = build_facts([complete(plain, form_of(content))], place.forms)[f"{STAGE}.indicators"]
    found = set()
    for row in facts.select("row", "direction", "target_value", "before_target_value").rows(named=True):
        before, after = row["before_target_value"], row["target_value"]
        if before is None or after is None:
            continue
        if (row["direction"] == "higher" and after < before) or (
            row["direction"] == "lower" and after > before
        ):
            found.add(row["row"])
    return found


def _late(content: Json, lowered: bool) -> tuple[bool | None, str]:
    year = int(content["fiscal_year"])
    place = rulebook().catalog.place(str(content.get("jurisdiction") or "cn"))
    until = place.parameters.at(Clock(year, timezone.localdate())).find(UNTIL)
    if until is None:
        return None, NO_DAY
    last = date.fromisoformat(f"{year}-{until}")
    told: Any = content.get("applied_on")
    if not lowered:
        return False, "没有下调的指标值。"
    if not told:
        return None, "没有填申请日期，不能判断是否过晚；请补填。"
    asked = date.fromisoformat(str(told))
    if asked > last:
        return (
            True,
            f"{show_date(asked)}申请下调指标值，迟于规定的{show_date(last)}；须说明为什么没有及早申请。",
        )
    return False, f"{show_date(asked)}申请下调指标值，没有超过规定的{show_date(last)}。"
