"""Registers kept as rows: what is stored, and writing a plan in one transaction with its event."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from wenxiao.core.errors import WenxiaoError
from wenxiao.core.money import show_money
from wenxiao.core.registers.check import Row as Content
from wenxiao.core.registers.model import Register
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers import digests
from wenxiao.web.registers.models import Change, Row
from wenxiao.web.registers.plan import Plan, Progress
from wenxiao.web.rulebook import rulebook

BATCH = 2_000
WRITTEN = ("body", "fiscal_year", "project", "name", "amount_fen", "content")


class StalePlanError(WenxiaoError):
    """Someone imported between preview and confirmation; nothing was written."""


def stored_rows(
    register: Register, jurisdiction: str, years: Iterable[int], bodies: Iterable[Body]
) -> dict[str, Content]:
    """Give the stored rows of the years and bodies of a file by key."""
    found = Row.objects.filter(register=register.id, jurisdiction=jurisdiction)
    if register.year:
        found = found.filter(fiscal_year__in=set(years))
    wanted = {body.pk for body in bodies}
    return {
        key: content
        for key, body, content in found.values_list("key", "body_id", "content")
        if body in wanted
    }


def write_rows(
    plan: Plan,
    user: User | None,
    bodies: dict[str, Body],
    progress: Progress,
    act: str = "import",
    opinion: str = "",
    more: Content | None = None,
) -> Event | None:
    """Write a plan: all rows, their history and one event, or nothing. ``None`` when there is nothing to write."""
    if plan.does_nothing:
        return None
    with recording():
        last = digests.last_event(plan.register.id, plan.jurisdiction)
        if (last.number if last else 0) != plan.event_number:
            raise StalePlanError("预览之后登记又有了新的导入，没有写入；请重新上传，看过新的预览再确认。")
        told = [(key, row) for key, row in plan.new.items()] + [(c.key, c.after) for c in plan.changed]
        made = (_row(plan, key, content, bodies) for key, content in told)
        _upsert(list(made), progress)
        event = append(_event(plan, user, act, opinion, more or {}))
        _keep_history(plan, event)
        _demand_reconciled(plan)
        return event


def _row(plan: Plan, key: str, content: Content, bodies: dict[str, Body]) -> Row:
    register = plan.register
    return Row(
        register=register.id, jurisdiction=plan.jurisdiction, key=key, body=bodies[content[register.body or ""]],
        fiscal_year=content.get(register.year or ""), project=content.get(register.project or "") or "",
        name=content.get(register.name or "") or "", amount_fen=register.amount_of(content), content=content,
    )  # fmt: skip


def _upsert(rows: list[Row], progress: Progress) -> None:
    for start in range(0, len(rows), BATCH):
        Row.objects.bulk_create(
            rows[start : start + BATCH],
            update_conflicts=True,
            unique_fields=("jurisdiction", "register", "key"),
            update_fields=WRITTEN,
        )
        progress("写入", min(start + BATCH, len(rows)), len(rows))


def _event(plan: Plan, user: User | None, act: str, opinion: str, more: Content) -> Event:
    after = plan.digest_before
    for change in plan.changed:
        after += digests.row_digest(change.key, change.after) - digests.row_digest(change.key, change.before)
    after += digests.total(plan.new.items())
    content: dict[str, Any] = {
        "file": plan.file, "file_digest": plan.digest, "counts": plan.counts(), "file_fen": plan.file_fen,
        "before_fen": plan.stored_fen, "after_fen": plan.after_fen,
        "changed_digest": f"{digests.total((c.key, c.before) for c in plan.changed):064x}",
        "register_digest": f"{after % digests.SPACE:064x}", **more,
    }  # fmt: skip
    return Event(
        about=digests.about(plan.register.id, plan.jurisdiction), actor=user, act=act, at=timezone.now(),
        opinion=opinion, content=content, rulebook=rulebook().catalog.version,
    )  # fmt: skip


def _keep_history(plan: Plan, event: Event) -> None:
    keys = [c.key for c in plan.changed]
    ids: dict[str, int] = {}
    for start in range(0, len(keys), BATCH):
        found = Row.objects.filter(
            register=plan.register.id, jurisdiction=plan.jurisdiction, key__in=keys[start : start + BATCH]
        )
        ids.update(found.values_list("key", "pk"))
    Change.objects.bulk_create(
        [Change(row_id=ids[c.key], event=event, before=c.before) for c in plan.changed], batch_size=BATCH
    )


def _demand_reconciled(plan: Plan) -> None:
    """Add up in the database what was written; a difference undoes the whole import."""
    if plan.after_fen is None:
        return
    keys = [*plan.numbers, *plan.missing]
    found = Row.objects.filter(register=plan.register.id, jurisdiction=plan.jurisdiction)
    if plan.register.year:
        part = plan.register.key.index(plan.register.year)
        found = found.filter(fiscal_year__in={int(key.split("/")[part]) for key in keys})
    total, wanted = 0, set(keys)
    for key, fen in found.values_list("key", "amount_fen").iterator(chunk_size=5000):
        if key in wanted:
            total += fen or 0
    if total != plan.after_fen:
        raise WenxiaoError(
            f"写入后合计 {show_money(total, '元')}，与应有的 {show_money(plan.after_fen, '元')} 不符，"
            "已全部撤销；请联系管理员。"
        )


def sum_of(register: str, **where: Any) -> int:
    """Give the sum of a register's amounts in 分."""
    return int(
        Row.objects.filter(register=register, **where).aggregate(total=Sum("amount_fen"))["total"] or 0
    )
