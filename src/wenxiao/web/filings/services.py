"""The only way to change a filing: create, save, act. Each writes its event in the same transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from wenxiao.core.documents import Json, document_id
from wenxiao.core.errors import WenxiaoError
from wenxiao.core.workflow.model import CHECK_LABEL, Transition, Workflow
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.accounts.scope import NOTHING, reaches, roles_at
from wenxiao.web.filings.deadlines import check_extension, check_reason, due_in, may_extend
from wenxiao.web.filings.handing import hand_in, take_in
from wenxiao.web.filings.history import saved_content
from wenxiao.web.filings.judging import Standing
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.notices import notify
from wenxiao.web.filings.visible import visible
from wenxiao.web.filings.waivers import standing_for
from wenxiao.web.journal.chain import append, append_all
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

MANY = 500  # rows written at once


class NotAllowedError(WenxiaoError):
    """The person may not do this here; the text says who may."""

    status = 403


class DuplicateError(WenxiaoError):
    """There is such a filing already; nothing was changed."""


@dataclass
class StaleWriteError(WenxiaoError):
    """Someone else saved meanwhile: both versions are kept, nothing was overwritten."""

    filing: Filing
    mine: Json
    status = 409

    def __str__(self) -> str:
        """Give the sentence for the person whose save came second."""
        return (
            f"这张表已由他人保存为第 {self.filing.version} 版，您的内容没有覆盖它；请对照两版，合并后再保存。"
        )


def create(user: User, body: Body, content: Json) -> Filing:
    """Start a filing of ``body`` as a draft.

    Raises NotAllowedError when the person may not file there, DuplicateError when there is such a filing already.
    """
    workflow = rulebook().workflow_of(content["form"])
    _demand_role(user, body, workflow.initial.holder, "填报")
    now = timezone.now()
    filing = Filing(body=body, state=workflow.initial.id, holder_since=now, version=1)
    take_in(filing, {**content, "id": free_id(content)} if _given_up(document_id(content)) else content)
    _demand_single(user, filing)
    filing.due = due_in(workflow, filing.state, timezone.localdate(), jurisdiction_of(body))
    with recording():
        filing.save(force_insert=True)
        _log(filing, user, "create")
    return filing


def save(user: User, filing_id: object, content: Json, *, read_version: int) -> Filing:
    """Save a draft, however faulty; the same content again writes nothing.

    Raises StaleWriteError when ``read_version`` is no longer the stored one.
    """
    with recording() as record:
        filing = Filing.objects.select_for_update().select_related("body").get(pk=filing_id)
        state = rulebook().workflow_of(filing.form).states[filing.state]
        _demand_role(user, filing.body, state.holder, "修改")
        if not state.editable:
            raise NotAllowedError(f"这张表现在是“{state.label}”，不能修改；需要修改的，请退回或撤回后再改。")
        if filing.working == content:
            record.nothing_written()
            return filing
        if filing.version != read_version:
            raise StaleWriteError(filing, content)
        filing.version += 1
        take_in(filing, content)
        _demand_single(user, filing)
        filing.save()
        _log(filing, user, "save")
    return filing


def act(user: User, filing_id: object, step: str, *, read_version: int, opinion: str = "") -> Filing:
    """Take a step of the workflow. Raises NotAllowedError or StaleWriteError; findings gate it as the step requires."""
    with recording():
        filing = Filing.objects.select_for_update().select_related("body").get(pk=filing_id)
        workflow = rulebook().workflow_of(filing.form)
        if filing.version != read_version:
            raise StaleWriteError(filing, filing.working)
        taken = _step(user, filing, workflow, step)
        _demand_checks(taken, opinion, standing_for(filing, filing.working))
        filing.version += 1
        if workflow.hands_in(taken):
            hand_in(filing)
        filing.state = taken.target
        filing.holder_since = timezone.now()
        had_until, filing.due = (
            filing.due, due_in(workflow, taken.target, timezone.localdate(), jurisdiction_of(filing.body)),
        )  # fmt: skip
        filing.save()
        _log(filing, user, step, opinion, had_until)
        notify(filing, taken, user, opinion)
    return filing


def extend(user: User, filing_id: object, day: date, opinion: str) -> Filing:
    """Move the deadline of a filing. Raises NotAllowedError or DeadlineError."""
    with recording():
        filing = Filing.objects.select_for_update().select_related("body").get(pk=filing_id)
        if not may_extend(user, filing):
            raise NotAllowedError("您的角色不能延长这张表的期限，请联系绩效科办理。")
        check_extension(filing, day, opinion)
        filing.due = day
        filing.save()
        _log(filing, user, "extend", opinion)
    return filing


def extend_task(user: User, form: str, year: int, day: date, opinion: str) -> int:
    """Move the deadline of a whole task: every open filing of a form and year within the person's scope.

    Drafts move with it without being shown; deadlines that are later already stay. Gives how many moved.
    Raises NotAllowedError or DeadlineError; then nothing has moved.
    """
    known = rulebook().roles
    workflow = rulebook().workflow_of(form)
    tops = [path for role, path in reaches(user, known) if role.extends_deadlines]
    if not tops:
        raise NotAllowedError("您的角色不能延长期限，请联系绩效科办理。")
    check_reason(day, opinion)
    scope = NOTHING
    for path in tops:
        scope |= Q(body__path__startswith=path)
    states = [s.id for s in workflow.states.values() if not s.final]
    with recording() as record:
        open_ones = Filing.objects.select_for_update().filter(
            scope, form=form, fiscal_year=year, state__in=states
        )
        moved = list(open_ones.filter(due__lt=day).order_by("document"))
        if not moved:
            record.nothing_written()
            return 0
        for filing in moved:
            filing.due = day
        Filing.objects.bulk_update(moved, ["due"], batch_size=MANY)
        append_all([_event(filing, user, "extend", opinion) for filing in moved])
    return len(moved)


def steps_for(user: User, filing: Filing) -> list[Transition]:
    """Give the steps this person may take now: the buttons of the page."""
    roles = roles_at(user, filing.body, rulebook().roles)
    return rulebook().workflow_of(filing.form).steps(filing.state, roles)


def _step(user: User, filing: Filing, workflow: Workflow, step: str) -> Transition:
    taken = next((t for t in steps_for(user, filing) if t.id == step), None)
    if taken is not None:
        return taken
    told = workflow.transitions.get(step)
    who = "、".join(rulebook().roles[r].label for r in told.roles) if told else "没有人"
    state = workflow.states[filing.state].label
    raise NotAllowedError(f"这张表现在是“{state}”，“{told.label if told else step}”须由{who}在相应环节办理。")


def _demand_role(user: User, body: Body, role: str | None, what: str) -> None:
    if role is None or role not in roles_at(user, body, rulebook().roles):
        label = rulebook().roles[role].label if role else "任何人"
        raise NotAllowedError(f"只有{label}可以{what}“{body.name}”的表；请用有此角色的账号办理。")


def free_id(content: Json) -> str:
    """Give an id that no filing has yet: the document's own, else with the next number behind it."""
    own, number = document_id(content), 1
    found = own
    while Filing.objects.filter(document=found).exists():
        number += 1
        found = f"{own}/{number}"
    return found


