"""Blocks for the three administrators: accounts and posts, safety of accounts, the trail. None sees business."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from wenxiao.core.registers.reading import registers_of
from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.accounts.scope import kept_bodies
from wenxiao.web.boards.answers import Asked
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.lists import Column, Filter, Listing

KEEPERS = ("system_administrator", "security_administrator", "audit_administrator")
TRAIL = "audit_administrator"
SHOWN = 10
UNUSED_DAYS = 90
RECENT_DAYS = 7
ACTS = {
    "create": "建立草稿", "save": "保存", "extend": "延长期限", "attach": "加附件", "detach": "移去附件", "import": "导入",
    "seed": "建立演示数据", "issue": "出具证明", "roll_over": "年度结转", "substitute": "请人代办", "end_substitute": "结束代办",
}  # fmt: skip


def people(asked: Asked) -> dict[str, Any]:
    """Tell which accounts hold no office and which units lack someone who files or reviews."""
    users, bodies = _users(asked.user), _bodies(asked.user)
    wanted = _held_below()
    lacking = [
        (rulebook().roles[role].label, bodies.filter(kind=kind).exclude(Exists(
            Appointment.objects.filter(body=OuterRef("pk"), role=role, user__is_active=True)
        )))
        for role, kind in wanted
    ]  # fmt: skip
    registers = registers_of(rulebook().catalog, "cn")
    return {
        "active": users.filter(is_active=True).count(), "asleep": users.filter(is_active=False).count(),
        "lacking": [(label, rows.count(), list(rows.values_list("name", flat=True)[:SHOWN])) for label, rows in lacking],
        "kept": [(r.title, reverse("register_list", args=(r.id,))) for r in registers.values() if r.kept_in != "rows"],
    }  # fmt: skip


def security(asked: Asked) -> dict[str, Any]:
    """Tell which accounts are weak: first password unchanged, long unused, no second factor, mixed duties."""
    users = _users(asked.user).filter(is_active=True)
    administers = [r.id for r in rulebook().roles.values() if r.administers]
    office = Appointment.objects.filter(user=OuterRef("pk"))
    factor = Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP)
    mixed = users.filter(Exists(office.filter(role__in=administers))).annotate(
        offices=Count("appointments__role", distinct=True)
    )
    since = timezone.now() - timedelta(days=UNUSED_DAYS)
    questions = [
        ("首次密码还没有改", users.filter(must_change_password=True), "请提醒本人登录并改密码。"),
        ("管理员没有启用动态口令", users.filter(Exists(office.filter(role__in=administers)), ~Exists(factor)),
         "未启用前不能办理任何事项，请提醒本人启用。"),
        ("一人兼管理员和其他角色", mixed.filter(offices__gt=1), "三员应当分立，请系统管理员调整任职。"),
        (f"{UNUSED_DAYS} 天没有登录", users.filter(last_login__lt=since), "不再使用的账号请停用。"),
    ]  # fmt: skip
    told = [
        (title, rows.count(), [_name(u) for u in rows.order_by("username")[:SHOWN]], way)
        for title, rows, way in questions
    ]
    return {"questions": told, "active": users.count()}


def trail(asked: Asked) -> dict[str, Any]:
    """Tell how much was done lately and by whom; give the newest acts and the head of the chain."""
    events = _events(asked.user)
    since = timezone.now() - timedelta(days=RECENT_DAYS)
    counted = (
        events.filter(at__gte=since).order_by().values("act").annotate(number=Count("pk")).order_by("-number")
    )
    newest = list(events.select_related("actor").defer("content").order_by("-number")[:SHOWN])
    return {
        "days": RECENT_DAYS, "acts": [(_act(line["act"]), line["number"]) for line in counted],
        "lines": [(event, _act(event.act), _about(event)) for event in newest], "all": reverse("trail"),
        "last": Event.objects.order_by("-number").values("number", "digest").first(),
    }  # fmt: skip


def trail_list(request: HttpRequest) -> HttpResponse:
    """List the journal for the audit administrator: who did what, when, to what; never the content."""
    events = _events(request.user)  # type: ignore[arg-type]
    if not kept_bodies(request.user, rulebook().roles, (TRAIL,)):  # type: ignore[arg-type]
        raise Http404
    rows = events.select_related("actor", "filing").defer("content", "filing__content")
    return Listing(
        "trail", "操作日志", rows,
        [
            Column("number", "序号", lambda e: e.number, "number", sort="number"),
            Column("at", "时间", lambda e: e.at, "moment", sort="at"),
            Column("actor", "办理人", lambda e: _name(e.actor) if e.actor else "管理员在终端", sort="actor__username"),
            Column("act", "事项", lambda e: _act(e.act), sort="act"),
            Column("about", "对象", _about, sort="about"),
            Column("digest", "摘要", lambda e: e.digest[:16]),
        ],
        [
            Filter("person", "办理人", lambda r, text: r.filter(
                Q(actor__username__icontains=text) | Q(actor__first_name__icontains=text)), hint="账号或姓名"),
            Filter("about", "对象", lambda r, text: r.filter(about__icontains=text), hint="如 register:payments"),
            Filter("day", "日期", lambda r, text: r.filter(at__date=text), _days()),
        ],
        default_sort="-number", empty="还没有日志。",
    ).answer(request)  # fmt: skip


def _days() -> list[tuple[str, str]]:
    today = timezone.localdate()
    days = [today - timedelta(days=n) for n in range(31)]
    return [(day.isoformat(), f"{day.year}年{day.month}月{day.day}日") for day in days]


def _tops(user: User) -> Q:
    """The bodies whose people the person keeps, as a filter on ``path``."""
    found = Q(pk__in=())
    for top in kept_bodies(user, rulebook().roles, KEEPERS):
        found |= Q(path__startswith=top.path)
    return found


def _bodies(user: User) -> QuerySet[Body]:
    return Body.objects.filter(_tops(user)).order_by("path")


def _users(user: User) -> QuerySet[User]:
    office = Appointment.objects.filter(user=OuterRef("pk"), body__in=_bodies(user))
    return User.objects.filter(Exists(office))


def _events(user: User) -> QuerySet[Event]:
    """Give the events of the bodies and people kept by the person, and those made from the terminal."""
    bodies = _bodies(user)
    return Event.objects.filter(
        Q(filing__body__in=bodies) | Q(actor__in=_users(user)) | Q(actor=None, filing=None)
    )


def _held_below() -> list[tuple[str, str]]:
    """Give (role, kind of body) for the roles of units and departments that hold a step of some workflow."""
    kinds = {"unit": Body.Kind.UNIT, "department": Body.Kind.DEPARTMENT}
    held = {s.holder for w in rulebook().workflows.values() for s in w.states.values()}
    return [(r.id, kinds[r.scope]) for r in rulebook().roles.values() if r.id in held and r.scope in kinds]


def _act(act: str) -> str:
    for workflow in rulebook().workflows.values():
        if act in workflow.transitions:
            return workflow.transitions[act].label
    return ACTS.get(act, act)


def _about(event: Event) -> str:
    return event.filing.document if event.filing_id else event.about


def _name(user: User) -> str:
    return f"{user.first_name or user.username}（{user.username}）" if user.first_name else user.username
