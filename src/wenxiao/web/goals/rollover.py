"""The year carried over: projects that continue are registered anew, their goals begin as drafts; first a dry run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from wenxiao.core.documents import Json, document_id
from wenxiao.core.registers.reading import registers_of
from wenxiao.web.accounts.codes import agency_codes, jurisdiction_of
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.filings.bulk import CREATE, History, Step, store
from wenxiao.web.filings.carry import carried
from wenxiao.web.filings.effective import effective_content
from wenxiao.web.filings.judging import form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.services import free_id
from wenxiao.web.goals.gate import terms_of
from wenxiao.web.registers import digests
from wenxiao.web.registers.importing import silent
from wenxiao.web.registers.models import Row
from wenxiao.web.registers.plan import Plan, compare
from wenxiao.web.registers.rows import write_rows
from wenxiao.web.rulebook import rulebook

RECURRENT, CONTINUING = "经常性项目", "延续项目"
PROJECTS = "projects"


@dataclass(frozen=True)
class Decision:
    """What becomes of one project of the old year."""

    row: Any
    continues: bool
    reason: str
    registered: bool  # the new year has it already
    goal: Filing | None  # the adopted goal that a draft would start from
    has_draft: bool  # the new year has a goal of it already


@dataclass
class RollOver:
    """What carrying a year over would do."""

    old: int
    top: Body
    decisions: list[Decision] = field(default_factory=list)

    @property
    def new(self) -> int:
        """The year carried to."""
        return self.old + 1

    @property
    def to_register(self) -> list[Decision]:
        """Projects that would be registered for the new year."""
        return [d for d in self.decisions if d.continues and not d.registered]

    @property
    def to_draft(self) -> list[Decision]:
        """Projects whose goal would begin as a draft."""
        return [d for d in self.decisions if d.continues and d.goal is not None and not d.has_draft]

    @property
    def ended(self) -> list[Decision]:
        """Projects that do not continue."""
        return [d for d in self.decisions if not d.continues]


def dry_run(top: Body, old: int) -> RollOver:
    """Say what carrying ``old`` over would do for the bodies at and below ``top``; nothing is written."""
    place = jurisdiction_of(top)
    terms = terms_of(place, old, timezone.localdate())
    rows = Row.objects.filter(register=PROJECTS, body__path__startswith=top.path)
    there = set(rows.filter(fiscal_year=old + 1).values_list("project", flat=True))
    goals = Filing.objects.filter(form__in=terms.forms, body__path__startswith=top.path).exclude(
        subject_code=""
    )
    taken = goals.filter(fiscal_year=old + 1).exclude(terms.given_up)
    drafted = set(taken.values_list("subject_code", flat=True))
    adopted = {
        g.subject_code: g
        for g in goals.filter(fiscal_year=old).select_related("body")
        if (g.form, g.state) in terms.adopted
    }
    found = RollOver(old, top)
    for row in rows.filter(fiscal_year=old).select_related("body").order_by("body__path", "project"):
        continues, reason = _continues(row.content, old)
        found.decisions.append(
            Decision(
                row, continues, reason, row.project in there, adopted.get(row.project), row.project in drafted
            )
        )
    return found


def _continues(row: Json, old: int) -> tuple[bool, str]:
    end = row.get("end_year")
    if end is not None:
        return end > old, f"项目结束年度是 {end} 年。"
    if row.get("recurrence") == RECURRENT:
        return True, "经常性项目，没有写结束年度。"
    kind = row.get("recurrence") or "没有写项目类型"
    return False, f"{kind}，没有写结束年度，不自动延续；确要延续的，在项目登记里写明结束年度。"


def roll_over(user: User, top: Body, old: int) -> tuple[int, int]:
    """Do what the dry run says, whole or not at all; give how many projects and drafts were made."""
    told = dry_run(top, old)
    with transaction.atomic():
        projects = _register(user, told)
        drafts = store(list(_drafts(user, told)))
    return projects, len(drafts)


def _register(user: User, told: RollOver) -> int:
    place = jurisdiction_of(told.top)
    register = registers_of(rulebook().catalog, place)[PROJECTS]
    rows = [{**d.row.content, "fiscal_year": told.new, "standing": CONTINUING} for d in told.to_register]
    last = digests.last_event(PROJECTS, place)
    plan = Plan(
        register, place, f"{told.old}年结转", "", event_number=last.number if last else 0,
        digest_before=digests.digest_before(last),
    )  # fmt: skip
    compare(plan, rows, list(range(1, len(rows) + 1)), {})
    write_rows(
        plan,
        user,
        agency_codes(told.top),
        silent,
        act="roll_over",
        opinion=f"由 {told.old} 年结转到 {told.new} 年",
        more={"top": told.top.path, "year": told.new, "keys": sorted(plan.new)},
    )
    return len(rows)


def _drafts(user: User, told: RollOver) -> Iterable[History]:
    now = timezone.now()
    for decision in told.to_draft:
        goal = decision.goal
        if goal is None:
            continue
        draft = draft_of(effective_content(goal), told.new)
        if (free := free_id(draft)) != document_id(draft):  # an earlier draft was cancelled and keeps its id
            draft["id"] = free
        yield History(
            goal.body,
            draft,
            [Step(CREATE, user, now, carried_words(told.old))],
        )


def carried_words(old: int) -> str:
    """Give the words by which the log knows a draft that was carried over."""
    return f"由 {old} 年结转"


def draft_of(source: Json, year: int) -> Json:
    """Give the draft of a goal for another year: targets kept, amounts empty until the new budget is known."""
    form = form_of(source)
    subject = source.get("subject") or {}
    fresh: Json = {
        "form": source["form"], "jurisdiction": source.get("jurisdiction"), "fiscal_year": year, "subject": dict(subject),
        "money_unit": source.get("money_unit"),
    }  # fmt: skip
    content = carried(source, form, form, fresh)
    money = {f.id for section in form.sections for f in section.fields if f.type == "money"}
    for section in form.sections:
        rows = content.get(section.id)
        if isinstance(rows, list):
            content[section.id] = [{k: v for k, v in row.items() if k not in money} for row in rows]
    if any(f.id == "standing" and CONTINUING in f.choices for f in form.scalar_fields()):
        content["standing"] = CONTINUING
    return content