def _given_up(document: str) -> bool:
    """Tell whether the filing with this id was cancelled, so that another may be begun in its stead."""
    other = Filing.objects.filter(document=document).first()
    if other is None:
        return False
    workflow = rulebook().workflow_of(other.form)
    return workflow.states[other.state].final and other.state != workflow.success


def _demand_single(user: User, filing: Filing) -> None:
    other = Filing.objects.filter(document=filing.document).exclude(pk=filing.pk).first()
    if other is None:
        return
    told = f"“{filing.subject_name or '这个对象'}”{filing.fiscal_year} 年度的这张表已经有了，"
    if visible(user).filter(pk=other.pk).exists():
        raise DuplicateError(f"{told}请在清单中找到它继续填写。")
    raise DuplicateError(f"{told}不在您的范围内；请核对对象编码，编码没有错的请联系绩效科。")


def _demand_checks(step: Transition, opinion: str, standing: Standing) -> None:
    missing = {
        "no_errors": standing.errors > 0,
        "warnings_explained": standing.unexplained > 0,
        "opinion": not opinion.strip(),
    }
    lacking = [CHECK_LABEL[check] for check in step.requires if missing[check]]
    if lacking:
        raise NotAllowedError(
            f"还不能{step.label}，还差：{'，'.join(lacking)}；现有必改疑点 {standing.errors} 条、"
            f"须说明未说明的 {standing.unexplained} 条。"
        )


def _log(filing: Filing, user: User | None, what: str, opinion: str = "", due: date | None = None) -> None:
    append(_event(filing, user, what, opinion, due))


def _event(filing: Filing, user: User | None, what: str, opinion: str = "", due: date | None = None) -> Event:
    state = rulebook().workflow_of(filing.form).states[filing.state]
    told, now = (filing.working if state.editable else filing.content), timezone.now()
    if what == "save":
        told = saved_content(filing, user, told, now)
    return Event(
        about=f"filing:{filing.pk}", filing=filing, actor=user, act=what, at=now, version=filing.version,
        state=filing.state, opinion=opinion, content=told, rulebook=rulebook().catalog.version, due=due,
    )  # fmt: skip
