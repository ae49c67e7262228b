"""Taking a roll-over back while nothing has been built on it: what would go, what stands in the way, and the deed."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import timezone

from wenxiao.core.errors import WenxiaoError
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.filings.models import Filing
from wenxiao.web.goals.gate import terms_of
from wenxiao.web.goals.rollover import PROJECTS, carried_words
from wenxiao.web.journal.chain import append_all
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers import digests
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

ACT = "undo_roll_over"
NAMED = 5  # obstacles that name their projects


class UndoError(WenxiaoError):
    """A roll-over that can no longer be taken back; the text says what stands in the way."""

    status = 409


@dataclass
class Undo:
    """What taking a roll-over back would do."""

    old: int
    top: Body
    event: Event | None = None  # of the roll-over; none: there is nothing to take back
    rows: list[Row] = field(default_factory=list)
    drafts: list[Filing] = field(default_factory=list)
    obstacles: list[str] = field(default_factory=list)

    @property
    def new(self) -> int:
        """The year carried to."""
        return self.old + 1

    @property
    def possible(self) -> bool:
        """Something was carried over, and nothing stands in the way."""
        return self.event is not None and not self.obstacles


def dry_undo(top: Body, old: int) -> Undo:
    """Say what taking the roll-over of ``old`` back would do and what forbids it; nothing is written."""
    told, place = Undo(old, top), jurisdiction_of(top)
    last = digests.last_event(PROJECTS, place)
    done = Event.objects.filter(about=digests.about(PROJECTS, place), act="roll_over").order_by("-number")
    event = next(
        (e for e in done[:20] if (e.content.get("year"), e.content.get("top")) == (old + 1, top.path)), None
    )
    if event is None or Event.objects.filter(about=event.about, act=ACT, number__gt=event.number).exists():
        return told
    told.event = event
    if last is not None and last.number != event.number:
        told.obstacles.append("结转以后项目登记又有导入，不能撤销；要改的请在项目登记里改。")
    rows = Row.objects.filter(register=PROJECTS, jurisdiction=place, key__in=event.content["keys"])
    told.rows = list(rows.select_related("body").order_by("key"))
    codes = [row.project for row in told.rows]
    built = Row.objects.filter(jurisdiction=place, fiscal_year=old + 1, project__in=codes).exclude(
        register=PROJECTS
    )
    _note(told, built.values_list("name", flat=True), "已经登记了 {year} 年的预算、支付或合同")
    terms = terms_of(place, old, timezone.localdate())
    begun = Filing.objects.filter(fiscal_year=old + 1, body__path__startswith=top.path).exclude(
        subject_code=""
    )
    begun = begun.exclude(terms.given_up).select_related("body").order_by("document")
    carried = set(
        Event.objects.filter(
            act="create", opinion=carried_words(old), filing__in=begun, number__gt=event.number
        ).values_list("filing", flat=True)
    )
    touched = set()
    for filing in begun:
        if filing.pk in carried and _untouched(filing):
            told.drafts.append(filing)
        elif filing.pk in carried or filing.subject_code in codes:
            touched.add(filing.subject_name)
    _note(told, sorted(touched), "已经有人填报 {year} 年的表")
    return told


def undo(user: User, top: Body, old: int) -> tuple[int, int]:
    """Take a roll-over back whole or not at all; give how many projects and drafts went. UndoError names obstacles."""
    with recording():
        told = dry_undo(top, old)
        if told.event is None:
            raise UndoError(f"{old} 年没有可以撤销的结转。")
        if told.obstacles:
            raise UndoError("".join(told.obstacles))
        now = timezone.now()
        gone = digests.total((row.key, row.content) for row in told.rows)
        before = digests.digest_before(told.event)
        content = {
            "undone": told.event.number, "keys": [row.key for row in told.rows],
            "drafts": [str(filing.pk) for filing in told.drafts],
            "register_digest": f"{(before - gone) % digests.SPACE:064x}",
        }  # fmt: skip
        events = [Event(
            about=told.event.about, actor=user, act=ACT, at=now, opinion=f"撤销由 {old} 年到 {told.new} 年的结转",
            content=content, rulebook=rulebook().catalog.version,
        )]  # fmt: skip
        Row.objects.filter(pk__in=[row.pk for row in told.rows]).delete()
        for filing in told.drafts:
            events.append(_given_up(filing, user, now))
        append_all(events)
    return len(told.rows), len(told.drafts)


def _untouched(filing: Filing) -> bool:
    workflow = rulebook().workflow_of(filing.form)
    return (
        filing.state == workflow.initial.id and filing.version == 1 and not filing.attachments.exists()
        and not filing.waivers.exists()
    )  # fmt: skip


def _given_up(filing: Filing, user: User, now: object) -> Event:
    """Cancel a draft: its history stays, so it is not deleted."""
    workflow = rulebook().workflow_of(filing.form)
    end = next(t for t in workflow.transitions.values() if t.kind == "end" and filing.state in t.sources)
    filing.state, filing.version, filing.due, filing.holder_since = end.target, 2, None, now
    filing.save()
    return Event(
        about=f"filing:{filing.pk}", filing=filing, actor=user, act=end.id, at=now, version=2, state=end.target,
        opinion="撤销年度结转", content=filing.content, rulebook=rulebook().catalog.version,
    )  # fmt: skip


def _note(told: Undo, names: object, what: str) -> None:
    found = list(dict.fromkeys(names))  # type: ignore[call-overload]
    if found:
        more = f"等 {len(found)} 个" if len(found) > NAMED else ""
        told.obstacles.append(f"{what.format(year=told.new)}：{'、'.join(found[:NAMED])}{more}，不能撤销。")
